"""Only English is read: other languages are told apart, and no English text is lost for being odd or short."""

import pytest

from triples.language import is_english

OTHERS = {
    "French": "Le représentant de la Norvège a déclaré mardi que son pays s'abstiendrait lors du vote sur le projet "
    "de texte, car les mots choisis par ses auteurs ne tiennent pas compte des villages de la montagne.",
    "Spanish": "La embajadora de Chile dijo el martes que su país votaría a favor del texto, aunque las palabras "
    "elegidas por sus autores no hablan de los pueblos de la montaña ni de la gente que vive en ellos desde hace años.",
    "German": "Der Botschafter Norwegens sagte am Dienstag, dass sein Land sich der Stimme enthalten werde, weil der "
    "Text nichts über die Dörfer in den Bergen sagt und die Menschen dort seit vielen Jahren auf Hilfe warten.",
    "Dutch": "De ambassadeur van Noorwegen zei dinsdag dat zijn land zich van stemming zou onthouden, omdat de tekst "
    "niets zegt over de dorpen in de bergen, waar de mensen al jaren op hulp wachten en het water op is.",
    "Italian": "Il rappresentante della Norvegia ha detto martedì che il suo paese si asterrà, perché il testo non "
    "parla dei villaggi di montagna, dove la gente aspetta un aiuto da molti anni e l'acqua non basta più.",
    "Portuguese": "A embaixadora do Chile disse na terça-feira que o seu país votaria a favor do texto, embora as "
    "palavras escolhidas não falem das aldeias da montanha nem das pessoas que lá vivem há muitos anos.",
    "Russian": "Представитель Норвегии заявил во вторник, что его страна воздержится при голосовании по проекту.",
    "Arabic": "قال ممثل النرويج يوم الثلاثاء إن بلاده ستمتنع عن التصويت على مشروع القرار.",
    "Chinese": "挪威代表星期二表示,该国将在对决议草案的表决中投弃权票。",
    "Greek": "Ο εκπρόσωπος της Νορβηγίας δήλωσε την Τρίτη ότι η χώρα του θα απέχει από την ψηφοφορία.",
}
ENGLISH = {
    "a short text": "Norway abstained.",
    "one word": "Vote",
    "nothing but a roll call": "In favour: Angola, Belgium, Chad, Chile, Côte d'Ivoire, Türkiye. Against: none.",
    "capitals": "NORWAY'S ENVOY SAID ON TUESDAY THAT THE TEXT WOULD NOT HELP THE VILLAGES OF THE MOUNTAINS.",
    "numbers": "12 2 1 2019-03-14",
    "a quotation in another script": "The envoy of Norway said “لا” to the text, which in her words means no, and that "
    "she would not vote for it before the villages of the mountains had been heard by the members of the Council.",
    "few small words": "Chile's envoy kept silent on Tuesday as delegates argued over wells in mountain villages, a "
    "dispute older than most members; she raised one hand.",
    "foreign names": "Ambassador Þóra Ægisdóttir said that Łukasz Żółć and Đỗ Thị Hà were there, but not for the vote.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_in_another_language_is_not_english(language: str) -> None:
    assert not is_english(OTHERS[language])


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_english_however_it_looks(kind: str) -> None:
    assert is_english(ENGLISH[kind])

"""What states do in a vote without the word for it ("sat it out"), as counts and lists of names both tell it."""

from __future__ import annotations

_VOTE = r"(?:it|this one|that one|(?:the|this|that) (?:vote|ballot|text|draft|resolution|motion|question|issue|matter))"
_OWN = r"(?:its|their|his|her)"

#: Abstentions by idiom, finite or as participles; enough by themselves to tell one.
IDLE = (
    rf"(?:s[ai]t(?:ting)? {_VOTE} out|(?:sat|sitting|stayed|staying|remained|remaining) on the (?:fence|sidelines)|"
    rf"(?:stayed|staying|remained|remaining|kept|keeping) neutral|"
    rf"(?:took|taking|take) (?:no|neither|none of the) sides?|not taking (?:a side|sides)|"
    rf"(?:chose|opted|preferr?ed|decided|elected|declin(?:ed|ing)|refus(?:ed|ing)|did not|didn't|would not)"
    rf"(?: not)? (?:to )?(?:take|choose|pick|back) (?:a side|sides|either side|a position|a stand)|"
    rf"(?:backed|backing|supported|supporting) neither side|came down on neither side|"
    rf"(?:took refuge in|opt(?:ed|ing) for|settled for) (?:an )?abstention|"
    rf"with(?:held|holding) theirs|with(?:held|holding) {_OWN} (?:votes?|support|"
    rf"backing|assent|ballots?|own)|"
    rf"(?:sat|sitting) on {_OWN} hands|kept {_OWN} hands down|(?:kept|keeping|stayed|opted|opting|"
    rf"bowed) out of {_VOTE})"
)
#: Words that tell an abstention only beside a count or a choice that is plain.
HELD_BACK = (
    r"(?:(?:held|holding|stood|standing|stayed|staying|kept|keeping|hung) (?:back|aside|aloof|out|apart)|"
    r"(?:looked|turned) away|"
    r"(?:kept|stayed|remained|keeping) silent|said nothing)"
)


def spaced(pattern: str) -> str:
    """A pattern whose words may stand on two lines."""
    return pattern.replace(" ", r"\s+")

"""The inside of quotations as scenes of their own, where "we" and "I" are who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.actor import Number, Voice
from triples.extraction.actors import find_actors
from triples.extraction.frames import mask
from triples.extraction.parsed import Parsed, frame_of
from triples.extraction.scene import Scene
from triples.extraction.scenes import join
from triples.extraction.sentences import Sentence
from triples.extraction.standalone import ONLY_QUOTE
from triples.extraction.titlephrases import find_titles
from triples.extraction.utterance import Utterance
from triples.facts import Span

_SHORTEST = 14


def speakers(scene: Scene, heard: list[Utterance], before: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """The one speaker of a scene; of a quotation that goes on, whoever spoke before."""
    if not heard and ONLY_QUOTE.match(scene.frame.text):
        return before
    voices = {u.actor.voices for u in heard}
    return voices.pop() if len(voices) == 1 else ()


def inner_scenes(parsed: Parsed, scene: Scene, voices: tuple[Voice, ...]) -> Iterator[Scene]:
    """One scene for each sentence inside the quotations of a scene; `voices` are its speaker's."""
    for quote in scene.sentence.quotes:
        if quote.end - quote.start < _SHORTEST:
            continue
        for span in _sentences(parsed.document.plain, quote):
            inner = _inner(parsed, scene, span, voices)
            if inner is not None:
                yield inner


_STOP = re.compile(r"[.!?]\s+(?=[A-Z])")


def _sentences(plain: str, quote: Span) -> Iterator[Span]:
    start = quote.start + 1
    end = quote.end - 1 if plain[quote.end - 1] == '"' else quote.end
    for stop in _STOP.finditer(plain, start, end):
        yield Span(start, stop.start() + 1)
        start = stop.end()
    if start < end:
        yield Span(start, end)


def _inner(parsed: Parsed, scene: Scene, span: Span, voices: tuple[Voice, ...]) -> Scene | None:
    frame = frame_of(parsed.document, parsed.register, span)
    if frame is None:
        return None
    found = find_actors(parsed, frame, find_titles(frame), {})
    number: Number = "one" if len(voices) == 1 else "many"
    actors = join(frame.text, [replace(a, voices=voices, number=number) if a.noun in ("we", "i") else a for a in found])
    masked = mask(frame, [(a.start, a.end, "actor", a) for a in actors])
    if masked is None:
        return None
    sentence = Sentence(span, scene.sentence.paragraph)
    return replace(scene, sentence=sentence, frame=masked, actors=tuple(actors), subject=actors[0] if actors else None)

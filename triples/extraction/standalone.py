"""Quotations in a sentence of their own: signed below it ("- Jane Doe, minister"), or after a sentence on the one who
speaks ("The envoy was unmoved.")."""

from __future__ import annotations

import re

from triples.extraction.actor import Actor, Voice
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.scene import Scene

ONLY_QUOTE = re.compile(rf"\s*{QUOTE}[\s.,]*$")
_ANNOUNCES = re.compile(
    r"\b(?:sa(?:id|ys)|stated|declared|announced|reads?|follows|following(?: [\w-]+)?|(?:this|the) (?:answer|"
    r"statement))\s*:$"
)
_SIGNATURE = re.compile(rf"^(?:—|--?) ?(?:the )?(?P<actor>{ACTOR})")
_OPENS = re.compile(
    rf"^(?:\S{{1,12}} )?(?:But |And |Then )?(?:the )?(?P<actor>{ACTOR}) (?:is|was|has|had|took|takes|shook|\w+ed)\b"
)


def announced(scene: Scene) -> tuple[Voice, ...]:
    """Whose words follow a line that ends "the mission said:", without quotation marks."""
    line = scene.frame.text.endswith(":") and _ANNOUNCES.search(scene.frame.text)
    subject = scene.subject
    return subject.voices if line and subject is not None and len(subject.voices) == 1 else ()


def signed(scene: Scene, before: Scene | None) -> Actor | None:
    """Who signs the quotation that the scene before is, in a line that begins with a dash."""
    signature = _SIGNATURE.match(scene.frame.text)
    if signature is None or before is None or not ONLY_QUOTE.match(before.frame.text):
        return None
    return scene.actor(signature["actor"])


def introduced(scene: Scene, before: Scene | None) -> Actor | None:
    """The one person that the sentence before a quotation, in the same paragraph, is about."""
    if before is None or before.sentence.paragraph != scene.sentence.paragraph:
        return None
    about = _OPENS.match(before.frame.text)
    actor = before.actor(about["actor"]) if about else None
    people = [a for a in before.actors if a.number == "one" and a.voices]
    return actor if actor is not None and people == [actor] else None

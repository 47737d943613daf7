"""Writes the parts of the documentation that the code knows best: run `python docs/generate.py` after a change.

A page holds `<!-- begin: NAME -->` and `<!-- end: NAME -->`; what stands between is made here, from the tables that
the command line and the server read too. A test fails while a page is out of date.
"""

from __future__ import annotations

import csv
import inspect
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT))

from ontology import markdown  # noqa: E402
from ontology.diagram import draw  # noqa: E402
from ontology.document import document  # noqa: E402
from ontology.files import EXAMPLES_FILE, read_ontology  # noqa: E402
from ontology.history import history  # noqa: E402
from ontology.markdown import table  # noqa: E402
from ontology.pitfalls import NO_EXAMPLE, exceptions  # noqa: E402
from server.app import create_app  # noqa: E402
from server.engine.bulletin import Loaded  # noqa: E402
from server.engine.tallies import Tallies  # noqa: E402
from server.examples import examples  # noqa: E402
from server.formats import FORMATS  # noqa: E402
from server.settings import TABLE, Settings  # noqa: E402
from shapes.document import by_term, concerns  # noqa: E402
from triples.evaluation.figures import Score  # noqa: E402
from triples.extraction.confidence import ANY_OTHER, COLUMNS  # noqa: E402
from triples.extraction.confidence import TABLE as CONFIDENCES  # noqa: E402
from triples.reference import load_tables  # noqa: E402
from triples.reference.linksets import RELATIONS, TARGETS, counted  # noqa: E402
from unkg import cli  # noqa: E402

_PART = re.compile(r"(?P<begin><!-- begin: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end: (?P=name) -->)", re.DOTALL)


def commands() -> str:
    """Every command with its options."""
    parts = []
    for name, command in sorted(cli.commands.items()):
        context = click.Context(command, info_name=f"unkg {name}")
        usage = " ".join([f"unkg {name}", *command.collect_usage_pieces(context)])
        given = (p for p in command.params if isinstance(p, click.Option))
        options = [record for p in given if (record := p.get_help_record(context))]
        parts.append(f"### `unkg {name}`\n\n{inspect.cleandoc(str(command.help))}\n\n`{usage}`\n")
        if options and name != "serve":
            parts.append(table(["option", "what it does"], ([f"`{flag}`", text] for flag, text in options)))
    return "\n".join(parts)


def settings() -> str:
    """Every setting of the server."""
    rows = (
        [f"`{s.flag}`", f"`{s.variable}`", f"`{s.default}`" if s.default != "" else "", s.about.unit, s.about.help]
        for s in TABLE
    )
    return table(["option", "environment", "default", "unit", "what it does"], rows)


def routes() -> str:
    """Every path that the server answers."""
    app = create_app(Settings(), None, lambda: Loaded("", {}, True), Tallies())  # type: ignore[arg-type]
    rows = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), _methods(rule.methods), _summary(app.view_functions, rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    }
    return table(["path", "methods", "serves"], ([f"`{path}`", how, what] for path, how, what in sorted(rows)))


def _methods(names: set[str] | None) -> str:
    return ", ".join(sorted((names or set()) - {"HEAD", "OPTIONS"}))


def _summary(views: dict[str, Callable[..., object]], rule: object) -> str:
    return str(views[rule.endpoint].__doc__).split("\n")[0]  # type: ignore[attr-defined]


def formats() -> str:
    """Every format that is negotiated."""
    rows = ([f"`{f.name}`", f"`{f.media_type}`", f"`.{f.suffix}`", " and ".join(sorted(f.carries))] for f in FORMATS)
    return table(["`format=`", "media type", "suffix", "for"], rows)


def conformance() -> str:
    """What W3C's tests gave, suite by suite."""
    rows = [[f"`{name}`", passed, run] for name, (passed, run) in _known()["passed"].items()]
    skipped = (f"{count} need {what}" for what, count in _known()["skipped"].items())
    return table(["suite", "passed", "of"], rows) + f"\nOf `query`, not run: {', '.join(skipped)}.\n"


def failures() -> str:
    """Every test of W3C's that fails, with the reason."""
    groups = _known()["failing"]
    rows = ([g["why"], g["whose"], len(g["tests"]), ", ".join(f"`{test}`" for test in g["tests"])] for g in groups)
    return table(["why", "whose", "how many", "which"], rows)


def _known() -> dict[str, Any]:
    return tomllib.loads((ROOT / "tests" / "conformance" / "known.toml").read_text(encoding="utf-8"))


def queries() -> str:
    """Every example query."""
    rows = ([f"[`{e.name}`](../queries/{e.name}.rq)", e.question] for e in examples())
    return table(["query", "question"], rows)


def vocabulary() -> str:
    """Every term of the ontology by its part, with shapes and an example from the data."""
    shapes = {term: tuple(s.local for s in found) for term, found in by_term(concerns()).items()}
    with EXAMPLES_FILE.open(encoding="utf-8", newline="") as stream:
        examples = {row["term"]: (row["thing"], row["value"]) for row in csv.DictReader(stream)}
    missing = {excuse.term: excuse.reason for excuse in exceptions() if excuse.pitfall == NO_EXAMPLE}
    return markdown.terms(document(read_ontology()), markdown.Beside(shapes, examples, missing), "diagrams")


def alignments() -> str:
    """How our terms stand to those of other vocabularies."""
    return markdown.alignments(document(read_ontology()))


def versions() -> str:
    """What changed in the vocabulary, version by version."""
    return markdown.versions(history())


def checks() -> str:
    """What the scan for pitfalls looks for, and what is meant so."""
    return markdown.checks(exceptions())


def diagrams() -> dict[str, str]:
    """A picture of each part of the ontology, by file name."""
    page = document(read_ontology())
    return {f"diagrams/{part.slug}.svg": draw(part, page.terms, standalone=True) for part in page.sections}


def links() -> str:
    """How many links lead where, by relation."""
    counts = counted(load_tables())
    spaces = sorted({space for space, _ in counts}, key=lambda space: TARGETS[space][0])
    rows = ([TARGETS[space][0], *(counts[space, relation] for relation in RELATIONS)] for space in spaces)
    return table(["to", *(f"`{relation}`" for relation in RELATIONS)], rows)


def reasons() -> str:
    """What speaks for the links, by relation and kind of thing; for each `sameAs` that is its confirmation."""
    found = Counter((r.relation, r.entity.partition("/")[0], r.reason, r.source) for r in load_tables().links)
    ordered = sorted(found.items(), key=lambda item: (list(RELATIONS).index(item[0][0]), item[0]))
    rows = ([f"`{relation}`", kind, n, reason, f"`{source}`"] for (relation, kind, reason, source), n in ordered)
    return table(["relation", "of", "how many", "what speaks for it", "source"], rows)


def rules() -> str:
    """Every rule by which something follows, is decided, or a body works."""
    rows = ([f"`{r.slug}`", r.kind, r.label, r.statement] for r in load_tables().rules)
    return table(["rule", "kind", "called", "says"], rows)


def reliability() -> str:
    """What extraction states of its facts, beside how many of them were right."""
    rows = ([f"{b['low']} to {b['high']}", b["facts"], b["stated"], b["share"]] for b in _bands())
    return table(["stated between", "facts", "stated on average", "right"], rows)


def extraction() -> str:
    """How well extraction reads, on texts that rules were written with and on others."""
    with (DOCS / "extraction.csv").open(encoding="utf-8", newline="") as stream:
        scores = [
            (row, Score(*(int(row[name]) for name in ("expected", "found", "right")))) for row in csv.DictReader(stream)
        ]
    rows = (
        [row["texts"], row["kind"], s.expected, s.found, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}"]
        for row, s in scores
    )
    return table(["texts", "kind", "expected", "found", "precision", "recall", "F1"], rows)


def confidences() -> str:
    """The rules that are least sure, with what they were counted on."""
    with CONFIDENCES.open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: (float(row["confidence"]), row["kind"], row["rule"]))
    least = [row for row in rows if row["rule"] != ANY_OTHER][:10]
    return table(COLUMNS, ([row[name] for name in COLUMNS] for row in least))


def picture() -> str:
    """The reliability table as a picture: a dot a band, as large as it has facts, with the bounds of chance."""
    most = max(int(band["facts"]) for band in _bands())
    marks = "\n".join(_mark(band, most) for band in _bands())
    ticks = "\n".join(
        f'<text x="{_at(n / 10):g}" y="395" text-anchor="middle">{n / 10:g}</text>'
        f'<text x="42" y="{_up(n / 10) + 4:g}" text-anchor="end">{n / 10:g}</text>'
        for n in range(0, 11, 2)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 440" font-family="sans-serif" font-size="12">
<title>How often what is stated with a confidence is right</title>
<rect width="440" height="440" fill="#fff"/>
<path d="M50 20V380H410" fill="none" stroke="#333"/>
<path d="M50 380L410 20" stroke="#999" stroke-dasharray="4 4"/>
{ticks}
<text x="230" y="425" text-anchor="middle">confidence that is stated</text>
<text x="15" y="200" text-anchor="middle" transform="rotate(-90 15 200)">share that was right</text>
{marks}
</svg>
"""


def _mark(band: dict[str, str], most: int) -> str:
    x, y = _at(float(band["stated"])), _up(float(band["share"]))
    radius = 3 + 7 * (int(band["facts"]) / most) ** 0.5
    said = f"stated {band['stated']}, right {band['share']}, {band['facts']} facts"
    bounds = f'<path d="M{x:.1f} {_up(float(band["least"])):.1f}V{_up(float(band["most"])):.1f}" stroke="#009edb"/>'
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#009edb"><title>{said}</title></circle>'
    return bounds + dot


def _at(share: float) -> float:
    return 50 + 360 * share


def _up(share: float) -> float:
    return 380 - 360 * share


def _bands() -> list[dict[str, str]]:
    with (DOCS / "reliability.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": settings,
    "routes": routes,
    "formats": formats,
    "conformance": conformance,
    "failures": failures,
    "queries": queries,
    "vocabulary": vocabulary,
    "alignments": alignments,
    "versions": versions,
    "checks": checks,
    "links": links,
    "reasons": reasons,
    "rules": rules,
    "reliability": reliability,
    "extraction": extraction,
    "confidences": confidences,
}

PICTURES: dict[str, Callable[[], str]] = {"reliability.svg": picture}


def render(text: str) -> str:
    """The page with its generated parts made anew; KeyError for a part that nobody makes."""
    return _PART.sub(lambda m: f"{m['begin']}{PARTS[m['name']]()}{m['end']}", text)


def main() -> None:
    """Rewrites the pages in place, and draws the pictures."""
    for page in sorted(DOCS.glob("*.md")):
        page.write_text(render(page.read_text(encoding="utf-8")), encoding="utf-8")
    for name, drawn in {**{name: make() for name, make in PICTURES.items()}, **diagrams()}.items():
        (DOCS / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()

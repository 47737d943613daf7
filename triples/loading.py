"""RDF files that a user gives, as quads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, parse

from ontology.errors import InputError
from triples.export import FORMATS, format_of


def read_rdf(paths: Iterable[Path]) -> list[Quad]:
    """The quads of files in any of our formats, told by extension; InputError that names file, line and column."""
    return [quad for path in paths for quad in _read(path)]


def _read(path: Path) -> list[Quad]:
    form = FORMATS[format_of(path)]
    try:
        return list(parse(path=path, format=form.rdf))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except SyntaxError as error:
        where = f", line {error.lineno}, column {error.offset}" if error.lineno else ""
        raise InputError(f"{path}{where}: this is not valid {form.rdf.name} ({error.msg})") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except ValueError as error:
        raise InputError(f"{path}: this is not valid {form.rdf.name} ({error})") from error

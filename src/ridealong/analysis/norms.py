"""Norms and reference lines: rows of `norms.yaml`, each with source, grade and switch.

A file of one's own may change them: a list of rows of the same shape, where a row with a known id
changes only the fields that it names, and a new id needs all of them but `low` or `high`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.model import Measure, Norm
from ridealong.conversation import Kind
from ridealong.errors import SettingError
from ridealong.language.yaml import load_yaml, parse_yaml

_FIELDS = {f.name for f in fields(Norm)}
_KINDS = ("target", "reference")


@cache
def norms() -> tuple[Norm, ...]:
    """The norms that come with Ridealong, in the file's order."""
    return tuple(_norm(row) for row in load_yaml(__package__, "norms.yaml"))


def load_norms(path: str | None = None) -> tuple[Norm, ...]:
    """The norms, changed by a file of one's own where there is one.

    Raises:
        SettingError: the file cannot be used; names the row and what is wrong with it.
    """
    if path is None:
        return norms()
    changed = {n.id: n for n in norms()}
    for i, row in enumerate(_rows(path), 1):
        place = f"{path}, row {i}"
        if not isinstance(row, Mapping) or not isinstance(row.get("id"), str):
            raise SettingError(f"{place}: is no norm; give it an id and what it changes")
        known = changed.get(row["id"])
        try:
            changed[row["id"]] = _norm({**(asdict(known) if known else {}), **_named(row)})
        except (KeyError, TypeError, ValueError) as error:
            raise SettingError(f"{place} ({row['id']}): {_said(error)}") from None
    return tuple(changed.values())


def norms_for(
    measure: Measure, kind: Kind | None = None, among: Sequence[Norm] | None = None
) -> Sequence[Norm]:
    """The norms and reference lines for this measure in this kind of conversation.

    Args:
        measure: what was measured.
        kind: the kind of conversation; a sales call where it is not known.
        among: the norms in force; those that come with Ridealong where not given.
    """
    return [
        n
        for n in (norms() if among is None else among)
        if (n.measure, n.of, n.scope) == (measure.id, measure.of, measure.scope)
        and (kind or Kind.SALES) in n.kinds
    ]


def _rows(path: str) -> Sequence[Any]:
    try:
        rows = parse_yaml(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"{path}: cannot be opened ({error.strerror})") from None
    except ValueError as error:
        raise SettingError(f"{path}: {error}") from None
    if not isinstance(rows, list):
        raise SettingError(f"{path}: is no list of norms; see docs/measures.md")
    return rows


def _named(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The row by field; YAML reads a bare `on` as true, also where it is a name."""
    return {"on" if key is True else key: value for key, value in row.items()}


def _norm(row: Mapping[str, Any]) -> Norm:
    if unknown := set(row) - _FIELDS:
        raise ValueError(f"{', '.join(map(str, unknown))} is no field of a norm")
    norm = Norm(**{**row, "kinds": tuple(Kind(k) for k in row["kinds"])})
    _check(norm)
    return norm


def _check(norm: Norm) -> None:
    ends = [e for e in (norm.low, norm.high) if e is not None]
    numbers = all(isinstance(e, int | float) and not isinstance(e, bool) for e in ends)
    if not ends or not numbers or ends != sorted(ends):
        raise ValueError("give low, high or both as numbers, low first")
    if norm.measure not in DEFINITIONS or norm.unit != DEFINITIONS[norm.measure].unit:
        raise ValueError(f"no measure {norm.measure!r} in the unit {norm.unit!r}")
    if not isinstance(norm.on, bool):
        raise TypeError("on is true or false")
    if norm.grade not in tuple("ABCD") or norm.kind not in _KINDS:
        raise ValueError("grade is A, B, C or D, and kind is target or reference")


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error).replace("Norm.__init__() ", "")

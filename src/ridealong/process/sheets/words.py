"""The words that CRMs use, from `headings.yaml`, and how headings are compared."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"[^\w%]+|_+")
_BEFORE = re.compile(r"^(?:properties |property )?(?:hs (?:v2 )?)?")
_AFTER = re.compile(r" c$")


@cache
def words() -> dict[str, Any]:
    """The whole of `headings.yaml`."""
    text = files(__package__).joinpath("headings.yaml").read_text("utf-8")
    read: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return read


def plain(heading: str) -> str:
    """A heading in lower case, its words apart, without what CRMs put around it."""
    spread = _CAMEL.sub(" ", heading.strip())
    lower = _APART.sub(" ", spread).strip().casefold()
    return _AFTER.sub("", _BEFORE.sub("", lower)) or lower


def listed(text: str) -> tuple[str, ...]:
    """A line of words with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def folded(text: str) -> str:
    """Names of stages and people are compared so: case and white space do not count."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)
def kind_of(said: str) -> str:
    """Which kind of activity a word means; empty where none."""
    tokens = f" {plain(said)} "
    for kind, known in words()["kinds"].items():
        if any(f" {word} " in tokens for word in listed(known)):
            return str(kind)
    return ""


@lru_cache(maxsize=4096)
def outcome_of(said: str) -> str:
    """How a deal ended by the words of its stage or status; empty where they do not say."""
    bare = plain(said)
    for outcome, known in words()["outcomes"].items():
        for word in listed(known):
            if word == f"={bare}" or f" {word} " in f" {bare} ":
                return str(outcome)
    return ""


@cache
def currency_signs() -> dict[str, str]:
    """The ISO code of every sign and word for a currency."""
    return {
        sign: code for code, signs in words()["currencies"].items() for sign in str(signs).split()
    } | {"try": "TRY"}


@cache
def months() -> dict[str, int]:
    """The number of each month by its names and their beginnings."""
    return {name: int(n) for n, names in words()["months"].items() for name in names.split()}

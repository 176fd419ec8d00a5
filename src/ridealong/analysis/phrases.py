"""Short lists of phrases that tell what a sentence is about, where no move does.

A list belongs to a language; in a language without lists nothing is ever found.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ridealong.language.words import plain
from ridealong.language.yaml import load_yaml


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of one file in one language, by name."""

    patterns: Mapping[str, re.Pattern[str]]

    def found(self, name: str, text: str) -> str | None:
        """The first phrase of a list in a text, as it stands there without its punctuation."""
        pattern = self.patterns.get(name)
        match = pattern.search(plain(text)) if pattern else None
        return match[0] if match else None

    def has(self, name: str, text: str) -> bool:
        """Whether a text has a phrase of a list."""
        return self.found(name, text) is not None


@cache
def phrases(package: str, language: str | None, name: str = "phrases.yaml") -> Phrases:
    """The lists of a file.

    Args:
        package: where the file lies.
        language: of the text (BCP 47); English where the conversation does not state one.
        name: of the file.
    """
    code = (language or "en").replace("_", "-").split("-")[0].lower()
    lists: dict[str, list[str]] = load_yaml(package, name).get(code, {})
    return Phrases({topic: _any(found) for topic, found in lists.items()})


def _any(found: list[str]) -> re.Pattern[str]:
    """Whole words; a star stands for any ending."""
    parts = "|".join(re.escape(p).replace(r"\*", r"\w*") for p in found)
    return re.compile(rf"(?<![\w'])(?:{parts})(?![\w'])")

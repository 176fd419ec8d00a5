"""Lists of phrases that tell what a sentence is about, where no move does.

A list belongs to a language; in a language without lists nothing is ever found. A phrase is a
regular expression for whole words in lower case, without punctuation but for apostrophes and the
signs of money; only a star is not as usual, it stands for any letters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ridealong.analysis.heard import Heard
from ridealong.language.yaml import load_yaml

_SILENT = re.compile(r"[^\w'£$€]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of one file in one language, by name."""

    patterns: Mapping[str, re.Pattern[str]]

    def has(self, name: str, text: str) -> bool:
        """Whether a text has a phrase of a list."""
        return self.found(name, text) is not None

    def found(self, name: str, text: str) -> str | None:
        """The first phrase of a list in a text, as it stands there without its punctuation."""
        return next(self.every(name, text), None)

    def every(self, name: str, text: str) -> Iterator[str]:
        """The phrases of a list in a text, in order."""
        return (match[0] for match in self._matches(name, text))

    def places(self, name: str, text: str) -> Iterator[int]:
        """Before how many words each phrase of a list begins, in order."""
        return (m.string.count(" ", 0, m.start()) for m in self._matches(name, text))

    def _matches(self, name: str, text: str) -> Iterator[re.Match[str]]:
        pattern = self.patterns.get(name)
        return pattern.finditer(_spoken(text)) if pattern else iter(())


def lists_of(heard: Heard, module: str) -> Phrases:
    """The lists of `phrases.yaml` beside a module, in the language of the conversation."""
    return phrases(module.rpartition(".")[0], heard.clock.conversation.language)


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
    parts = "|".join(found).replace("*", r"\w*")
    return re.compile(rf"(?<![\w'])(?:{parts})(?![\w'])")


@lru_cache(maxsize=4096)
def _spoken(text: str) -> str:
    return _SILENT.sub(" ", text.lower().replace("’", "'")).strip()

"""Regular expressions that are compiled when first used: most formats are not in most files."""

import re
from typing import cast


class _Lazy:
    """Stands in for a pattern; its first use compiles it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        found: object = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)  # the next look goes straight there
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, done when it is first matched. Compiling all takes 0.1 s at each start."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))

"""Which questions a process does not ask: when it closes, how big it is, how many, how long.

What a coach asks for is what the next talk with the customer is about. Size and date follow from
what the customer has done; a process that asks for them first gets stories.
"""

import re

from ridealong.analysis.phrases import phrases

_LANGUAGES = ("en", "de")
_REFUSED = {
    "results": (
        "asks when it closes, how big it is, or for the number",
        "Ask what they want solved, or what they have done; date and size follow from the gates",
    ),
    "volume": (
        "asks how long service takes, or how many",
        "Ask what was behind the request, and how you know that it is solved",
    ),
}
_OPENS = re.compile(
    r"(?:^|[.,;:…–—]\s*|\b(?:and|or|but|so|then|in|to|of|for|with|by|from|at|on|about|through|"
    r"after|before|beside)\s+)(?:what|how|who|whom|whose|which|where|when|why)\b",
    re.IGNORECASE,
)


def refused(question: str) -> tuple[str, str] | None:
    """Why a process does not ask this, and what to do; None where it may.

    >>> refused("When will they sign?")[0]
    'asks when it closes, how big it is, or for the number'
    >>> refused("By when does the customer need it solved?") is None
    True
    """
    for language in _LANGUAGES:
        lists = phrases(__package__, language, "refused.yaml")
        for kind, why in _REFUSED.items():
            if lists.has(kind, question):
                return why
    return None


def opens(question: str) -> bool:
    """Whether an English question invites more than yes, no or one fact, by how it begins.

    >>> opens("If you call tomorrow, how will you ask?"), opens("Did you ask?")
    (True, False)
    """
    return question.endswith("?") and _OPENS.search(question) is not None

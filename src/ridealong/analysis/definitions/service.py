"""The measures of a service call. Neither its length nor the number of calls is one of them."""

from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.conversation import Need

SERVICE = (
    Definition(
        id="process_share",
        question="Is the problem worked on, or is a script gone through?",
        formula="turns of ours that look for the cause, ask about the need, say back or check ÷ "
        "those and the turns that recite a set phrase or hurry on",
        unit="1",
        need=Need.SHARE,
        of="our side, in a service call",
        source=f"{OWN}, from the articles (S4.72 in docs/capabilities.md)",
        grade="D",
        limits="What a turn does is a tagger's judgement; needs 4 such turns",
    ),
    Definition(
        id="repeat_contact_told",
        question="Does the customer have to call again and again?",
        formula="turns in which the customer tells of an earlier contact about the same thing, "
        "by a list of phrases",
        unit="1",
        need=Need.SHARE,
        of="the customer, in a service call",
        source=f"{OWN}, from the articles (S4.74 in docs/capabilities.md)",
        grade="D",
        limits="English phrases alone; a customer who does not mention it may have called before",
        counts="turns of the customer",
    ),
)

"""The measures of a coaching conversation: what is asked, what is told, what comes of it."""

from collections.abc import Iterator

from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.conversation import Need

_ARTICLES = "The articles ({} in docs/capabilities.md); counted as here by Ridealong"
_TAGGED = "Rests on what each turn was taken to do; look at the turns"
_KINDS = {
    "results": "when it closes, how big it is, the forecast, the quota",
    "vague": "how it goes, so generally that a story will do",
    "problem": "the client's business problem, its effect, whom it matters to",
    "activity": "steps of the sales process",
    "behaviour": "how something was or will be said or done",
    "mindset": "belief, confidence, motives, purpose",
    "reflection": "what went well, what to repeat, what to do differently",
}


def _coaching(
    name: str, question: str, formula: str, demand: str, limits: str = _TAGGED, **more: str
) -> Definition:
    return Definition(
        id=name,
        question=question,
        formula=formula,
        unit=more.get("unit", "1"),
        need=Need.SHARE,
        of=more.get("of", "the coach"),
        source=_ARTICLES.format(demand) if demand else OWN,
        grade="D",
        limits=limits,
        counts=more.get("counts", "turns"),
    )


def _questions() -> Iterator[Definition]:
    for kind, means in _KINDS.items():
        yield _coaching(
            f"{kind}_questions",
            f"How often does the coach ask {'an' if kind[0] in 'aeiou' else 'a'} {kind} question?",
            f"turns of the coach that ask for {means}",
            "S2.2" if kind == "vague" else "S0.1",
            counts="turns of the coach",
        )


COACHING = (
    _coaching(
        "results_question_share",
        "How much of the asking is for results?",
        "turns of the coach that ask when, how big or for the forecast ÷ turns of the coach that "
        "ask any question of a known kind; the interval is Jeffreys'",
        "S0.1",
        "Some results must be asked for; the norm is about the share and what comes first",
        counts="questions",
    ),
    _coaching(
        "questions_before_results",
        "What does the coach ask before asking for results?",
        "the coach's questions of a known kind before the first that asks for results",
        "S0.1",
        unit="questions",
        counts="questions",
    ),
    *_questions(),
    _coaching(
        "ask_tell_share",
        "Does the coach ask or tell?",
        "turns of the coach that ask and do not tell ÷ turns that ask, tell, take over, criticise "
        "or threaten; the interval is Jeffreys'",
        "S4.43",
        "The words of a question do not show whether the answer was wanted",
    ),
    _coaching(
        "longest_question_chain",
        "How far do questions lead without an answer being given?",
        "largest number of the coach's opening questions in a row, nothing told, no results asked "
        "for and no administration in between",
        "S4.64",
        "A long chain may also be an interrogation; see who finds the step",
        counts="turns of the coach",
    ),
    _coaching(
        "specific_praise_share",
        "How much of the praise names what it is for?",
        "turns with praise for a named act ÷ turns with any praise; the interval is Jeffreys'",
        "S4.45",
    ),
    _coaching(
        "mmot_steps",
        "How many steps of the managerial moment of truth are made?",
        "steps of four (acknowledge the truth, analyse, plan, feedback) with a turn that makes "
        "them, where a gap shows",
        "S3.10",
        "A step that was made in another talk is not seen here",
        counts="steps",
    ),
    _coaching(
        "substance_density",
        "How much substance has the talk?",
        "acts about the client's problem, behaviours, the plan and its check, by likelihood, per "
        "50 runs of turns of one role",
        "S2.1",
        "Right within one of the four levels that are cut from it, not to the decimal",
        of="the call",
    ),
    _coaching(
        "coaching_share",
        "How much of the talk is coaching and not managing?",
        "turns of the coach with an act of coaching ÷ those and turns of administration; "
        "the interval is Jeffreys'",
        "S4.61",
        "Turns that do neither are left out",
    ),
    _coaching(
        "mindset_share",
        "How much is about the salesperson's own conversation with themselves?",
        "turns of the coach that ask for the mindset or show belief ÷ those and turns about the "
        "problem, activities, behaviour or practice with a customer; the interval is Jeffreys'",
        "S4.15",
        "The articles ask for both conversations and give no figure",
    ),
    _coaching(
        "own_steps_share",
        "Whose are the next steps?",
        "turns of the rep with a step of their own ÷ turns with any step taken on; the "
        "interval is Jeffreys'",
        "S4.81",
        of="the rep or partner",
        counts="steps",
    ),
    _coaching(
        "topics_covered",
        "How many topics of an opportunity does the talk touch?",
        "topics of eight (lead sources, prospecting, qualification, needs analysis, proposals, "
        "objections, negotiation, closing) with a phrase of their list",
        "S2.5",
        "English phrases; to touch on a topic is not to coach it",
        of="the call",
        counts="topics",
    ),
)

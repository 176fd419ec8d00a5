"""The measures of the exchange with a customer: asking, saying back, offering, giving, agreeing."""

from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.conversation import Need

_ARTICLES = "The articles"
_TOLD = "Moves are told by a model and can be corrected; look at several calls"
_LITTLE = "Fewer than 8 carry no share; the interval shows how little one call says"


def _count(
    measure_id: str,
    question: str,
    formula: str,
    *,
    of: str = "our party",
    source: str = OWN,
    limits: str = _TOLD,
) -> Definition:
    return Definition(
        id=measure_id,
        question=question,
        formula=formula,
        unit="1",
        need=Need.SHARE,
        of=of,
        source=source,
        grade="D",
        limits=limits,
    )


def _share(
    measure_id: str,
    question: str,
    formula: str,
    *,
    of: str = "our party",
    source: str = OWN,
    grade: str = "D",
    limits: str = _LITTLE,
    counts: str = "turns that ask",
) -> Definition:
    return Definition(
        id=measure_id,
        question=question,
        formula=formula,
        unit="1",
        need=Need.SHARE,
        of=of,
        source=source,
        grade=grade,
        limits=limits,
        counts=counts,
    )


EXCHANGE = (
    Definition(
        id="questions",
        question="How much does our side ask?",
        formula="questions in our turns that ask; several in one turn count each",
        unit="questions",
        need=Need.SHARE,
        of="our party",
        source=f"{_ARTICLES} (S1.12 in docs/capabilities.md); {OWN}",
        grade="C",
        limits="More is not better: a vendor's figures rise and then fall again",
        counts="turns that ask",
    ),
    Definition(
        id="question_rate",
        question="How much does our side ask for the length of the talk?",
        formula="questions ÷ half hours from the first word to the last; the interval is that of "
        "a Poisson count",
        unit="1/30 min",
        need=Need.CLOCK,
        of="our party",
        source=f"{_ARTICLES} (S1.12 in docs/capabilities.md); {OWN}",
        grade="C",
        limits="Compare talks of the same kind and about the same length",
        counts="turns that ask",
    ),
    _count(
        "need_questions",
        "How often does our side ask about the customer's situation?",
        "our turns that ask about the situation, the problem, its effect, whom it touches, how "
        "success is measured, how they decide",
        source=f"{_ARTICLES} (S4.25 in docs/capabilities.md)",
    ),
    _share(
        "open_question_share",
        "How many of the questions invite more than yes, no or one fact?",
        "open ÷ open and closed; closed questions that a gate answers are left out; the interval "
        "is Jeffreys'",
        source="Coding of motivational interviews (MITI 3.1.1, dropped in 4)",
        limits=f"{_LITTLE}. A closed question at the right time is a good question",
    ),
    _share(
        "follow_up_share",
        "How many of the questions go on from what the customer has just said?",
        "turns that ask and share a word of content with the customer's turn before, or refer "
        "back to it ÷ all our turns that ask",
        source="Huang et al. 2017: people who ask on are liked better",
        grade="B",
        limits=f"{_LITTLE}. Words in common are a sign, not a proof, that somebody listened",
    ),
    _share(
        "stacked_question_share",
        "How often do several questions stand in one turn?",
        "our turns with two questions or more ÷ all our turns that ask; counted by question "
        "marks, without marks by how a question begins",
        limits=f"{_LITTLE}. A question put again in other words counts as two",
    ),
    _share(
        "early_question_share",
        "Are the questions spread over the talk?",
        "our turns that ask in the first third of the time ÷ all our turns that ask",
        source="A vendor's finding: those who sell most ask all through the talk",
        grade="C",
    ),
    _count(
        "paraphrases",
        "How often does our side say back what it heard?",
        "our turns that give back what the customer said or meant",
        source=f"{_ARTICLES} (S4.25, S4.26 in docs/capabilities.md)",
    ),
    Definition(
        id="reflections_to_questions",
        question="How much is said back for what is asked?",
        formula="paraphrases ÷ questions; the interval is Jeffreys' for the share of both",
        unit="per question",
        need=Need.SHARE,
        of="our party",
        source="Coding of motivational interviews (MITI 4.2.1): its authors' opinion, for clinics",
        grade="D",
        limits="No norm for sales is known; people agree on it over a whole talk, hardly on one "
        "sentence",
        counts="acts",
    ),
    _count(
        "paraphrases_answered",
        "How often does the customer confirm or correct what was said back?",
        "paraphrases whose answer begins by confirming or correcting",
        source=f"{_ARTICLES} (S4.26 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "checks_of_understanding",
        "How often does our side ask how it lands?",
        "our turns that ask how something is received, or whether it was understood rightly",
        source=f"{_ARTICLES} (S4.26 in docs/capabilities.md)",
    ),
    _share(
        "pick_up_share",
        "Does what our side says take up the customer's words?",
        "our turns that share a word of content with the customer's turn right before ÷ our turns "
        "that follow one; both with three words of content or more",
        source="After the research on uptake (Demszky et al. 2021), which it does not measure",
        grade="B",
        limits=f"{_LITTLE}. Pick-up of words, not of meaning",
        counts="answers",
    ),
    _count(
        "price_requests",
        "How often does the customer ask for a better price?",
        "the customer's turns that ask for less money or for more at the same price",
        of="their party",
        source=f"{_ARTICLES} (S4.59 in docs/capabilities.md)",
    ),
    _count(
        "concessions",
        "How often does our side give something away?",
        "the seller's turns that lower the price, add an extra, waive a fee or better the terms",
        source=f"{_ARTICLES} (S4.59 in docs/capabilities.md)",
    ),
    _count(
        "concessions_without_return",
        "How often does our side ask for nothing in return?",
        "concessions without a condition and without a return asked for within two turns",
        source=f"{_ARTICLES} (S4.59 in docs/capabilities.md)",
    ),
    _count(
        "gates_before_price",
        "What had the customer agreed to when the price came up?",
        "of the four gates, those passed by the first turn that speaks of a price",
        of="the call",
        source=f"{_ARTICLES} (S4.11 in docs/capabilities.md); {OWN}",
        limits="A sum that is no price, or a price without a word for it, is mistaken",
    ),
    _count(
        "pushes",
        "How often does our side press, offer or tell unasked?",
        "sum of the likelihoods that our turns before a customer's turn do so",
        source=f"{_ARTICLES} (S4.21 in docs/capabilities.md)",
    ),
    _count(
        "pushes_resisted",
        "How often does the customer push back then?",
        "sum of the likelihoods of a push and of pushing back in the customer's next turn",
        of="their party",
        source=f"{_ARTICLES} (S4.21 in docs/capabilities.md); resistance to persuasion: Magill et "
        "al. 2018, in counselling",
        limits="To be added up over calls: 20 pushes are needed to compare; what goes together "
        "need not cause",
    ),
    _count(
        "explorations",
        "How often does our side ask or say back, and not press?",
        "sum of the likelihoods that our turns before a customer's turn do so",
        source=f"{_ARTICLES} (S4.21 in docs/capabilities.md)",
    ),
    _count(
        "explorations_resisted",
        "How often does the customer push back after that?",
        "sum of the likelihoods of asking or saying back and of pushing back in the next turn",
        of="their party",
        source=f"{_ARTICLES} (S4.21 in docs/capabilities.md)",
        limits="To be added up over calls, beside pushes_resisted",
    ),
    _count(
        "loops",
        "How often does our side show, offer or propose something?",
        "runs of our turns that do so, up to where the customer reacts with content",
        of="the call",
        source=f"{_ARTICLES} (S3.1 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "loops_checked",
        "How often does the customer say what they make of it?",
        "loops in which the customer asks, doubts, or tells something of their own",
        of="their party",
        source=f"{_ARTICLES} (S3.1 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "loops_closed",
        "How often does something come of it?",
        "loops in which the customer then decides or commits, or our side changes what it proposes",
        of="the call",
        source=f"{_ARTICLES} (S3.2 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "loops_customer_first",
        "How often does the customer begin?",
        "loops whose beginning answers what the customer brought or asked right before",
        of="their party",
        source=f"{_ARTICLES} (S3.3 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "challenges",
        "How often does our side show another side of the problem?",
        "our turns that question the customer's view with respect",
        source=f"{_ARTICLES} (S0.10 in docs/capabilities.md)",
    ),
    _count(
        "challenges_that_open",
        "How often does the customer go on from there?",
        "challenges after which the customer tells a need, a worth, or whom it touches within two "
        "turns",
        source=f"{_ARTICLES} (S0.10 in docs/capabilities.md); {OWN}",
    ),
    _count(
        "stakes_told",
        "How often does the customer tell what is at stake for them?",
        "the customer's turns that tell a problem of the business, a need, people, success, worth",
        of="their party",
        source=f"{_ARTICLES} (S4.7 in docs/capabilities.md); {OWN}",
        limits="What is told, never what is felt",
    ),
    _share(
        "stakes_share",
        "Does the customer speak of what is at stake, or of terms?",
        "turns that tell what is at stake ÷ these and turns about prices, budgets and dates",
        of="their party",
        source=f"{_ARTICLES} (S4.7 in docs/capabilities.md); {OWN}",
        limits=f"{_LITTLE}. A talk about terms may be just what was called for",
        counts="turns",
    ),
    _count(
        "next_step_parts",
        "How firm is the next step?",
        "of agreement, action, owner and date: those that were heard; 0 without the customer's "
        "commitment",
        of="the call",
        source=f"{_ARTICLES} (S3.5 in docs/capabilities.md); {OWN}",
        limits="Owner and date are told by their words near the customer's commitment",
    ),
)

"""What a conversation came to: words that were said, questions for what was not."""

import pytest

from ridealong.analysis.labels import Goals, Labels, Service
from ridealong.conversation import Kind
from ridealong.report.acts import heard_in
from ridealong.report.cast import Cast
from ridealong.report.stories import tell
from tagged_talk import kestrel, told

FAULT = "technical_problem"
SERVED = Service(need_met=True, root_cause_found=True, rushed=False, scripted=True)


def story_of(made):
    return tell(made, Cast(made.conversation, made.placed), heard_in(made))


def words(line):
    return [q.words.before + q.words.marked + q.words.after for q in line.quotes]


def lines_of(made, part):
    found = next(p for p in story_of(made).parts if p.id == part)
    return {line.label: line for line in found.lines}


def test_where_nobody_has_looked_there_is_no_story():
    made = told(Kind.SALES, ("seller", "Good morning.", ""), ("dean", "Morning.", ""))
    assert story_of(made).parts == ()


def test_a_sales_call_tells_the_problem_in_the_customer_s_words():
    told_ = lines_of(kestrel(), "told")
    assert words(told_["The problem"]) == [
        "The morning jobs slip, so planning rings three customers before eight.",
        "It is that I cannot promise a date any more and mean it.",
    ]
    assert [q.who for q in told_["Whom it matters to"].quotes] == ["Hugo"]


def test_what_the_customer_has_not_said_is_a_question_and_no_verdict():
    success = lines_of(kestrel(), "told")["How they will see success"]
    assert success.open
    assert success.ask == "How will you see that it is solved?"


def test_a_fault_without_its_effect_leaves_the_effect_to_ask_for():
    made = told(Kind.SALES, ("dean", "The door alarm rings every night at two.", FAULT))
    line = lines_of(made, "told")["The problem"]
    assert words(line) == ["The door alarm rings every night at two."]
    assert line.ask.startswith("What does this set in motion")


def test_gates_stand_with_quotes_and_open_ones_with_questions():
    gates = list(lines_of(kestrel(), "gates").values())
    assert [g.number for g in gates] == [1, 2, 3, 4]
    assert [g.open for g in gates] == [False, True, False, True]
    assert gates[3].ask == "How is something like this decided, and who takes part?"
    assert [(g.number, g.turn) for g in story_of(kestrel()).gates] == [(1, 8), (3, 19)]


def test_the_coach_s_question_is_about_the_first_thing_that_was_not_said():
    nexts = next(p for p in story_of(kestrel()).parts if p.id == "next")
    assert nexts.question == "How will the customer know that it is solved?"
    assert [line.label for line in nexts.lines] == ["Proposed", "Agreed"]


@pytest.mark.parametrize(
    ("need", "says"),
    [
        (None, "A solution was offered at 0:00; a need had not been heard."),
        (1, "A solution was offered at 0:00, the need was admitted at 0:05."),
    ],
)
def test_an_offer_before_the_need_is_told_as_the_order_of_two_turns(need, says):
    labels = Labels(solution_before_need=True, gates={"admits_need": need})
    made = told(
        Kind.SALES,
        ("seller", "You could take our sensors for the cold store.", "solution_offer"),
        ("dean", "We do need to stop losing milk at night.", "admits_need"),
        labels=labels,
    )
    assert next(p for p in story_of(made).parts if p.id == "gates").says == says


def test_a_value_that_our_side_claims_is_not_the_customer_s():
    made = told(Kind.SALES, ("seller", "It saves you one whole truck a month.", "value_claim"))
    worth = lines_of(made, "told")["What it would be worth"]
    assert worth.says == "said by our side"
    assert worth.ask


COACHING = (
    ("mel", "Where do you stand on the number this month?", "results_question"),
    ("rita", "About two thirds, and Brightwater is open.", "fact"),
    ("mel", "What problem does Brightwater want to have solved?", "problem_question"),
    ("rita", "They lost two loads and a customer doubts them.", "client_problem"),
    ("mel", "You asked about the second load, that opened it.", "praise_specific"),
    ("mel", "Call the owner tomorrow and send the price.", "tell"),
    ("mel", "So what will you do, and by which day?", "action_plan"),
    ("rita", "I will ask Ines on Thursday who signs.", "ownership commitment"),
)


def test_a_coaching_talk_is_a_mirror_for_the_coach_alone():
    made = told(
        Kind.COACHING, *COACHING, labels=Labels(goals=Goals(short_term=True, long_term=False))
    )
    story = story_of(made)
    assert "for their eyes" in story.private
    assert story.before[0].says == "It spoke of short-term goals; long-term ones were not heard."
    assert words(lines_of(made, "told")["What the rep takes on"]) == [
        "I will ask Ines on Thursday who signs."
    ]


def test_questions_stand_by_kind_with_the_first_of_them_and_how_often():
    made = told(Kind.COACHING, *COACHING)
    asked = lines_of(made, "questions")
    assert asked["The first question"].says == "a question about results"
    assert asked["Question about the client's problem"].says == "once"
    parts = {p.id: p for p in story_of(made).parts}
    assert parts["questions"].says == "Mel: 2 turns ask, 1 turn tells."


def test_the_four_steps_say_who_took_them_and_ask_for_the_others():
    steps = list(lines_of(told(Kind.COACHING, *COACHING), "steps").values())
    assert [s.open for s in steps] == [True, True, False, True]
    assert steps[2].quotes[0].who == "Mel"
    assert all(s.ask.endswith("?") for s in steps if s.open)


def test_a_service_call_tells_need_cause_and_how_it_was_left():
    made = told(
        Kind.SERVICE,
        ("dean", "It rings every night and my people do not sleep.", "business_problem"),
        ("sam", "What happens in the cold store at two?", "root_cause"),
        ("sam", "I am sorry for any inconvenience this may have caused.", "script"),
        ("sam", "I will call you on Friday with the new limit.", "next_step"),
        labels=Labels(service=SERVED),
    )
    story = story_of(made)
    assert story.before[0].says == "The need reads as met; the cause behind it was found."
    assert [words(line) for line in story.before[0].lines][1] == [
        "What happens in the cold store at two?"
    ]
    assert lines_of(made, "routine")["From the script"].ask


def test_a_debrief_begins_with_what_to_repeat():
    made = told(
        Kind.DEBRIEF,
        ("rita", "I would drop the ten per cent next time.", "to_change"),
        ("rita", "Staying quiet after the question worked, I keep that.", "went_well"),
    )
    first = story_of(made).before[0]
    assert [line.label for line in first.lines] == [
        "I would repeat",
        "I would do differently",
        "I take on",
    ]
    assert first.lines[2].open


@pytest.mark.parametrize("kind", list(Kind))
def test_every_question_of_a_story_is_open(kind):
    made = told(kind, ("dean", "We need this before the winter comes.", "admits_need"), *COACHING)
    asks = [line.ask for part in story_of(made).parts for line in part.lines if line.ask]
    asks += [part.question for part in story_of(made).parts if part.question]
    assert asks
    for ask in asks:
        assert ask.endswith("?")
        assert ask.split()[0] in {"What", "Who", "Which", "How"}
        assert "how big" not in ask.lower()

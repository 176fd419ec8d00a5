"""The four steps of the managerial moment of truth (S3.6 to S3.10)."""

from coached import DEAL, GROWING, candidate, coached, found, heard, long_enough, taken
from ridealong.analysis.coaching import mmot
from ridealong.analysis.labels import STEPS

TALK = [("coach" if i % 2 == 0 else "rep", "So it goes.", "") for i in range(40)]


def with_moves(*moves):
    lines = list(TALK)
    for turn, given in moves:
        lines[turn] = (lines[turn][0], "What now?", given)
    return heard(*lines)


def test_the_four_steps_are_found_with_their_turns():
    assert coached(*GROWING).labels.mmot == dict(zip(STEPS, (0, 2, 10, 12), strict=True))
    assert taken(long_enough(*GROWING), "mmot_steps").value == 4


def test_a_step_is_the_reps_where_a_question_draws_it_out():
    by = {step.name: step.by for step in mmot.steps(heard(*GROWING))}
    assert by == {
        "acknowledge_truth": "coach",
        "analyse_cause": "rep",
        "action_plan": "rep",
        "feedback_system": "rep",
    }


def test_all_four_are_a_strength():
    strength = candidate(coached(*GROWING), "moment_of_truth")
    assert strength is not None
    assert strength.finding.evidence == (0, 2, 10, 12)


def test_a_gap_without_its_steps_is_shown_with_the_words_in_which_it_shows():
    gap = candidate(coached(*DEAL), "acknowledge_truth")
    assert gap is not None
    assert "“Marketing sent the wrong price.”" in gap.finding.says
    assert gap.finding.evidence == (7,)
    assert gap.size == 1


def test_nothing_is_missed_where_nothing_calls_for_it():
    seen = coached(("coach", "Nice weather.", ""), ("rep", "Yes.", ""))
    assert seen.candidates == ()
    assert found(seen, "mmot_missing") is None


def test_the_measure_is_withheld_where_nothing_calls_for_it():
    steps = taken(long_enough(("coach", "Hello.", ""), ("rep", "Hello.", "")), "mmot_steps")
    assert steps.withheld == "no gap between expected and actual shows in this talk"


def test_a_weak_hit_counts_when_nothing_better_follows():
    assert mmot.first(with_moves((4, "acknowledge_truth:0.35")), "acknowledge_truth") == 4
    stronger = with_moves((4, "acknowledge_truth:0.35"), (8, "acknowledge_truth:0.9"))
    assert mmot.first(stronger, "acknowledge_truth") == 8
    equal = with_moves((4, "acknowledge_truth:0.8"), (8, "acknowledge_truth:0.9"))
    assert mmot.first(equal, "acknowledge_truth") == 4


def test_a_very_weak_hit_never_counts():
    assert mmot.first(with_moves((4, "analyse_cause:0.29")), "analyse_cause") is None


def test_an_early_check_must_be_sure():
    assert mmot.first(with_moves((4, "feedback_system:0.5")), "feedback_system") is None
    assert mmot.first(with_moves((4, "feedback_system:0.7")), "feedback_system") == 4
    assert mmot.first(with_moves((30, "feedback_system:0.5")), "feedback_system") == 30

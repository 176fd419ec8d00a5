"""What may speak for a gate is found in calls, e-mails, meetings and content, and only proposed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gated import GATES, STAGES, framework
from ridealong.process.framework.model import Side
from ridealong.process.gates import Course, Done, HeldCall, InCall, Shared, Words, proposals
from ridealong.process.gates.proposals import cut
from ridealong.process.model import Entry

DAY = date(2026, 11, 2)
IN_REVIEW = Course((Entry("first-meeting", DAY), Entry("needs-review", DAY + timedelta(days=10))))


def words(move: str, turn: int = 3) -> Words:
    return Words(turn, "Ines", f"words for {move}", 12.0, move)


def a_call(*, gates=(), ours=(), on=DAY, id_=7) -> HeldCall:
    heard = InCall(
        {g: words(g, i) for i, g in enumerate(gates)}, {}, {m: words(m, 9) for m in ours}, ()
    )
    return HeldCall(id_, on, heard)


def mail(direction: str, on: date, id_: int = 1, words: str = "Your summary is right") -> Done:
    return Done(id_, "email", direction, on, words)


def found(course=IN_REVIEW, **sources):
    made = proposals(framework(), course, **sources)
    return {(p.gate, p.side.value, p.kind) for p in made}


def test_the_customers_words_for_a_gate_are_proposed_wherever_the_deal_stands():
    got = found(calls=[a_call(gates=["can_decide"])])
    assert got == {("can_decide", "customer", "said")}


def test_a_proposal_names_call_turn_day_and_words():
    (made,) = proposals(framework(), IN_REVIEW, calls=[a_call(gates=["admits_need"])])
    assert (made.call, made.turn, made.on, made.words) == (7, 0, DAY, "words for admits_need")


def test_our_move_speaks_for_the_gate_of_the_stage_in_which_the_deal_stood():
    assert found(calls=[a_call(ours=["paraphrase"])]) == {("admits_need", "seller", "back")}
    later = a_call(ours=["paraphrase"], on=DAY + timedelta(days=11))
    assert found(calls=[later]) == {("open_to_solutions", "seller", "back")}


def test_our_move_speaks_also_for_a_gate_that_the_customer_passes_in_the_same_call():
    got = found(calls=[a_call(gates=["can_decide"], ours=["paraphrase"])])
    assert ("can_decide", "seller", "back") in got


def test_the_customers_mail_counts_once_we_had_written():
    theirs = mail("in", DAY + timedelta(days=3))
    assert found(activities=[theirs]) == set()
    ours = mail("out", DAY + timedelta(days=1), 2)
    assert found(activities=[theirs, ours]) == {
        ("admits_need", "customer", "confirmed"),
        ("admits_need", "seller", "sent"),
    }
    too_early = mail("in", DAY)
    assert ("admits_need", "customer", "confirmed") not in found(activities=[too_early, ours])


def test_a_meeting_speaks_for_our_side_unless_its_transcript_is_there():
    met = Done(4, "meeting", "", DAY, "First visit")
    assert found(activities=[met]) == {("admits_need", "seller", "met")}
    with_words = Done(4, "meeting", "", DAY, "First visit", is_held_call=True)
    assert found(activities=[with_words]) == set()


def test_content_that_was_corrected_is_the_customers_doing_and_that_it_was_shared_is_ours():
    shared = Shared(1, DAY, "One-pager", "corrected", "It is three nights, not two")
    made = proposals(framework(), IN_REVIEW, content=[shared])
    assert {(p.side, p.words) for p in made} == {
        (Side.CUSTOMER, "It is three nights, not two"),
        (Side.SELLER, "One-pager"),
    }
    assert found(content=[Shared(1, DAY, "One-pager", "none")]) == {
        ("admits_need", "seller", "sent")
    }


def test_of_many_mails_the_first_and_the_latest_are_proposed():
    sent = [mail("out", DAY + timedelta(days=n), n) for n in range(9)]
    made = proposals(framework(), IN_REVIEW, activities=sent)
    assert [p.activity for p in made if p.kind == "sent"] == [0, 8]


def test_a_turn_of_two_words_is_not_proposed_for_a_move():
    short = Words(9, "Rita", "Thirty eight.", 1.0, "paraphrase")
    call = HeldCall(7, DAY, InCall({}, {}, {"paraphrase": short}, ()))
    assert found(calls=[call]) == set()


def test_where_nobody_knows_in_which_stage_it_stood_activities_speak_for_nothing():
    met = Done(4, "meeting", "", DAY, "First visit")
    assert found(Course((), "proposal", DAY + timedelta(days=1)), activities=[met]) == set()
    assert found(Course((), "proposal", DAY), activities=[met]) == {("can_decide", "seller", "met")}


def test_before_the_first_entry_it_stood_in_that_stage():
    assert IN_REVIEW.on(DAY - timedelta(days=90)) == "first-meeting"


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
done = st.builds(
    Done,
    st.integers(1, 5),
    st.sampled_from(["email", "meeting", "call", "task", "note"]),
    st.sampled_from(["in", "out", ""]),
    days,
    st.text(max_size=10),
)
calls = st.builds(
    a_call,
    gates=st.lists(st.sampled_from(GATES), unique=True),
    ours=st.lists(st.sampled_from(["paraphrase", "rush"]), unique=True),
    on=days,
    id_=st.integers(1, 4),
)
courses = st.lists(st.builds(Entry, st.sampled_from(STAGES), days), max_size=4).map(
    lambda entries: Course(tuple(sorted(entries, key=lambda e: e.on)))
)


@given(courses, st.lists(calls, max_size=4), st.lists(done, max_size=6))
def test_each_thing_is_proposed_once_for_a_side_of_a_gate(course, held, activities):
    made = proposals(framework(), course, calls=held, activities=activities)
    assert len({p.key for p in made}) == len(made)
    assert all(p.words for p in made)
    assert {p.gate for p in made} <= set(GATES)


@given(st.text(max_size=700), st.integers(2, 500))
def test_words_are_cut_to_one_line_that_fits(text, most):
    line = cut(text, most)
    assert len(line) <= most
    assert "\n" not in line

"""A gate moves by the word of a person: the owner's or their manager's, written down."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gated import GATES, STAGES, framework
from held_calls import a_call
from held_deals import a_deal, evidence, in_use
from ridealong.web.audit.models import Entry
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.gates.deciding import Entered, decide, enter, take_back
from ridealong.web.pipeline.gates.standing import has_half_gate, standings
from ridealong.web.pipeline.models import Deal, Framework, GateEvidence


@pytest.fixture
def deal(cast) -> Deal:
    return a_deal(cast.rita, framework=in_use(framework()))


def told(**changes) -> Entered:
    made = {
        "gate": "admits_need",
        "side": "customer",
        "kind": "said",
        "words": "We lose a load a month.",
        "on": timezone.localdate(),
    }
    return Entered(**{**made, **changes})


@pytest.mark.parametrize("who", ["rita", "mel"])
def test_the_owner_and_their_manager_accept_and_refuse(cast, deal, who):
    person = cast.people[who]
    row = evidence(deal, "admits_need", "customer", "proposed")
    decide(viewer_of(person), row, "accepted")
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("accepted", person)
    decide(viewer_of(person), row, "refused")
    row.refresh_from_db()
    assert row.state == "refused"
    done = list(
        Entry.objects.filter(action__startswith="evidence").values_list("action", flat=True)
    )
    assert sorted(done) == ["evidence.accepted", "evidence.refused"]


@pytest.mark.parametrize("who", ["pat", "tess", "olga", "sam", "lee", "ada"])
def test_nobody_else_decides(cast, deal, who):
    row = evidence(deal, "admits_need", "customer", "proposed")
    with pytest.raises(PermissionDenied):
        decide(viewer_of(cast.people[who]), row, "accepted")
    with pytest.raises(PermissionDenied):
        enter(viewer_of(cast.people[who]), deal, told())


def test_a_peer_who_sees_the_deal_decides_nothing(cast, deal):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    row = evidence(deal, "admits_need", "customer", "proposed")
    with pytest.raises(PermissionDenied):
        decide(viewer_of(cast.pat), row, "accepted")


def test_words_of_a_call_are_decided_on_by_whoever_may_read_the_call(cast, deal):
    call = a_call(cast.rita)
    row = evidence(deal, "admits_need", "customer", "proposed", call=call, turn=1)
    with pytest.raises(PermissionDenied):
        decide(viewer_of(cast.mel), row, "accepted")
    with pytest.raises(PermissionDenied):
        decide(viewer_of(cast.rita), row, "accepted")


def test_the_same_decision_twice_is_written_down_once(cast, deal):
    row = evidence(deal, "admits_need", "customer", "proposed")
    decide(viewer_of(cast.rita), row, "accepted")
    decide(viewer_of(cast.rita), row, "accepted")
    assert Entry.objects.filter(action="evidence.accepted").count() == 1


def test_a_decision_can_be_taken_back(cast, deal):
    row = evidence(deal, "admits_need", "customer", "proposed")
    decide(viewer_of(cast.rita), row, "accepted")
    decide(viewer_of(cast.rita), row, "proposed")
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at) == ("proposed", None, None)


def test_what_is_entered_by_hand_is_accepted_with_words_and_day(cast, deal):
    row = enter(viewer_of(cast.rita), deal, told(words="  We lose\n a load a month. "))
    assert (row.state, row.entered_by, row.words) == (
        "accepted",
        cast.rita,
        "We lose a load a month.",
    )
    entry = Entry.objects.get(action="evidence.entered")
    assert "load" not in str(entry.details), "no words of a conversation in the record"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": "  "}, "no words"),
        ({"words": "x" * 501}, "501 characters"),
        ({"gate": "gone"}, "no such gate"),
        ({"side": "neither"}, "no such gate"),
        ({"kind": "back"}, "does not count"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "on that day"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(cast, deal, changes, says):
    with pytest.raises(ValidationError, match=says):
        enter(viewer_of(cast.rita), deal, told(**changes))
    assert not deal.evidence.exists()


def test_a_word_is_taken_back_by_whose_word_or_deal_it_is(cast, deal):
    row = enter(viewer_of(cast.mel), deal, told())
    take_back(viewer_of(cast.rita), row)
    assert not deal.evidence.exists()
    hers = enter(viewer_of(cast.rita), deal, told())
    with pytest.raises(PermissionDenied):
        take_back(viewer_of(cast.mel), hers)
    found = evidence(deal, "admits_need", "seller")
    with pytest.raises(PermissionDenied):
        take_back(viewer_of(cast.rita), found)


_told = st.lists(
    st.tuples(
        st.sampled_from(GATES),
        st.sampled_from(["customer", "seller"]),
        st.sampled_from(["accepted", "proposed", "refused"]),
    ),
    max_size=6,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*STAGES, "Qualifying"]),
            st.sampled_from(["open", "won", "lost"]),
            _told,
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_filter_for_half_gates_finds_what_the_page_shows(db, drawn):
    GateEvidence.objects.all().delete()
    Deal.objects.all().delete()
    version = Framework.objects.first() or in_use(framework())
    for stage, outcome, pieces, named in drawn:
        deal = a_deal(None, stage=stage, outcome=outcome, framework=version if named else None)
        for gate, side, state in pieces:
            evidence(deal, gate, side, state)
    found = set(Deal.objects.filter(has_half_gate()).values_list("pk", flat=True))
    shown = standings(Deal.objects.all())
    assert found == {pk for pk, gates in shown.items() if any(g.half for g in gates)}

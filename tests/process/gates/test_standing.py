"""A gate stands on both sides, on ours alone, or not: by what people have accepted."""

from hypothesis import given
from hypothesis import strategies as st

from gated import GATES, STAGES, framework
from ridealong.process.gates.standing import (
    Piece,
    Stands,
    State,
    claimed_in,
    place,
    rate,
    stands,
)
from ridealong.process.model import Outcome

pieces = st.lists(
    st.builds(
        Piece,
        st.sampled_from([*GATES, "gone"]),
        st.sampled_from(["customer", "seller"]),
        st.sampled_from([s.value for s in State]),
    )
)
stages = st.sampled_from([*STAGES, "a label of the CRM", ""])


def of(*told: tuple[str, str, str], stage: str = "proposal", outcome=Outcome.OPEN) -> list[Stands]:
    return list(stands(framework(), stage, outcome, [Piece(*t) for t in told]))


def test_a_gate_stands_once_both_sides_have_done_their_part():
    need = of(("admits_need", "customer", "accepted"), ("admits_need", "seller", "accepted"))[0]
    assert need.both
    assert not need.half


def test_our_side_alone_is_a_half_gate():
    need = of(("admits_need", "seller", "accepted"), stage="first-meeting")[0]
    assert need.half
    assert not need.claimed


def test_a_stage_that_is_claimed_without_the_customers_side_is_a_half_gate():
    gates = of()
    assert [g.claimed for g in gates] == [True, True, True, False]
    assert [g.half for g in gates] == [True, True, True, False]


def test_the_customers_side_alone_is_no_half_gate_and_does_not_stand():
    need = of(("admits_need", "customer", "accepted"))[0]
    assert need.theirs_alone
    assert not need.half
    assert not need.both


def test_what_is_proposed_or_refused_moves_no_gate():
    told = [
        (g, side, s)
        for g in GATES
        for side in ("customer", "seller")
        for s in ("proposed", "refused")
    ]
    gates = of(*told, stage="first-meeting")
    assert not any(g.both or g.half or g.theirs_alone for g in gates)
    assert all(g.customer.proposed == 1 for g in gates)


def test_a_deal_that_was_won_claims_every_gate_and_a_lost_one_those_it_had_behind_it():
    assert all(g.claimed for g in of(stage="needs-review", outcome=Outcome.WON))
    lost = of(stage="needs-review", outcome=Outcome.LOST)
    assert [g.claimed for g in lost] == [True, False, False, False]


def test_a_stage_that_the_framework_lacks_claims_nothing():
    assert place(framework(), "Qualifying") is None
    assert not any(g.claimed for g in of(stage="Qualifying"))


def test_the_rate_counts_gates_that_were_claimed_and_says_how_many():
    gates = of(("admits_need", "customer", "accepted"), ("admits_need", "seller", "accepted"))
    assert rate(gates) == (1, 3)
    assert rate(gates).value == 1 / 3
    assert rate(of(stage="first-meeting")).value is None


@given(pieces, stages, st.sampled_from(Outcome))
def test_a_gate_is_never_half_and_whole_and_counts_hold_every_piece_once(told, stage, outcome):
    gates = stands(framework(), stage, outcome, told)
    assert [g.number for g in gates] == [1, 2, 3, 4]
    assert not any(g.both and g.half for g in gates)
    counted = sum(g.customer.accepted + g.seller.accepted for g in gates)
    assert counted == sum(p.gate != "gone" and p.state == "accepted" for p in told)
    found = rate(gates)
    assert 0 <= found.both <= found.claimed <= 4


@given(stages, st.sampled_from(Outcome))
def test_the_table_of_claims_says_what_the_gates_say(stage, outcome):
    table = claimed_in(framework())
    for g in stands(framework(), stage, outcome, ()):
        assert g.claimed == (stage in table[g.gate.key] or outcome is Outcome.WON)

import pytest

from ridealong.conversation import Role
from ridealong.language import moves, moves_of


def test_every_move_says_what_it_is_and_what_it_is_not():
    for move in moves().values():
        assert move.name
        assert move.means
        assert move.but
        assert move.roles


def test_names_are_told_apart():
    names = [m.name for m in moves().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("role", "able", "unable"),
    [
        (Role.SELLER, "trade", "rush"),
        (Role.AGENT, "rush", "pushback"),
        (Role.CUSTOMER, "admits_need", "open_question"),
        (Role.COACH, "tell", "story"),
        (Role.REP, "commitment", "tell"),
        (Role.PARTNER, "blame", "pushback"),
    ],
)
def test_a_role_makes_its_own_moves(role, able, unable):
    assert able in moves_of(role)
    assert unable not in moves_of(role)


def test_an_agent_makes_all_moves_of_a_seller():
    assert set(moves_of(Role.SELLER)) < set(moves_of(Role.AGENT))


def test_questions_are_known_by_their_name():
    assert {m.id for m in moves().values() if m.asks} >= {"open_question", "results_question"}
    assert not moves()["tell"].asks

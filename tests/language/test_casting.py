from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language.casting import scripts, warnings


def conversation(*roles: Role | None, kind=Kind.SALES, pseudo=()):
    draft = Draft(Timing.NONE, kind=kind)
    for i, role in enumerate(roles):
        name = f"Voice {i + 1}"
        speaker = draft.speaker(
            name, name=name, side=Side.US if role else None, role=role, pseudo=i in pseudo
        )
        draft.turn(speaker, f"turn {i}")
    return draft.finish()


def cast(talk):
    return [[(line.role, line.counts) for line in script] for script in scripts(talk)]


def test_known_roles_are_read_once():
    talk = conversation(Role.SELLER, Role.CUSTOMER)
    assert cast(talk) == [[(Role.SELLER, True), (Role.CUSTOMER, True)]]
    assert warnings(talk) == ()


def test_unknown_roles_are_read_in_both_and_it_is_said():
    talk = conversation(None, None)
    assert cast(talk) == [
        [(Role.SELLER, True), (Role.CUSTOMER, True)],
        [(Role.CUSTOMER, True), (Role.SELLER, True)],
    ]
    (told,) = warnings(talk)
    assert "Voice 1, Voice 2" in told
    assert "seller and as customer" in told


def test_a_known_role_counts_once_beside_an_unknown_one():
    first, second = cast(conversation(Role.COACH, None, kind=Kind.COACHING))
    assert first[0] == (Role.COACH, True)
    assert second[0] == (Role.COACH, False)
    assert {first[1][0], second[1][0]} == {Role.COACH, Role.REP}


def test_a_debrief_has_one_role_and_needs_no_warning():
    talk = conversation(None, kind=Kind.DEBRIEF)
    assert cast(talk) == [[(Role.REP, True)]]
    assert warnings(talk) == ()


def test_a_shared_screen_says_nothing():
    talk = conversation(Role.SELLER, None, pseudo={1})
    assert cast(talk) == [[(Role.SELLER, True)]]

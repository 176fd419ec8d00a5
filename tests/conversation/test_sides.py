"""Whose side everyone is on, in which role, and the reason that is shown."""

import json
from dataclasses import replace
from typing import Any

import pytest

from ridealong.conversation import (
    Conversation,
    Kind,
    Role,
    Side,
    Speaker,
    Timing,
    Turn,
    assign_sides,
)
from ridealong.readers import read

US, THEM = Side.US, Side.THEM


def talk(*speakers: Speaker, kind: Kind | None = Kind.SALES) -> Conversation:
    turns = tuple(Turn(s.id, "Hello.") for s in speakers)
    return Conversation(speakers, turns, Timing.NONE, kind=kind)


def person(name: str, **more: Any) -> Speaker:
    return Speaker(name.lower().replace(" ", "-"), name=name, **more)


def sides(conversation: Conversation) -> dict[str | None, str | None]:
    return {s.name: s.side for s in conversation.speakers}


def reasons(conversation: Conversation) -> list[str]:
    return [s.because for s in conversation.speakers]


RITA = person("Rita Moss", email="rita@acme.example")
SAM = person("Sam Olsen", email="sam@eu.acme.example")
OLGA = person("Olga Bern", email="olga@beta.example")
PAT = person("Pat", provider_id="spk_1", phone="+1 555 010 9999")


@pytest.mark.parametrize(
    "stated",
    ["Rita", "rita", "Moss", "Rita Moss", "Moss, Rita", "rita@acme.example", "RITA@ACME.EXAMPLE",
     "acme.example", "@acme.example", "rita-moss", " Rita "],
)  # fmt: skip
def test_we_may_be_named_in_many_ways(stated: str):
    conversation = assign_sides(talk(RITA, OLGA), us=[stated])
    assert sides(conversation) == {"Rita Moss": US, "Olga Bern": THEM}
    assert [s.role for s in conversation.speakers] == [Role.SELLER, Role.CUSTOMER]
    assert conversation.warnings == ()


@pytest.mark.parametrize("stated", ["spk_1", "pat", "+15550109999", "Pat"])
def test_an_id_or_a_number_names_somebody_as_well(stated: str):
    assert sides(assign_sides(talk(PAT, OLGA), us=[stated])) == {"Pat": US, "Olga Bern": THEM}


def test_the_company_behind_a_name_is_a_side():
    conversation = assign_sides(talk(person("Rita (Acme)"), person("Olga | Beta")), us=["Acme"])
    assert sides(conversation) == {"Rita (Acme)": US, "Olga | Beta": THEM}


def test_colleagues_share_the_domain_and_its_subdomains():
    conversation = assign_sides(talk(RITA, SAM, OLGA), us=["Rita"])
    assert sides(conversation) == {"Rita Moss": US, "Sam Olsen": US, "Olga Bern": THEM}
    assert reasons(conversation) == [
        "--us (Rita Moss)",
        "e-mail domain (eu.acme.example)",
        "e-mail domain (beta.example)",
    ]


@pytest.mark.parametrize("domain", ["notacme.example", "acme.example.evil.example"])
def test_a_domain_that_only_looks_alike_is_another(domain: str):
    other = person("Eve", email=f"eve@{domain}")
    assert sides(assign_sides(talk(RITA, other), us=["acme.example"]))["Eve"] == THEM


def test_two_people_with_free_mail_are_no_company():
    ann, bo = person("Ann", email="ann@gmail.com"), person("Bo", email="bo@gmail.com")
    conversation = assign_sides(talk(ann, bo), us=["ann@gmail.com"])
    assert sides(conversation) == {"Ann": US, "Bo": THEM}


def test_a_domain_of_free_mail_names_nobody_and_says_so():
    conversation = assign_sides(talk(person("Ann", email="ann@gmail.com")), us=["gmail.com"])
    assert sides(conversation) == {"Ann": None}
    assert "everybody may have an address there" in conversation.warnings[0]


def test_a_first_name_that_two_people_have_names_nobody_and_says_so():
    conversation = assign_sides(talk(person("Rita Moss"), person("Rita Okoro")), us=["Rita"])
    assert sides(conversation) == {"Rita Moss": None, "Rita Okoro": None}
    assert conversation.warnings[0] == (
        "--us Rita fits several people (Rita Moss, Rita Okoro); give the full name."
    )


def test_a_full_name_wins_over_a_part_of_another():
    conversation = assign_sides(talk(person("Rita"), person("Rita Okoro")), us=["Rita"])
    assert sides(conversation) == {"Rita": US, "Rita Okoro": THEM}


def test_nobody_is_guessed():
    conversation = assign_sides(talk(RITA, OLGA))
    assert sides(conversation) == {"Rita Moss": None, "Olga Bern": None}


def test_a_hint_that_fits_nobody_is_told():
    conversation = assign_sides(talk(RITA, OLGA), us=["Leo"])
    assert conversation.warnings == ("Nobody in this conversation matches --us Leo.",)
    assert set(sides(conversation).values()) == {None}


def test_a_person_wins_over_the_providers_label_and_is_told_so():
    label = "provider label (affiliation: External)"
    rita = replace(RITA, side=THEM, role=Role.CUSTOMER, because=label)
    conversation = assign_sides(talk(rita, OLGA), us=["Rita"])
    assert (conversation.speakers[0].side, conversation.speakers[0].role) == (US, Role.SELLER)
    assert conversation.warnings == (
        f"Rita Moss: the transcript says them ({label}), --us (Rita Moss) says us; taken as us.",
    )


def test_the_providers_label_wins_over_the_domain_of_others():
    olga = replace(OLGA, side=US, because="provider label (is_rep)")
    assert sides(assign_sides(talk(RITA, olga), us=["Rita"]))["Olga Bern"] == US


def test_a_stated_role_tells_the_side():
    agent = person("Sam", role=Role.AGENT, because="channel 0")
    customer = person("Olga", role=Role.CUSTOMER, because="channel 1")
    conversation = assign_sides(talk(agent, customer, kind=None))
    assert conversation.kind == Kind.SERVICE
    assert sides(conversation) == {"Sam": US, "Olga": THEM}
    assert reasons(conversation) == ["channel 0", "channel 1"]


def test_an_agent_sells_in_a_sales_call_and_a_seller_serves_in_a_service_call():
    agent, seller = person("Sam", role=Role.AGENT), person("Rita", role=Role.SELLER)
    assert assign_sides(talk(agent), kind=Kind.SALES).speakers[0].role == Role.SELLER
    assert assign_sides(talk(seller), kind=Kind.SERVICE).speakers[0].role == Role.AGENT


def test_two_names_of_one_person_are_on_one_side():
    rita = replace(RITA, id="a")
    alias = Speaker("b", name="R. M.", email=RITA.email, same_as="a")
    conversation = assign_sides(talk(rita, alias, OLGA), us=["Rita Moss"])
    assert [s.side for s in conversation.speakers] == [US, US, THEM]
    alias_first = assign_sides(talk(rita, alias, OLGA), us=["R. M."])
    assert [s.side for s in alias_first.speakers] == [US, US, THEM]
    assert alias_first.speakers[0].because == "same person as R. M.: --us (R. M.)"


def test_a_machine_has_no_side():
    bot = person("Fireflies.ai Notetaker Rita", pseudo=True, email="rita@acme.example")
    conversation = assign_sides(talk(RITA, bot, OLGA), us=["Rita", "acme.example"])
    assert conversation.speakers[1].side is None
    assert conversation.speakers[1].role is None


def test_a_kind_that_nothing_tells_is_a_sales_call_with_a_warning():
    conversation = assign_sides(talk(RITA, kind=None))
    assert conversation.kind == Kind.SALES
    assert "read as a sales call" in conversation.warnings[0]


MEL, LEE = person("Mel Adams"), person("Lee Fox")


def roles(conversation: Conversation) -> list[Role | None]:
    return [s.role for s in conversation.speakers]


def test_in_a_coaching_talk_everybody_is_ours():
    conversation = assign_sides(talk(MEL, RITA, kind=Kind.COACHING))
    assert [s.side for s in conversation.speakers] == [US, US]
    assert roles(conversation) == [None, None]


def test_in_a_coaching_talk_a_hint_does_not_break_stated_roles():
    mel, rita = replace(MEL, role=Role.COACH), replace(RITA, role=Role.REP)
    for us in (["Mel"], ["Rita"], ["Mel", "Rita"], ["acme.example"], ["Nobody"]):
        conversation = assign_sides(talk(mel, rita, kind=Kind.COACHING), us=us)
        assert roles(conversation) == [Role.COACH, Role.REP], us
        assert [s.side for s in conversation.speakers] == [US, US], us


def test_in_a_coaching_talk_without_roles_a_hint_names_the_coach():
    conversation = assign_sides(talk(RITA, MEL, kind=Kind.COACHING), us=["Mel"])
    assert roles(conversation) == [Role.REP, Role.COACH]
    assert reasons(conversation) == ["not the coach named by --us", "--us (Mel Adams)"]


def test_in_a_coaching_talk_a_hint_at_the_company_names_no_coach():
    everybody = assign_sides(talk(RITA, SAM, kind=Kind.COACHING), us=["acme.example"])
    assert roles(everybody) == [None, None]


def test_in_a_partner_talk_the_managing_side_is_coach_and_the_partner_rep():
    conversation = assign_sides(talk(RITA, OLGA, kind=Kind.PARTNER), us=["Rita"])
    assert roles(conversation) == [Role.COACH, Role.REP]
    assert sides(conversation) == {"Rita Moss": US, "Olga Bern": THEM}


@pytest.mark.parametrize("called", [Role.REP, Role.PARTNER])
def test_in_a_partner_talk_the_stated_roles_tell_the_sides(called: Role):
    manager, partner = replace(RITA, role=Role.COACH), replace(OLGA, role=called)
    conversation = assign_sides(talk(manager, partner, kind=Kind.PARTNER))
    assert sides(conversation) == {"Rita Moss": US, "Olga Bern": THEM}
    assert roles(conversation) == [Role.COACH, Role.REP]


def test_a_debrief_is_by_the_rep():
    conversation = assign_sides(talk(RITA, kind=Kind.DEBRIEF))
    assert (conversation.speakers[0].side, conversation.speakers[0].role) == (US, Role.REP)


def test_assigning_twice_changes_nothing():
    once = assign_sides(talk(RITA, SAM, OLGA, PAT), us=["Rita"])
    assert assign_sides(once, us=["Rita"]) == once
    assert assign_sides(once) == once


def test_labelled_conversations_get_the_sides_that_their_roles_tell(shared):
    files = sorted(
        [*shared.glob("moves-examples/*.json"), *shared.glob("moves-training/conversations/*.json")]
    )
    for file in files:
        source = json.loads(file.read_text(encoding="utf-8"))
        conversation = assign_sides(read(file).conversations[0])
        stated = {p["name"]: p["role"] for p in source["participants"]}
        for speaker in conversation.speakers:
            role = stated[speaker.name]
            theirs = role in {"customer", "partner"} or (source["kind"], role) == ("partner", "rep")
            assert speaker.side == (THEM if theirs else US), file
            assert speaker.role == ("rep" if role == "partner" else role), file
        assert conversation.warnings == (), file

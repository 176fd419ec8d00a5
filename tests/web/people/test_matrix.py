"""Every address × every person × every case: what `matrix.tsv` promises is what the desk answers.

The addresses come out of the URL map, so that a new one without rows fails, and one without a rule
fails, too. The table is written by hand: it says what should be, not what the code does. Beside it
the rule of the address and the policy have their say: nobody gets more than they allow.

How to read and write the table stands at its head.
"""

import csv
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import batched, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from matrix_world import World, made
from ridealong.web.calls.models import Call
from ridealong.web.people import policy
from ridealong.web.people.access import Rule
from ridealong.web.people.guard import OF_ALLAUTH
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import viewer_of

TABLE = Path(__file__).with_name("matrix.tsv")
SIGNED_OUT = "out"
LIKE = "@"
"""An address may say that it is like one of the groups of rows, such as "@see"."""


class Address(NamedTuple):
    """One address of the URL map."""

    name: str
    path: str
    parameters: frozenset[str]
    rule: Rule | None
    action: Action | None


def _walk(patterns, before="", above=frozenset[str]()) -> Iterator[Address]:
    for one in patterns:
        path = f"{before}{one.pattern}"
        parameters = above | frozenset(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path, parameters)
        elif isinstance(one, URLPattern):
            view = one.callback
            rule = getattr(view, "rule", None) or OF_ALLAUTH.get(one.name or "")
            yield Address(one.name or "", path, parameters, rule, getattr(view, "action", None))


ADDRESSES = {a.name: a for a in _walk(get_resolver().url_patterns)}


@cache
def table() -> tuple[list[str], dict[str, dict[str, list[str]]]]:
    """The people of the head, and of each address the statuses by case."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#") and line.strip())
        head, *rows = csv.reader(lines, delimiter="\t")
    told: dict[str, dict[str, list[str]]] = {}
    for address, case, *statuses in rows:
        assert case not in told.setdefault(address, {}), f"{address}, {case} stands there twice"
        told[address][case] = statuses
    return head[2:], told


def promised(name: str) -> dict[str, list[str]] | None:
    """What the table says of an address, whether by itself or by being like others."""
    rows = table()[1].get(name)
    like = next((case for case in rows or {} if case.startswith(LIKE)), None)
    return table()[1].get(like) if like else rows


def outcome(answer: Any) -> str:
    """How far somebody came: "ok" is through to the page, whatever it then said of the input."""
    to = answer.headers.get("Location", "")
    if answer.status_code == 302 and to.startswith("/account/login/?next="):
        return "in"
    return str(answer.status_code) if answer.status_code in {401, 403, 404} else "ok"


def asked(signed_in: Client, address: str) -> str:
    """What a person gets there, by GET and by POST where both are answered; nothing stays of it."""
    found = set()
    for method in ("get", "post"):
        client = Client()
        client.cookies = deepcopy(signed_in.cookies)
        with transaction.atomic():
            answer: Any = getattr(client, method)(address)
            if answer.status_code != 405:
                found.add(outcome(answer))
            if answer.streaming:
                list(answer.streaming_content)
            transaction.set_rollback(True)
    return " ".join(sorted(found))


@pytest.fixture
def world(cast, monkeypatch) -> World:
    """Everything, on a desk with a language model, so that role-play is offered."""
    monkeypatch.setenv("RIDEALONG_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("RIDEALONG_LLM_MODEL", "nobody")
    return made(cast)


@pytest.fixture
def browsers(world) -> dict[str, Client]:
    """A browser for everybody, and one in which nobody is signed in."""
    found = {SIGNED_OUT: Client()}
    for name, person in world.cast.people.items():
        found[name] = Client()
        found[name].force_login(person)
    return found


def answers(name: str, world: World, browsers: dict[str, Client]) -> dict[str, list[str]]:
    """What the desk answers today, in the form of the table."""
    people = table()[0]
    cases = world.cases(ADDRESSES[name].parameters, name)
    return {
        case: [asked(browsers[who], reverse(name, kwargs=arguments)) for who in people]
        for case, arguments in cases.items()
    }


@pytest.mark.parametrize("names", [*batched(ADDRESSES, 24)], ids=lambda names: f"{names[0]} and on")
def test_every_address_answers_everybody_as_table_rule_and_policy_say(names, world, browsers):
    told = [words for name in names for words in _wrong(name, world, browsers)]
    assert not told, "\n".join(told)


def _wrong(name: str, world: World, browsers: dict[str, Client]) -> list[str]:
    """What an address answers otherwise than table, rule and policy say."""
    address = ADDRESSES[name]
    if not address.rule:
        return [f"{name} ({address.path}) has no rule: put @access(…) on its view"]
    found, said = answers(name, world, browsers), promised(name)
    if said is None:
        return [_how_to_add(name, found)]
    wrong = []
    for case, statuses in found.items():
        call = world.calls.get(case) if "call" in address.parameters else None
        for who, want, got in zip(
            table()[0], _row(name, said, case, statuses), statuses, strict=True
        ):
            where = f"{case or name}, {who}"
            if want != got:
                wrong.append(f"{where}: the table says {want}, the desk answers {got}")
            refused = _refused(address, world.cast.people.get(who), call)
            if refused and got not in refused:
                wrong.append(f"{where}: rule and policy refuse with {refused}, the desk says {got}")
    return [f"{address.path}:", *wrong] if wrong else []


def test_the_table_names_no_address_that_is_gone():
    named = {name for name in table()[1] if not name.startswith(LIKE)}
    assert named <= set(ADDRESSES)


def test_every_action_of_the_policy_is_in_the_table():
    assert {f"{LIKE}{action}" for action in Action} <= set(table()[1])


def test_the_policy_allows_what_the_table_says(world):
    for action, (case, call) in product(Action, world.calls.items()):
        row = table()[1][f"{LIKE}{action}"][case]
        for who, want in zip(table()[0], row, strict=True):
            if who != SIGNED_OUT:
                may = policy.may(viewer_of(world.cast.people[who]), action, call)
                assert may == (want == "ok"), f"{action}, {case}, {who}"


def _refused(address: Address, person, call: Call | None) -> set[str]:
    """The refusals of which one has to come; none where nothing is refused."""
    assert address.rule
    if address.rule.signed_in and person is None:
        return {"in"}
    if person is None or not address.rule.signed_in:
        return set()
    if person.role not in address.rule.roles:
        return {"403"}
    if call is None or address.action is None:
        return set()
    may = policy.allowed(viewer_of(person), call)
    if address.action in may:
        return set()
    return {"403"} if Action.LIST in may else {"404"}


def _row(name, said, case, statuses) -> list[str]:
    assert case in said, _how_to_add(name, {case: statuses})
    row: list[str] = said[case]
    return row


def _how_to_add(name: str, found: dict[str, list[str]]) -> str:
    lines = ["\t".join([name, case, *statuses]) for case, statuses in found.items()]
    return (
        f"{TABLE.name} says nothing of {name} ({ADDRESSES[name].path}). These lines are what the "
        "desk answers today. Read each: who should get there? Put those that are right into the "
        "table, mend the view where one is not; a call's address that asks for one action of the "
        f'policy needs no more than "{name}, a tab, @action".\n' + "\n".join(lines)
    )

"""Throw at an address what no person would send: it may refuse with a word, and never break.

    throw(client, "/people/invite/", InviteForm, keep={"role": "rep"})
    throw(client, "/record/", ["who", "since"], method="get")

What was thrown leaves nothing behind: every request is rolled back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LONG = 20_000
BAD_TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nBcc: everybody@example.com",
    "x" * LONG,
    "é" * LONG,
    "👩‍👩‍👧‍👦",
    "\u202eabc",
    "\ufeff",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "'; DROP TABLE people_person; --",
    '=HYPERLINK("http://example.com")',
    "../../etc/passwd",
    "null",
    "[]",
    "{}",
    '{"id": {"a": [1]}, "rawId": null, "response": {}, "type": 3}',
    '{"type": "public-key", "id": "AA", "rawId": "AA", "response": {"clientDataJSON": "AA"}}',
    "true",
    "on",
)
BAD_NUMBERS = (
    "0",
    "-1",
    "1.5",
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "٣",
    "²",
    "9" * 400,
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
)
BAD_DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "2026-13-45", "31.12.2026", "-1-1-1")
BAD_BYTES = (b"%ff%fe", b"%ed%a0%80", b"%00", b"%", b"=&=&;", b"a[]=1&a[]=2")
"""Bodies that no form makes: half of a surrogate, signs that end too soon, names that are lists."""

_ONE = st.one_of(
    st.sampled_from(BAD_TEXTS + BAD_NUMBERS + BAD_DAYS),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.integers().map(str),
)
VALUES = st.one_of(
    _ONE,
    st.lists(_ONE, max_size=3),
    st.binary(max_size=30).map(lambda b: SimpleUploadedFile("a.bin", b)),
)


def throw(
    client: Client,
    address: str,
    fields: type[forms.Form] | Iterable[str],
    *,
    keep: Mapping[str, Any] | None = None,
    method: str = "post",
    times: int = 60,
) -> None:
    """Send an address anything for its fields, and assert that it never answers with 5xx.

    Args:
        client: a browser in which somebody is signed in, or nobody.
        address: where it goes.
        fields: the form's class, or the names of the fields.
        keep: values that hold, so that what is thrown gets past the first check; each of them is
            left alone in about half of the requests.
        method: "post", or "get" for what stands in the address.
        times: how many requests.
    """
    names = list(fields.base_fields if isinstance(fields, type) else fields)
    send = getattr(client, method)
    values = VALUES if method == "post" else VALUES.filter(lambda v: not hasattr(v, "read"))

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
    )
    @given(
        thrown=st.fixed_dictionaries({}, optional=dict.fromkeys(names, values)),
        held=st.sets(st.sampled_from(sorted(keep))) if keep else st.just(set[str]()),
    )
    def once(thrown: dict[str, Any], held: set[str]) -> None:
        sent = {**(keep or {}), **{n: v for n, v in thrown.items() if n not in held}}
        _answers(send, address, data=sent)

    once()
    if method == "post":
        for body in BAD_BYTES:
            raw = b"&".join(name.encode() + b"=" + body for name in names)
            kind = "application/x-www-form-urlencoded"
            _answers(client.post, address, data=raw, content_type=kind)
        _answers(client.post, address, data=b'{"a": [', content_type="application/json")


def _answers(send: Any, address: str, **sent: Any) -> None:
    """A fault of ours comes out as an exception or as 5xx; both fail the test."""
    with transaction.atomic():
        status = send(address, **sent).status_code
        transaction.set_rollback(True)
    assert status < 500, f"{address} answers {status} to {sent!r:.2000}"

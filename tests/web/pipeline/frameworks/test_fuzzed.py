"""Anything is thrown at the forms of the process: refused with a word, never broken."""

import pytest

import forms as thrower
from ridealong.process.framework.model import Journey
from ridealong.web.pipeline.frameworks.using import in_use

STAGE = (
    "seen", "label", "until", "customer_step", "seller_step", "gate_label", "skills", "exit", "crm",
    "do", "customer-TOTAL_FORMS", "customer-INITIAL_FORMS", "customer-0-key", "customer-0-says",
    "customer-0-finds", "seller-TOTAL_FORMS", "seller-INITIAL_FORMS", "seller-0-says",
    "seller-0-finds", "questions-TOTAL_FORMS", "questions-INITIAL_FORMS", "questions-0-key",
    "questions-0-says", "questions-0-use", "questions-0-unknown",
)  # fmt: skip


@pytest.fixture
def ada(as_, cast):
    return as_(cast.ada)


@pytest.mark.parametrize("page", ["stages/add/", "stage/proposal/"])
def test_the_form_of_a_stage(page, ada, draft, form_of):
    address = f"/process/drafts/{draft.pk}/{page}"
    held = form_of(ada.get(address))
    thrower.throw(ada, address, STAGE, keep={name: held.get(name, "") for name in STAGE})


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("", ("name", "seen")),
        ("library/", ("seen", "do", "questions-TOTAL_FORMS", "questions-INITIAL_FORMS",
                      "questions-0-key", "questions-0-says", "questions-0-use")),
        ("skills/", ("seen", "do", "skills-TOTAL_FORMS", "skills-INITIAL_FORMS", "skills-0-key",
                     "skills-0-says", "skills-0-behaviours")),
        ("yaml/", ("seen", "body")),
        ("publish/", ("seen", "note")),
    ],
)  # fmt: skip
def test_the_other_forms_of_a_draft(page, names, ada, draft, form_of):
    address = f"/process/drafts/{draft.pk}/{page}"
    held = form_of(ada.get(address))
    thrower.throw(ada, address, names, keep={name: held.get(name, "") for name in names})


def test_buttons_of_a_draft(ada, draft):
    for address in ("stage/proposal/move/", "stage/proposal/remove/", "put-away/"):
        path = f"/process/drafts/{draft.pk}/{address}"
        thrower.throw(ada, path, ["do", "seen"], times=20)


def test_a_file(ada, draft):
    thrower.throw(ada, "/process/import/", ["file"])


def test_what_stands_in_the_address(ada, draft):
    thrower.throw(ada, "/process/", ["sales", "service", "use"], method="get")
    row = in_use(Journey(draft.journey))
    thrower.throw(ada, f"/process/versions/{row.pk}/", ["use"], method="get")

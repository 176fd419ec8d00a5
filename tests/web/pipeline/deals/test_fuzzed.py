"""Whatever is thrown at the forms of a deal, they refuse with a word and never break."""

import pytest
from django.utils import timezone

import forms
from held_calls import a_call
from held_deals import a_deal, evidence, with_customer
from ridealong.process.framework.model import Journey
from ridealong.web.pipeline.deals.forms import (
    CommitForm,
    ContentForm,
    EvidenceForm,
    NextStepForm,
    ReactionForm,
    ToldForm,
)
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import Deal, SharedContent


@pytest.fixture
def deal(cast) -> Deal:
    return a_deal(cast.rita, framework=in_use(Journey.SALES))


@pytest.mark.parametrize(
    "thrown",
    [
        ("next-step/", NextStepForm, {}),
        ("told/", ToldForm, {}),
        ("told/", ToldForm, {"key": "problem"}),
        ("commit/", CommitForm, {}),
        ("commit/", CommitForm, {"will": "yes", "because": "Tomas asked"}),
        ("content/", ContentForm, {}),
        ("content/", ContentForm, {"what": "Offer"}),
        ("evidence/", EvidenceForm, {}),
        ("evidence/", EvidenceForm, {"gate": "admits_need", "side": "customer", "kind": "said"}),
    ],
)
def test_the_forms_of_a_deal(cast, as_, deal, thrown):
    place, form, keep = thrown
    forms.throw(as_(cast.rita), f"{deal.get_absolute_url()}{place}", form, keep=keep)


def test_reactions_and_decisions(cast, as_, deal):
    content = SharedContent.objects.create(deal=deal, what="Offer", on=timezone.localdate())
    row = evidence(deal, "admits_need", "customer", "proposed")
    client, address = as_(cast.rita), deal.get_absolute_url()
    forms.throw(client, f"{address}content/{content.pk}/", ReactionForm)
    forms.throw(client, f"{address}evidence/{row.pk}/decide/", ["state"])


def test_lists_pages_and_the_choice_of_a_deal(cast, as_, deal):
    client = as_(cast.rita)
    filters = ["person", "team", "stage", "outcome", "half", "silent", "customer", "after"]
    forms.throw(client, "/deals/", filters, method="get")
    forms.throw(client, "/deals/export/", filters, method="get")
    forms.throw(client, f"{deal.get_absolute_url()}activities/", ["after"], method="get")
    call = with_customer(a_call(cast.rita), deal)
    forms.throw(client, f"/calls/{call.pk}/deals/choose/", ["deal", "away"])

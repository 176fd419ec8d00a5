"""The page of a deal: the problem first, both sides of each gate, what is not known."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from held_calls import a_call
from held_deals import a_deal, an_activity, evidence, with_customer
from ridealong.process.framework.model import Journey
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Grant
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.gates.following import follow_calls
from ridealong.web.pipeline.models import Commit, Deal, Forecast, SharedContent


@pytest.fixture
def deal(cast) -> Deal:
    return a_deal(cast.rita, framework=in_use(Journey.SALES))


@pytest.fixture
def call(cast, deal) -> Call:
    found = with_customer(a_call(cast.rita, seen_by_manager=True), deal)
    Debrief.objects.create(call=found, by=cast.rita, skipped=True)
    follow_calls([found])
    return found


def text(client, deal: Deal) -> str:
    answer = client.get(deal.get_absolute_url())
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_customer_stands_above_and_value_and_stage_are_small(cast, as_, deal):
    page = text(as_(cast.rita), deal)
    assert '<h1 class="name">Brightwater Dairy</h1>' in page
    assert "18,000 EUR" in page
    assert "Proposal since" in page
    assert page.index("The problem") < page.index(">Gates<") < page.index("What we do not know")


def test_the_problem_is_told_in_the_customers_words(cast, as_, deal, call):
    page = text(as_(cast.rita), deal)
    assert "first-quote" in page
    assert f"/calls/{call.pk}/#t" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("rita", 200),
        ("mel", 200),
        ("pat", 404),
        ("tess", 404),
        ("olga", 404),
        ("lee", 404),
        ("ada", 404),
        ("sam", 404),
    ],
)
def test_the_page_is_for_the_owner_and_their_manager(cast, as_, deal, who, status):
    assert as_(cast.people[who]).get(deal.get_absolute_url()).status_code == status


def test_a_manager_reads_no_words_of_a_call_before_its_hour(cast, as_, deal, call):
    Call.objects.filter(pk=call.pk).update(manager_from=None)
    row = deal.evidence.filter(side="customer").first()
    deal.evidence.filter(pk=row.pk).update(state="accepted")
    page = text(as_(cast.mel), deal)
    assert row.words[:30] not in page
    assert "first-quote" not in page
    assert "from a call that is not open to you yet" in page
    assert "Accept<" not in page, "what is proposed from it is not there for them"


def test_its_owner_looks_back_before_they_read_what_it_brought(cast, as_, deal, call):
    Debrief.objects.all().delete()
    page = text(as_(cast.rita), deal)
    assert "first-quote" not in page
    assert "Accept<" not in page


def test_a_peer_sees_it_and_is_offered_nothing_to_do(cast, as_, deal, call):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    page = text(as_(cast.pat), deal)
    assert '<form method="post"' not in page


def test_a_half_gate_is_told_and_read_in_questions(cast, as_, deal):
    evidence(deal, "admits_need", "seller", kind="wrote")
    page = text(as_(cast.rita), deal)
    assert "half: the customer’s part is missing" in page
    assert "half: claimed, and the customer’s part is missing" in page
    assert "0 of 3 that are claimed stand on both sides" in page
    assert "Do we speak with those who decide?" in page
    assert "Did we ask?" in page


def test_what_is_not_known_stands_with_a_question_for_each(cast, as_, deal):
    page = text(as_(cast.rita), deal)
    assert page.count("<dt>") >= 6
    assert "Who decides, and how" in page


def test_a_figure_that_rests_on_too_little_is_withheld(cast, as_, deal):
    Forecast.objects.create(deal=deal, on=timezone.localdate(), comparable=3)
    page = text(as_(cast.rita), deal)
    assert "not enough to tell" in page
    assert "3 of 20 closed deals" in page


def test_figure_and_word_stand_beside_each_other_with_a_table(cast, as_, deal):
    told = {"deal": deal, "comparable": 41, "probability": 0.41, "low": 0.3, "high": 0.54}
    Forecast.objects.create(on=timezone.localdate(), **told)
    Commit.objects.create(deal=deal, by=cast.rita, will=True, because="Tomas asked for it")
    page = text(as_(cast.rita), deal)
    assert "41 % of comparable deals were won." in page
    assert "30–54 %, 41 closed deals" in page
    assert "Tomas asked for it" in page
    assert 'class="word will"' in page
    assert "41 %, 30–54, 41 deals" in page


def test_what_did_not_work_brings_another_idea(cast, as_, deal):
    an_activity(deal, "email", 12, "out", "What we understood")
    page = text(as_(cast.rita), deal)
    assert "An e-mail without an answer" in page
    assert "Speak in place of writing" in page


def test_markup_in_names_and_words_is_shown_as_it_is(cast, as_):
    bad = "<script>alert(1)</script>"
    deal = a_deal(cast.rita, customer=bad, name=bad, next_step=bad)
    evidence(deal, "admits_need", "customer", words=bad)
    an_activity(deal, "email", 3, "in", bad, text=bad)
    SharedContent.objects.create(
        deal=deal, what=bad, on=timezone.localdate(), reaction="used", reaction_words=bad
    )
    Commit.objects.create(deal=deal, by=cast.rita, will=True, because=bad)
    page = text(as_(cast.rita), deal)
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_a_stage_that_the_process_lacks_is_shown_as_the_crm_says_it(cast, as_):
    deal = a_deal(cast.rita, stage="", crm_stage="Qualifying")
    assert "Qualifying" in text(as_(cast.rita), deal)


@pytest.mark.parametrize("who", ["rita", "mel"])
def test_it_takes_twelve_queries_however_much_there_is(cast, as_, deal, call, who):
    for n in range(30):
        an_activity(deal, "email", 10 + n, "out")
        SharedContent.objects.create(deal=deal, what=f"Sheet {n}", on=timezone.localdate())
        evidence(deal, "can_decide", "seller", words=f"Words {n}")
        Commit.objects.create(deal=deal, by=cast.rita, will=False)
    client = as_(cast.people[who])
    client.get(deal.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(deal.get_absolute_url())
    assert len(asked) <= 12, [q["sql"][:100] for q in asked]


def test_what_was_done_is_paged_by_key(cast, as_, deal):
    for n in range(40):
        an_activity(deal, "email", n, "out", f"Mail {n:02d}")
    client = as_(cast.rita)
    seen = []
    address = deal.get_absolute_url()
    while address:
        page = client.get(address).content.decode()
        seen += [f"Mail {n:02d}" for n in range(40) if f">Mail {n:02d}<" in page]
        _before, found, rest = page.partition("activities/?after=")
        address = (
            f"{deal.get_absolute_url()}activities/?after={rest.split(chr(34))[0]}" if found else ""
        )
    assert sorted(seen) == [f"Mail {n:02d}" for n in range(40)]

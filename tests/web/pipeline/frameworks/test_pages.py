"""The pages of the process, as everybody and as those who draft see them."""

from io import BytesIO

import pytest

from held_process import second_version, unfinished
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey
from ridealong.process.framework.yaml import dump, load
from ridealong.web.pipeline.frameworks.using import in_use, parsed
from ridealong.web.pipeline.models import Framework

SAYS = "What does the night shift say about it?"


@pytest.fixture
def stage_form(as_, cast, draft, form_of):
    """Mel's browser, the draft, what she would send of the proposal as it stands, and where to."""
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/stage/proposal/"
    return mel, draft, form_of(mel.get(address)), address


def test_everybody_reads_the_process_in_use(as_, cast):
    """S4.82, S4.95: the journey, its gates and the questions, for whoever is signed in."""
    for person in cast.people.values():
        page = as_(person).get("/process/")
        assert page.status_code == 200, person
        text = page.content.decode()
        assert "A need is admitted" in text
        assert "Need behind it" in text
        drafts = person.role in {"manager", "leader", "administrator"}
        assert ("Versions and drafts" in text) == drafts


def test_questions_are_those_of_the_talk(as_, cast):
    """S4.83."""
    text = as_(cast.mel).get("/process/?sales=proposal&use=partner").content.decode()
    assert "How does the customer decide, as far as you, the partner" in text
    assert "Which of these offers would you write again today" not in text
    assert "Who is it important to?" in text, "what is for any talk stays"


@pytest.mark.parametrize("query", ["?sales=nowhere", "?use=lunch", "?sales=%00&use=", "?sales[]=1"])
def test_an_address_that_asks_for_nothing_known_shows_the_first_stage(query, as_, cast):
    page = as_(cast.rita).get(f"/process/{query}")
    assert page.status_code == 200
    assert "What does the customer want to have solved" in page.content.decode()


def test_a_page_asks_the_database_little(as_, cast, django_assert_max_num_queries):
    in_use(Journey.SALES), in_use(Journey.SERVICE)
    draft = unfinished()
    browser = as_(cast.mel)
    for path in (
        "/process/",
        "/process/versions/",
        f"/process/versions/{draft.pk}/",
        f"/process/drafts/{draft.pk}/",
        f"/process/drafts/{draft.pk}/stage/proposal/",
        f"/process/drafts/{draft.pk}/publish/",
    ):
        with django_assert_max_num_queries(12):
            assert browser.get(path).status_code == 200, path


def test_a_draft_does_not_exist_for_whoever_sells(as_, cast, draft):
    rita = as_(cast.rita)
    assert rita.get(f"/process/versions/{draft.pk}/").status_code == 404
    assert rita.get(f"/process/versions/{draft.pk}/file/").status_code == 404
    assert rita.get(f"/process/drafts/{draft.pk}/").status_code == 403
    old = in_use(Journey.SALES)
    second_version()
    assert rita.get(f"/process/versions/{old.pk}/").status_code == 200, "deals still run under it"


def test_a_number_that_is_none_is_not_there(as_, cast):
    for number in (0, 10**6, 2**63, 10**40):
        for path in ("versions/{}/", "versions/{}/file/", "drafts/{}/", "drafts/{}/publish/"):
            assert as_(cast.ada).get("/process/" + path.format(number)).status_code == 404


def test_a_version_is_taken_along_and_brought_back(as_, cast):
    row, mel = in_use(Journey.SALES), as_(cast.mel)
    answer = mel.get(f"/process/versions/{row.pk}/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="process-sales-1.yaml"'
    text = answer.content.decode()
    assert load(text, "x") == default(Journey.SALES)
    sent = BytesIO(text.replace("name: Sales", "name: Ours").encode())
    sent.name = "ours.yaml"
    answer = mel.post("/process/import/", {"file": sent}, follow=True)
    assert "The file is a draft now." in answer.content.decode()
    assert Framework.objects.get(state="draft").name == "Ours"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "nothing in this file"),
        (b"\xff\xfe\x00", "Byte 1 is no UTF-8"),
        (b"nmae: x\njourney: sales", "Line 1"),
        (b"just words", "is not a table of keys and values"),
        (b"[" * 300, "is nested deeper"),
        (b"x" * 2_000_000, "larger than a process can be"),
        (b"name: <script>alert(1)</script>", "Line 1"),
    ],
)
def test_a_file_that_is_no_process_is_named_and_leaves_nothing(content, says, as_, cast):
    in_use(Journey.SALES)
    before = Framework.objects.count()
    sent = BytesIO(content)
    sent.name = "<b>bad.yaml"
    answer = as_(cast.mel).post("/process/import/", {"file": sent})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert Framework.objects.count() == before


def test_a_stage_that_is_sent_back_as_it_stands_stays_as_it_is(as_, cast, draft, form_of):
    mel = as_(cast.mel)
    before = parsed(draft)
    for stage in before.stages:
        address = f"/process/drafts/{draft.pk}/stage/{stage.key}/"
        answer = mel.post(address, form_of(mel.get(address)), follow=True)
        assert "Saved." in answer.content.decode()
    draft.refresh_from_db()
    assert parsed(draft) == before


def test_a_question_and_evidence_are_added_moved_and_removed(as_, cast, draft, form_of):
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/stage/proposal/"
    sent = form_of(mel.get(address))
    sent |= {"questions-12-says": [SAYS], "questions-12-use": ["deal"]}
    sent |= {
        "customer-5-says": ["showed us the shop floor"],
        "customer-5-finds": ["activity:meeting"],
    }
    sent |= {"do": ["up:questions:12"]}
    assert mel.post(address, sent).headers["Location"].endswith("#questions")
    draft.refresh_from_db()
    stage = parsed(draft).stage("proposal")
    assert stage
    assert stage.gate
    assert [q.says for q in stage.questions][11] == SAYS
    assert stage.questions[11].key == "what-does-the-night-shift-say"
    assert stage.gate.customer[-1].finds == ("activity:meeting",)

    sent = form_of(mel.get(address)) | {"do": ["remove:customer:0"]}
    mel.post(address, sent)
    draft.refresh_from_db()
    stage = parsed(draft).stage("proposal")
    assert stage
    assert stage.gate
    assert stage.gate.customer[0].key == "decider"


def test_a_gate_keeps_the_customers_side(as_, cast, draft, form_of):
    """S4.84."""
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/stage/proposal/"
    sent = form_of(mel.get(address))
    sent |= {name: [""] for name in sent if name.startswith("customer-") and name.endswith("-says")}
    answer = mel.post(address, sent)
    assert answer.status_code == 422
    assert "what we do alone opens no gate" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("questions-0-says", "When will it close?", "asks when it closes"),
        ("customer-0-finds", "activity:email.out", "counts on the other side"),
        ("seller-0-finds", "move:paraphras", "such as move:paraphrase"),
        ("label", "", "Say it in a few words."),
        ("until", "x" * 200, "at most 120"),
        ("exit", "y" * 400, "is too long"),
        ("label", "a\x07b", "cannot be shown"),
        ("crm", "needs analysis", "stands at stages[needs-review] as well"),
    ],
)
def test_a_mistake_in_a_form_is_told_beside_it(field, value, told, stage_form):
    mel, draft, sent, address = stage_form
    answer = mel.post(address, sent | {field: [value]})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    draft.refresh_from_db()
    assert parsed(draft) == default(Journey.SALES)


def test_a_stage_is_added_moved_and_removed(as_, cast, draft, form_of):
    mel, base = as_(cast.mel), f"/process/drafts/{draft.pk}/"
    sent = form_of(mel.get(f"{base}stages/add/"))
    sent |= {"label": ["Trial"], "until": ["until it ran a week"]}
    sent |= {"customer_step": ["Tries it"], "seller_step": ["We watch"]}
    assert mel.post(f"{base}stages/add/", sent).status_code == 302
    seen = form_of(mel.get(base))["seen"]
    mel.post(f"{base}stage/trial/move/", {"do": "up", "seen": seen})
    draft.refresh_from_db()
    assert [s.key for s in parsed(draft).stages][-2:] == ["trial", "decision"]
    refused = mel.post(f"{base}stage/trial/remove/", {"seen": seen}, follow=True)
    assert "has changed this draft" in refused.content.decode(), "by what was on the page before"
    seen = form_of(mel.get(base))["seen"]
    mel.post(f"{base}stage/trial/remove/", {"seen": seen})
    draft.refresh_from_db()
    assert parsed(draft) == default(Journey.SALES)


def test_the_library_takes_questions_of_ones_own(as_, cast, draft, form_of):
    """S0.12: it begins with the key questions and is edited."""
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/library/"
    sent = form_of(mel.get(address))
    n = int(sent["questions-TOTAL_FORMS"][0]) - 1
    mel.post(address, sent | {f"questions-{n}-says": [SAYS]})
    draft.refresh_from_db()
    assert parsed(draft).questions[-1].says == SAYS


def test_skills_are_changed(as_, cast, draft, form_of):
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/skills/"
    sent = form_of(mel.get(address))
    n = int(sent["skills-TOTAL_FORMS"][0]) - 1
    sent |= {f"skills-{n}-says": ["Waits"], f"skills-{n}-behaviours": ["measure:patience"]}
    mel.post(address, sent | {"do": ["remove:skills:0"]})
    draft.refresh_from_db()
    framework = parsed(draft)
    assert framework.skills[-1].behaviours == ("measure:patience",)
    assert "finding-the-problem" not in {k for s in framework.stages for k in s.skills}


def test_the_text_of_a_draft_is_changed_and_faults_stand_by_line(as_, cast, draft, form_of):
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/yaml/"
    sent = form_of(mel.get(address))
    assert load(sent["body"][0], "x") == default(Journey.SALES)
    bad = sent["body"][0].replace("journey: sales", "journey: buying").replace("says:", "sais:", 1)
    answer = mel.post(address, sent | {"body": [bad]})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2" in text
    assert "“buying” is not known" in text
    assert "journey: buying" in text, "what was written is still there"
    good = sent["body"][0].replace("name: Sales", "name: Ours")
    assert mel.post(address, sent | {"body": [good]}).status_code == 302
    draft.refresh_from_db()
    assert draft.name == "Ours"


def test_a_leader_reads_the_difference_and_puts_it_to_use(as_, cast, form_of):
    draft = unfinished()
    lee, mel = as_(cast.lee), as_(cast.mel)
    address = f"/process/drafts/{draft.pk}/publish/"
    text = lee.get(address).content.decode()
    assert "says nothing that we do" in text
    assert "First mend what is named above." in text
    stage = f"/process/drafts/{draft.pk}/stage/needs-review/"
    mended = form_of(mel.get(stage)) | {"seller-0-says": ["sent what we had understood"]}
    assert mel.post(stage, mended).status_code == 302
    assert "A leader or an administrator" in mel.get(address).content.decode()
    assert mel.post(address, {"note": "x", "seen": "x"}).status_code == 403
    sent = form_of(lee.get(address))
    assert lee.post(address, sent).status_code == 422, "without a word of what changed"
    answer = lee.post(address, sent | {"note": ["Shorter reviews."]}, follow=True)
    assert "It is in use from now on." in answer.content.decode()
    assert in_use(Journey.SALES).note == "Shorter reviews."


def test_words_of_a_process_are_shown_as_they_are_written(as_, cast, draft, form_of):
    mel, address = as_(cast.mel), f"/process/drafts/{draft.pk}/stage/proposal/"
    sent = form_of(mel.get(address)) | {"label": ["<b>Offer</b>"]}
    assert mel.post(address, sent).status_code == 302
    for page in ("", "stage/proposal/", "publish/", "yaml/"):
        text = mel.get(f"/process/drafts/{draft.pk}/{page}").content.decode()
        assert "<b>Offer" not in text
    assert dump(parsed(Framework.objects.get(pk=draft.pk)))

"""The room: steps, questions, agenda, notes, what is agreed, the mirror, and who sees what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

import forms
from held_calls import a_call
from held_deals import a_deal, evidence
from held_talks import a_commitment, a_talk, begun, held, seen
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Commitment, Talk, TalkNote
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.talks import running, writing
from ridealong.web.coaching.talks.forms import CommitForm, NoteForm, PlanForm, WhenForm
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Diagnosis

PRIVATE = "Wombat is what I think of it"
DRAFT_OF_A_TALK = {"kind": "one-to-one", "day": "2027-01-04", "hour": "10:00"}


def page(client, talk, part=""):
    answer = client.get(f"/talks/{talk.pk}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_talk_begins_once_with_its_brief_and_questions_as_they_were(cast):
    talk = begun(cast.mel, cast.rita)
    questions = list(talk.questions.values_list("key", flat=True))
    assert questions
    assert talk.brief["brief"]["person"] == cast.rita.pk
    again = running.start(viewer_of(cast.mel), seen(cast.mel, talk))
    assert again.started_at == talk.started_at
    assert list(talk.questions.values_list("key", flat=True)) == questions


def test_a_question_of_the_pipeline_is_taken_once_its_talk_begins(cast):
    today = timezone.localdate()
    row = Diagnosis.objects.create(
        person=cast.rita, rule="stuck", found_on=today, seen_on=today, body={}
    )
    begun(cast.mel, cast.rita, diagnosis=row)
    row.refresh_from_db()
    assert row.state == Diagnosis.State.TAKEN


def test_steps_and_questions_are_ticked_and_taken_back(cast, as_):
    talk, mel = begun(cast.mel, cast.rita), as_(cast.mel)
    question = talk.questions.first()
    assert question
    for _press in range(2):
        mel.post(f"/talks/{talk.pk}/steps/analyse/")
        mel.post(f"/talks/{talk.pk}/questions/{question.pk}/")
        talk.refresh_from_db()
        question.refresh_from_db()
        assert ("analyse" in talk.steps) == bool(question.asked_at) == (_press == 0)


def test_a_step_that_there_is_not_is_told_in_words(cast, as_):
    talk = begun(cast.mel, cast.rita)
    answer = as_(cast.mel).post(f"/talks/{talk.pk}/steps/win/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "no%20such%20step" in answer["X-Says"]


def test_the_rep_sees_a_question_once_it_was_asked(cast, as_):
    talk = begun(cast.mel, cast.rita)
    question = talk.questions.first()
    assert question
    assert question.says not in page(as_(cast.rita), talk)
    running.ask(viewer_of(cast.mel), seen(cast.mel, talk), question, done=True)
    assert question.says in page(as_(cast.rita), talk)


@pytest.mark.parametrize("says", ["When will it close?", "How big is it?"])
def test_a_results_question_is_answered_from_the_gates_and_not_put_on_the_list(cast, as_, says):
    deal = a_deal(cast.rita)
    for side in ("customer", "seller"):
        evidence(deal, "admits_need", side)
    talk = begun(cast.mel, cast.rita, deal=deal, kind=Kind.DEAL)
    answer = as_(cast.mel).post(f"/talks/{talk.pk}/questions/", {"says": says})
    html = answer.content.decode()
    assert "You need not ask it" in html
    assert "both sides have done their part on 1 of 4 gates" in html
    assert not talk.questions.filter(key="own").exists()


def test_a_question_of_one_s_own_is_put_on_the_list(cast, as_):
    talk = begun(cast.mel, cast.rita)
    as_(cast.mel).post(f"/talks/{talk.pk}/questions/", {"says": "What did you hear first?"})
    assert talk.questions.get(key="own").says == "What did you hear first?"


def test_a_private_note_is_on_no_page_but_its_author_s(cast, as_):
    talk = begun(cast.mel, cast.rita, second=cast.olga)
    as_(cast.rita).post(f"/talks/{talk.pk}/notes/mine/", {"text": PRIVATE})
    as_(cast.rita).post(f"/talks/{talk.pk}/notes/shared/", {"text": "Six proposals"})
    assert PRIVATE in page(as_(cast.rita), talk)
    for who in (cast.mel, cast.olga):
        html = page(as_(who), talk)
        assert PRIVATE not in html
        assert "Six proposals" in html


def test_a_note_is_kept_as_often_as_somebody_types_and_is_one(cast, as_):
    talk, mel = begun(cast.mel, cast.rita), as_(cast.mel)
    for text in ("She", "She says", "She says so."):
        answer = mel.post(
            f"/talks/{talk.pk}/notes/mine/", {"text": text}, headers={"HX-Request": "true"}
        )
        assert answer.content.decode().startswith("Kept")
    assert TalkNote.objects.get().text == "She says so."


def test_a_note_that_is_too_long_says_so_and_loses_nothing(cast, as_):
    talk = begun(cast.mel, cast.rita)
    long = "a" * 5001
    answer = as_(cast.mel).post(
        f"/talks/{talk.pk}/notes/mine/", {"text": long}, headers={"HX-Request": "true"}
    )
    assert "5001 characters long" in answer.content.decode()


def test_markup_in_words_is_escaped(cast, as_):
    talk = begun(cast.mel, cast.rita)
    bad = "<script>alert(1)</script>"
    writing.add_point(viewer_of(cast.mel), seen(cast.mel, talk), bad)
    writing.write_note(viewer_of(cast.mel), seen(cast.mel, talk), bad, shared=True)
    assert bad not in page(as_(cast.rita), talk)


def test_a_rep_brings_a_call_of_their_own_and_no_other(cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    own, other = a_call(cast.rita, analysed=False), a_call(cast.pat, 1, analysed=False)
    as_(cast.rita).post(f"/talks/{talk.pk}/prepare/", {"brings": "", "call": own.pk})
    assert talk.people.get().call == own
    as_(cast.rita).post(f"/talks/{talk.pk}/prepare/", {"brings": "", "call": other.pk})
    assert talk.people.get().call is None
    with pytest.raises(ValidationError, match="not yours to bring"):
        writing.prepare(viewer_of(cast.rita), seen(cast.rita, talk), "", other)


# What is agreed


def draft(person, **more):
    by = timezone.localdate() + timedelta(days=14)
    told = {"person": person.pk, "says": "I ask who decides before a price.", "by": by}
    return {**told, "follows": "behaviour:open_questions", "target": "60", **more}


def test_what_is_agreed_is_kept_with_the_talk(cast, as_):
    talk = begun(cast.mel, cast.rita)
    as_(cast.mel).post(f"/talks/{talk.pk}/commit/", draft(cast.rita))
    row = Commitment.objects.get()
    assert (row.talk, row.person, row.target) == (talk, cast.rita, 0.6)
    assert row.says in page(as_(cast.rita), talk)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"follows": "", "says": "I will be better prepared"}, "What would one hear you do?"),
        ({"follows": "", "says": "I will close two more deals"}, "nobody’s act"),
        ({"by": ""}, "Until when?"),
        ({"target": ""}, "How often?"),
        ({"says": ""}, "no words yet"),
    ],
)
def test_what_cannot_be_noticed_is_refused_with_a_word_and_what_can(cast, as_, more, says):
    talk = begun(cast.mel, cast.rita)
    answer = as_(cast.mel).post(f"/talks/{talk.pk}/commit/", draft(cast.rita, **more))
    assert says in answer.content.decode()
    assert not Commitment.objects.exists()


def test_what_was_agreed_last_time_is_looked_at_in_the_next_talk(cast, as_):
    row = a_commitment(cast.rita, held(cast.mel, cast.rita))
    talk, rita = begun(cast.mel, cast.rita), as_(cast.rita)
    address = f"/talks/{talk.pk}/review/{row.pk}/"
    answer = rita.post(address, {"state": "dropped"}, follow=True)
    assert "dropped with a word" in answer.content.decode()
    rita.post(address, {"state": "dropped", "words": "The team changed."})
    row.refresh_from_db()
    assert (row.state, row.reviewed_in) == (Commitment.State.DROPPED, talk)
    assert "The team changed." in page(as_(cast.mel), talk)


def test_nobody_looks_at_what_somebody_else_took_on(cast, as_):
    row = a_commitment(cast.pat)
    talk = begun(cast.mel, cast.rita)
    answer = as_(cast.mel).post(f"/talks/{talk.pk}/review/{row.pk}/", {"state": "holds"})
    assert answer.status_code == 404


# The mirror


@pytest.fixture
def recorded(cast) -> Talk:
    """A talk that was recorded: who is coach is known."""
    talk = held(cast.mel, cast.rita)
    call = a_call(cast.rita, 7)
    Call.objects.filter(pk=call.pk).update(coach=cast.mel, team=cast.north)
    Talk.objects.filter(pk=talk.pk).update(call=call)
    talk.refresh_from_db()
    return talk


def test_the_mirror_is_the_coach_s_alone_until_they_share_it(recorded, cast, as_):
    assert "Your mirror" in page(as_(cast.mel), recorded)
    assert "mirror" not in page(as_(cast.rita), recorded)
    as_(cast.mel).post(f"/talks/{recorded.pk}/mirror/", {"shared": "yes"})
    assert "The coach’s mirror" in page(as_(cast.rita), recorded)
    as_(cast.mel).post(f"/talks/{recorded.pk}/mirror/", {"shared": "no"})
    assert "mirror" not in page(as_(cast.rita), recorded)


def test_nor_does_the_transcript_s_own_page_show_it_before(recorded, cast, as_):
    own, says = f"/calls/{recorded.call_id}/", "is the coach’s, until they share it"
    assert says in as_(cast.rita).get(own).content.decode()
    assert says not in as_(cast.mel).get(own).content.decode()
    running.share_mirror(viewer_of(cast.mel), seen(cast.mel, recorded), shared=True)
    assert says not in as_(cast.rita).get(own).content.decode()


def test_a_second_coach_cannot_share_the_mirror(recorded, cast):
    Talk.objects.filter(pk=recorded.pk).update(second_coach=cast.olga)
    with pytest.raises(PermissionDenied):
        running.share_mirror(viewer_of(cast.olga), seen(cast.olga, recorded), shared=True)


def test_the_coach_says_which_transcript_is_of_the_talk(recorded, cast, as_):
    other = held(cast.mel, cast.rita)
    answer = as_(cast.mel).post(
        f"/talks/{other.pk}/recording/", {"call": recorded.call_id}, follow=True
    )
    assert "belongs to another talk" in answer.content.decode()
    as_(cast.mel).post(f"/talks/{recorded.pk}/recording/", {"none": "1"})
    assert "Is one of these this talk?" in page(as_(cast.mel), other)
    as_(cast.mel).post(f"/talks/{other.pk}/recording/", {"call": recorded.call_id})
    other.refresh_from_db()
    assert other.call_id == recorded.call_id


def test_a_moment_is_opened_in_place_by_the_rights_of_its_call(cast, as_):
    talk = begun(cast.mel, cast.rita)
    call = a_call(cast.rita, seen_by_manager=True)
    late = a_call(cast.rita, 1)
    own = f"/talks/{talk.pk}/moment/{call.pk}"
    assert "<mark>" in as_(cast.mel).get(f"{own}/3/").content.decode()
    assert as_(cast.mel).get(f"{own}/99999/").status_code == 404
    assert as_(cast.mel).get(f"/talks/{talk.pk}/moment/{late.pk}/3/").status_code in {403, 404}
    assert as_(cast.rita).get(f"{own}/3/").status_code == 404, "before her debrief"


def test_whatever_is_thrown_at_a_form_is_answered(cast, as_):
    talk, mel = begun(cast.mel, cast.rita), as_(cast.mel)
    planned = a_talk(cast.mel, cast.pat)
    forms.throw(mel, "/talks/new/", PlanForm, times=30)
    forms.throw(mel, "/talks/new/", PlanForm, keep=DRAFT_OF_A_TALK | {"people": cast.rita.pk})
    forms.throw(mel, "/talks/note/", NoteForm, keep={"person": cast.rita.pk}, times=30)
    forms.throw(mel, f"/talks/{talk.pk}/commit/", CommitForm, keep=draft(cast.rita))
    forms.throw(mel, f"/talks/{planned.pk}/move/", WhenForm, times=30)
    for part in ("questions/", "agenda/", "notes/mine/", "recording/", "mirror/"):
        names = ("says", "text", "call", "shared")
        forms.throw(mel, f"/talks/{talk.pk}/{part}", names, times=15)
    forms.throw(as_(cast.pat), f"/talks/{planned.pk}/prepare/", ("brings", "call"), times=30)

"""What two agree on: versions that never change, two signatures, and both again after a change."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from forms import throw
from held_pipelines import an_agreement
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey
from ridealong.process.plan.steps import Per, Step, Steps, Target, Unit
from ridealong.web.audit.models import Entry
from ridealong.web.people.models import Membership
from ridealong.web.pipeline.models import Agreement
from ridealong.web.pipeline.plans.agreed import a_day, in_force, steps_of, versions, working_days
from ridealong.web.pipeline.plans.forms import AgreementForm
from ridealong.web.pipeline.plans.page import changes, target_words
from ridealong.web.pipeline.plans.period import quarter

STAGES = default(Journey.SALES).stages


def sent(**more):
    """What the form sends."""
    today = timezone.localdate()
    told = {
        "after": "0",
        "begins_on": today.isoformat(),
        "ends_on": (today + timedelta(days=90)).isoformat(),
        "quota": "120000",
        "currency": "eur",
        "contacts_a_day": "8",
        "capacity": "20",
        "working_days": "",
        "note": "Fewer, better ones",
        "done_0": "They say what hurts, in their words",
        "month_0": "12",
        "month_3": "4",
    }
    return {**told, **more}


def address(name, person):
    return reverse(name, args=[person.pk])


def save(client, person, **more):
    return client.post(address("save_plan", person), sent(**more))


def sign(client, person, version):
    return client.post(address("sign_plan", person), {"version": version})


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_it_holds_once_both_have_signed(cast, as_):
    rita, mel = as_(cast.rita), as_(cast.mel)
    assert save(mel, cast.rita).status_code == 302
    row = Agreement.objects.get()
    assert (row.version, row.made_by, row.currency, row.capacity) == (1, cast.mel, "EUR", 20)
    told = {step.key: (step.does, step.target) for step in steps_of(row).steps}
    assert told["contact"] == ("", Target(8, Per.DAY))
    assert told["first-meeting"] == (
        "They say what hurts, in their words",
        Target(12, Per.MONTH),
    )
    assert told["needs-review"] == ("", None)
    today = timezone.localdate()
    assert in_force(versions(cast.rita.pk), today) is None
    sign(mel, cast.rita, 1)
    assert in_force(versions(cast.rita.pk), today) is None
    sign(rita, cast.rita, 1)
    assert in_force(versions(cast.rita.pk), today) == row
    row.refresh_from_db()
    assert row.manager == cast.mel


def test_a_change_is_a_further_version_and_needs_both_again(cast, as_):
    an_agreement(cast)
    mel = as_(cast.mel)
    assert save(mel, cast.rita, after="1", month_3="6").status_code == 302
    first, second = Agreement.objects.order_by("version")
    today = timezone.localdate()
    assert second.version == 2
    assert in_force(versions(cast.rita.pk), today) == first
    page = words(mel.get(address("plan", cast.rita)))
    assert "Version 2 waits for signatures" in page
    assert "Proposal: 6 a month, before 4 a month" in page
    sign(mel, cast.rita, 2)
    sign(as_(cast.rita), cast.rita, 2)
    assert in_force(versions(cast.rita.pk), today) == second


def test_nothing_of_a_version_changes_once_it_is_written(cast, as_):
    row = an_agreement(cast)
    before = Agreement.objects.filter(pk=row.pk).values().get()
    save(as_(cast.mel), cast.rita, after="1", quota="1")
    assert Agreement.objects.filter(pk=row.pk).values().get() == before


def test_every_word_of_it_is_in_the_record(cast, as_):
    save(as_(cast.rita), cast.rita)
    sign(as_(cast.rita), cast.rita, 1)
    sign(as_(cast.mel), cast.rita, 1)
    entries = Entry.objects.filter(action__startswith="plan.").order_by("pk")
    told = [(e.action, e.actor_id, e.about_id, e.details.get("side")) for e in entries]
    rita, mel = cast.rita.pk, cast.mel.pk
    assert told == [
        ("plan.written", rita, rita, None),
        ("plan.signed", rita, rita, "rep"),
        ("plan.signed", mel, rita, "manager"),
    ]


def test_whoever_wrote_on_an_older_version_learns_of_the_newer_one(cast, as_):
    an_agreement(cast)
    answer = save(as_(cast.rita), cast.rita, after="0")
    assert answer.status_code == 422
    assert "Somebody has written another version meanwhile." in words(answer)
    assert Agreement.objects.count() == 1


def test_an_older_version_cannot_be_signed(cast, as_):
    an_agreement(cast, signed=False)
    save(as_(cast.mel), cast.rita, after="1")
    answer = as_(cast.rita).post(address("sign_plan", cast.rita), {"version": 1}, follow=True)
    assert "Somebody has written another version meanwhile." in words(answer)
    assert not Agreement.objects.filter(signed_by_rep_at__isnull=False).exists()


def test_nobody_signs_twice_or_for_the_other(cast, as_):
    an_agreement(cast, signed=False)
    sign(as_(cast.rita), cast.rita, 1)
    row = Agreement.objects.get()
    assert row.signed_by_rep_at
    assert row.signed_by_manager_at is None
    answer = as_(cast.rita).post(address("sign_plan", cast.rita), {"version": 1}, follow=True)
    assert "It is signed already." in words(answer)
    assert "Sign version" not in words(as_(cast.rita).get(address("plan", cast.rita)))
    assert "Sign version 1" in words(as_(cast.mel).get(address("plan", cast.rita)))


def test_another_manager_has_no_part_in_it(cast, as_):
    an_agreement(cast, signed=False)
    for client in (as_(cast.olga), as_(cast.pat), as_(cast.tess)):
        assert client.get(address("plan", cast.rita)).status_code == 404
        assert sign(client, cast.rita, 1).status_code == 404
        assert save(client, cast.rita, after="1").status_code == 404


def test_a_former_manager_loses_it_with_the_team(cast, as_):
    an_agreement(cast)
    Membership.objects.filter(person=cast.mel).update(until=timezone.localdate())
    assert as_(cast.mel).get(address("plan", cast.rita)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("begins_on", "", "Say from which day."),
        ("begins_on", "31.12.2026", "This is no day."),
        ("ends_on", "2020-01-01", "before it begins"),
        ("ends_on", "2190-01-01", "days at most"),
        ("quota", "-1", "It cannot be under 0."),
        ("quota", "many", "This is no number."),
        ("quota", "NaN", "This is no number."),
        ("currency", "EURO", "3 characters"),
        ("currency", "12a", "three letters"),
        ("month_0", "-1", "It cannot be under 0."),
        ("month_0", "99999", "At most 10000 fit here."),
        ("month_0", "1.25", "One digit after the point is enough."),
        ("contacts_a_day", "501", "At most 500 fit here."),
        ("working_days", "400", "There are 400 working days in 91 days."),
    ],
)
def test_what_cannot_be_agreed_is_named_with_what_to_do(cast, as_, field, value, says):
    answer = save(as_(cast.mel), cast.rita, **{field: value})
    assert answer.status_code == 422
    assert says in words(answer)
    assert not Agreement.objects.exists()


def test_the_form_begins_with_the_version_before(cast, as_):
    an_agreement(cast)
    page = as_(cast.rita).get(address("new_plan", cast.rita)).content.decode()
    assert 'name="after" value="1"' in page
    assert 'name="month_3" value="4"' in page
    assert "Keep as version 2" in page


def test_the_first_form_offers_the_steps_of_the_process_and_the_quarter(cast, as_):
    page = as_(cast.rita).get(address("new_plan", cast.rita)).content.decode()
    assert STAGES[0].seller_step in page
    assert quarter(timezone.localdate())[0].isoformat() in page


def test_the_form_stands_anything(cast, as_):
    names = [*AgreementForm.names(STAGES), "csrf"]
    throw(as_(cast.mel), address("save_plan", cast.rita), names, keep=sent())
    throw(as_(cast.mel), address("sign_plan", cast.rita), ["version"])
    throw(as_(cast.mel), address("pipeline", cast.rita), ["as", "view"], method="get")


def test_a_version_that_cannot_be_read_any_more_agrees_on_nothing(cast, as_):
    row = an_agreement(cast)
    Agreement.objects.filter(pk=row.pk).update(body={"version": 99})
    assert as_(cast.rita).get(address("plan", cast.rita)).status_code == 200
    row.refresh_from_db()
    assert steps_of(row) == Steps()


@pytest.mark.parametrize(
    ("target", "words_"),
    [
        (Target(4, Per.MONTH), "4 a month"),
        (Target(2.5, Per.DAY), "2.5 a working day"),
        (Target(30, Per.PERIOD), "30 in all"),
        (Target(0.6, unit=Unit.SHARE), "60 % of those that entered"),
        (None, ""),
    ],
)
def test_a_target_in_words(target, words_):
    assert target_words(target) == words_


@given(st.floats(0, 1000), st.sampled_from(list(Per)))
def test_a_target_of_a_day_adds_up_to_what_was_agreed(amount, per):
    days = 60
    daily = a_day(Target(amount, per), days)
    assert daily is not None
    spans = {Per.DAY: 1, Per.WEEK: 5, Per.MONTH: 365.25 / 12 * 5 / 7, Per.PERIOD: days}
    assert daily * spans[per] == pytest.approx(amount)


def test_stated_working_days_are_shared_out_over_the_time():
    row = Agreement(begins_on=date(2026, 1, 1), ends_on=date(2026, 3, 31), working_days=32)
    assert working_days(row) == 32
    assert working_days(row, last=date(2026, 2, 14)) == 16
    row.working_days = 0
    assert working_days(row) == 64
    assert working_days(row, last=date(2025, 12, 1)) == 0


def test_changes_name_what_is_worded_anew():
    one, other = (
        Agreement(
            quota=quota,
            begins_on=date(2026, 1, 1),
            ends_on=date(2026, 3, 31),
            body=Steps((Step("proposal", "Proposal", does, Target(4, Per.MONTH)),)).as_dict(),
        )
        for quota, does in ((None, "sent"), (100, "gone through together"))
    )
    assert changes(one, other) == ["Quota: 100, before none", "Proposal: done when is worded anew"]

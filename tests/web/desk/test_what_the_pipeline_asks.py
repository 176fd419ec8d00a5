"""What the diagnosis of a pipeline asks stands first on the manager's desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ridealong.process.diagnosis import Fact, Flag, Hypothesis, Leaning, Rule
from ridealong.web.desk.talks import talks
from ridealong.web.desk.team import Team
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Diagnosis
from ridealong.web.pipeline.shapes.found import body_of

pytestmark = pytest.mark.django_db


def found(person, days=9, state=Diagnosis.State.OPEN):
    flag = Flag(
        rule=Rule.STAGE_FULL,
        seller=str(person.pk),
        stage="proposal",
        facts=(
            Fact(key="open", value=11),
            Fact(key="usual_peers", value=5, low=3, high=7),
        ),
        hypotheses=(Hypothesis(key="stay-more"), Hypothesis(key="keeping", leaning=Leaning.FOR)),
        ask=Rule.STAGE_FULL.value,
        p=0.001,
        chance=0.07,
        may_be_chance=True,
    )
    today = timezone.localdate()
    return Diagnosis.objects.create(
        person=person,
        rule=flag.rule.value,
        stage=flag.stage,
        found_on=today - timedelta(days=days),
        seen_on=today,
        body=body_of(flag),
        state=state,
    )


def test_it_says_what_stands_out_what_could_explain_it_and_asks(as_, cast):
    found(cast.rita)
    text = as_(cast.mel).get("/").content.decode()
    assert "on the deals that stand in Proposal" in text
    assert "11 deals stand in Proposal where 3 to 7 is usual." in text
    assert "This may be chance." in text
    assert "Deals may stay there longer." in text
    assert f'href="/pipeline/{cast.rita.pk}/"' in text


def test_what_was_taken_or_put_off_is_not_asked_again(cast):
    row = found(cast.rita)
    for state in (Diagnosis.State.TAKEN, Diagnosis.State.PUT_OFF, Diagnosis.State.OVER):
        Diagnosis.objects.filter(pk=row.pk).update(state=state)
        assert "proposal" not in str([t.on for t in talks(Team(viewer_of(cast.mel)))]).lower()


def test_another_manager_sees_nothing_of_it(cast):
    found(cast.rita)
    assert Team(viewer_of(cast.olga)).findings == {}
    assert Team(viewer_of(cast.mel)).findings.keys() == {cast.rita.pk}

"""Which version is in use, also where nobody has ever looked, and under which a deal is run."""

import os
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

import desk_steps
from desks import Desk, database_for
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey
from ridealong.web.audit.models import Entry
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.frameworks import drafting, editing, publishing
from ridealong.web.pipeline.frameworks.using import in_use, of, of_all, parsed
from ridealong.web.pipeline.models import Deal, Framework


@pytest.mark.parametrize("journey", list(Journey), ids=str)
def test_the_shipped_process_becomes_version_1_on_first_use(journey, db):
    row = in_use(journey)
    assert (row.version, row.state, row.by) == (1, "published", None)
    assert parsed(row) == default(journey)
    assert in_use(journey).pk == row.pk
    assert Entry.objects.filter(action="framework.published").count() == 1


def test_many_who_come_first_at_once_get_the_same_version(tmp_path):
    """And as many drafts that are begun at once get versions of their own."""
    desk = Desk(tmp_path, database_for(f"process_{os.getpid()}"))
    desk.does(desk_steps.people)
    used, drafts = desk.does(desk_steps.first_looks, 8)
    assert len(set(used)) == 1
    assert sorted(drafts) == list(range(2, 10))
    published = desk.rows("select count(*) from pipeline_framework where state = 'published'")
    assert published == [(1,)]


def test_a_deal_stays_under_its_version(cast, draft, django_assert_max_num_queries):
    """S4.82: what somebody decides for new deals changes no rule of a deal that is running."""
    before = in_use(Journey.SALES)
    deal = Deal.objects.create(name="Harbour Street", framework=before)
    fresh = Deal.objects.create(name="Fennick")
    publish(cast, draft, "Visit")
    assert of(deal).stages[0].label == "First meeting"
    assert of(fresh).stages[0].label == "Visit", "without a version, by the one in use"
    with django_assert_max_num_queries(2):
        both = of_all([before.pk, None])
    assert [both[pk].stages[0].label for pk in (before.pk, None)] == ["First meeting", "Visit"]


def test_versions_that_were_read_are_not_read_again(cast, django_assert_num_queries):
    row = in_use(Journey.SALES)
    of_all([row.pk])
    with django_assert_num_queries(1) as asked:
        of_all([row.pk])
    assert "body" not in asked.captured_queries[0]["sql"]


def test_a_database_holds_one_version_in_use(cast, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Framework.objects.filter(pk=draft.pk).update(state="published")


def publish(cast, draft, label):
    framework = parsed(draft)
    new = editing.with_stage(framework, replace(framework.stages[0], label=label))
    drafting.save(viewer_of(cast.mel), draft, new, drafting.fingerprint(draft.body))
    draft.refresh_from_db()
    publishing.publish(viewer_of(cast.lee), draft, "As we say it", drafting.fingerprint(draft.body))
    draft.refresh_from_db()


def test_the_body_of_a_version_is_what_the_library_writes(cast, draft):
    publish(cast, draft, "Visit")
    assert draft.state == "published"
    assert parsed(draft).stages[0].label == "Visit"

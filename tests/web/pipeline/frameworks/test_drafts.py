"""Drafts: who begins, changes, puts away and publishes them; nothing is overwritten or lost."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.model import Journey
from ridealong.process.framework.yaml import dump
from ridealong.web.audit.models import Entry
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.frameworks import drafting, editing, publishing
from ridealong.web.pipeline.frameworks.using import in_use, parsed
from ridealong.web.pipeline.models import Deal, Framework


def seen(draft):
    return drafting.fingerprint(Framework.objects.get(pk=draft.pk).body)


def renamed(draft, label):
    framework = parsed(draft)
    return editing.with_stage(framework, replace(framework.stages[0], label=label))


def test_a_draft_begins_as_the_version_stands_and_changes_nothing(cast, draft):
    used = in_use(Journey.SALES)
    assert (draft.version, draft.state) == (2, "draft")
    assert parsed(draft) == parsed(used)
    assert used.version == 1


@pytest.mark.parametrize("who", ["rita", "sam", "tess"])
def test_who_sells_or_serves_drafts_nothing(who, cast, draft):
    viewer = viewer_of(cast.people[who])
    with pytest.raises(PermissionDenied):
        drafting.begin(viewer, in_use(Journey.SALES))
    with pytest.raises(PermissionDenied):
        drafting.save(viewer, draft, renamed(draft, "x"), seen(draft))
    with pytest.raises(PermissionDenied):
        drafting.take_in(viewer, "name: x", "x.yaml")
    with pytest.raises(PermissionDenied):
        drafting.put_away(viewer, draft)


@pytest.mark.parametrize("who", ["rita", "mel", "sol"])
def test_only_leaders_and_administrators_put_it_to_use(who, cast, draft):
    with pytest.raises(PermissionDenied):
        publishing.publish(viewer_of(cast.people[who]), draft, "because", seen(draft))


def test_what_was_changed_by_whom_stands_in_the_record(cast, draft):
    drafting.save(viewer_of(cast.olga), draft, renamed(draft, "Visit"), seen(draft))
    entry = Entry.objects.filter(action="framework.changed").latest("id")
    assert (entry.actor, entry.details["changed"]) == (
        "Olga Reyes",
        ["changed: Stage “Visit”, Name"],
    )
    draft.refresh_from_db()
    assert draft.by == cast.olga


def test_saving_the_same_writes_nothing_down(cast, draft):
    drafting.save(viewer_of(cast.mel), draft, parsed(draft), seen(draft))
    assert not Entry.objects.filter(action="framework.changed").exists()


def test_who_is_slower_overwrites_nobody(cast, draft):
    began = seen(draft)
    drafting.save(viewer_of(cast.mel), draft, renamed(draft, "Visit"), began)
    with pytest.raises(ValidationError, match="has changed this draft"):
        drafting.save(viewer_of(cast.olga), draft, renamed(draft, "Talk"), began)
    draft.refresh_from_db()
    assert parsed(draft).stages[0].label == "Visit"


def test_a_version_that_was_published_is_never_changed(cast, draft):
    publishing.publish(viewer_of(cast.ada), draft, "The same again", seen(draft))
    for version in Framework.objects.exclude(state="draft"):
        with pytest.raises(ValidationError, match="no draft any more"):
            drafting.save(viewer_of(cast.mel), version, parsed(version), seen(version))
        with pytest.raises(ValidationError, match="no draft any more"):
            drafting.put_away(viewer_of(cast.mel), version)
        with pytest.raises(ValidationError, match="no draft any more"):
            publishing.publish(viewer_of(cast.lee), version, "again", seen(version))


def test_publishing_archives_the_one_before_and_says_what_changed(cast, draft):
    drafting.save(viewer_of(cast.mel), draft, renamed(draft, "Visit"), seen(draft))
    deal = Deal.objects.create(name="Ostler’s", framework=in_use(Journey.SALES))
    publishing.publish(viewer_of(cast.lee), draft, "We visit first.", seen(draft))
    states = dict(Framework.objects.filter(journey="sales").values_list("version", "state"))
    assert states == {1: "archived", 2: "published"}
    entry = Entry.objects.filter(action="framework.published").latest("id")
    assert (entry.actor, entry.why) == ("Lee Castellan", "We visit first.")
    assert entry.details["changed"] == ["changed: Stage “Visit”, Name"]
    deal.refresh_from_db()
    assert deal.framework
    assert deal.framework.version == 1


def test_what_lacks_a_side_is_not_put_to_use(cast, draft):
    framework = parsed(draft)
    first = framework.stages[0]
    assert first.gate
    lacking = replace(first, gate=replace(first.gate, seller=()))
    drafting.save(viewer_of(cast.mel), draft, editing.with_stage(framework, lacking), seen(draft))
    with pytest.raises(ValidationError, match="says nothing that we do"):
        publishing.publish(viewer_of(cast.lee), draft, "hurry", seen(draft))
    assert in_use(Journey.SALES).version == 1


def test_who_decides_has_read_what_they_decide(cast, draft):
    read = seen(draft)
    drafting.save(viewer_of(cast.mel), draft, renamed(draft, "Visit"), read)
    with pytest.raises(ValidationError, match="has been changed since you read it"):
        publishing.publish(viewer_of(cast.lee), draft, "fine", read)


def test_a_draft_that_is_put_away_stays(cast, draft):
    drafting.put_away(viewer_of(cast.olga), draft)
    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == ("archived", None)
    again = drafting.begin(viewer_of(cast.mel), draft)
    assert again.version == 3


def test_a_draft_keeps_to_its_journey(cast, draft):
    other = parsed(in_use(Journey.SERVICE))
    with pytest.raises(ValidationError, match="stays with its journey"):
        drafting.save(viewer_of(cast.mel), draft, other, seen(draft))


def test_a_file_becomes_a_draft(cast):
    text = dump(parsed(in_use(Journey.SERVICE))).replace("name: Service", "name: Care")
    row = drafting.take_in(viewer_of(cast.mel), text, "care.yaml")
    assert (row.journey, row.version, row.name, row.state) == ("service", 2, "Care", "draft")


def test_a_file_with_a_mistake_leaves_nothing(cast):
    before = Framework.objects.count()
    with pytest.raises(BadFramework, match="line 1"):
        drafting.take_in(viewer_of(cast.mel), "nmae: x", "x.yaml")
    assert Framework.objects.count() == before


def test_drafts_do_not_pile_up(cast, draft):
    for _ in range(19):
        drafting.begin(viewer_of(cast.mel), draft)
    with pytest.raises(ValidationError, match="20 drafts already"):
        drafting.begin(viewer_of(cast.mel), draft)


def test_a_stage_that_goes_takes_along_what_points_at_it(cast, draft):
    framework = editing.without_stage(parsed(draft), "proposal")
    drafting.save(viewer_of(cast.mel), draft, framework, seen(draft))
    draft.refresh_from_db()
    left = parsed(draft)
    assert "can_decide" not in {gate.key for gate in left.gates}
    assert all(q.unknown != "can_decide" for stage in left.stages for q in stage.questions)
    assert all(
        ours not in {"proposal", "can_decide"} for _m, steps in left.mapped for _s, ours in steps
    )

"""Who drafts the process, who puts it to use, and who reads which version."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from ridealong.process.framework.model import Journey
from ridealong.web.people import policy
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.frameworks import drafting
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import Framework

DRAFT = {"mel", "olga", "sol", "lee", "ada"}
PUBLISH = {"lee", "ada"}


def may(must, viewer):
    with suppress(PermissionDenied):
        must(viewer)
        return True
    return False


def test_whoever_leads_or_runs_the_desk_drafts(cast):
    for name, person in cast.people.items():
        viewer = viewer_of(person)
        assert policy.drafts_process(viewer) == (name in DRAFT), name
        assert may(policy.must_draft_process, viewer) == (name in DRAFT), name


def test_leaders_and_administrators_put_it_to_use(cast):
    for name, person in cast.people.items():
        viewer = viewer_of(person)
        assert policy.publishes_process(viewer) == (name in PUBLISH), name
        assert may(policy.must_publish_process, viewer) == (name in PUBLISH), name


@pytest.mark.parametrize("put_away", [False, True])
def test_a_draft_is_read_by_whoever_may_change_it(put_away, cast):
    used, mel = in_use(Journey.SALES), viewer_of(cast.mel)
    draft = drafting.begin(mel, used)
    if put_away:
        drafting.put_away(mel, draft)
    for name, person in cast.people.items():
        seen = Framework.objects.filter(policy.versions_seen(viewer_of(person)))
        want = {used.pk, draft.pk} if name in DRAFT else {used.pk}
        assert set(seen.values_list("pk", flat=True)) == want, name

"""The pages of the process, as everybody and as those who draft see them."""

import pytest

from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey
from ridealong.process.framework.yaml import load
from ridealong.web.audit.models import Entry
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import Framework


def test_everybody_reads_the_process_in_use(as_, cast):
    for person in cast.people.values():
        page = as_(person).get("/process/")
        assert page.status_code == 200, person
        text = page.content.decode()
        assert "A need is admitted" in text
        assert "Need behind it" in text
        assert ("Versions and drafts" in text) == (
            person.role in {"manager", "leader", "administrator"}
        )

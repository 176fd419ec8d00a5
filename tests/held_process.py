"""A process in its second year: three versions of sales, and a draft with something missing."""

import threading
from dataclasses import replace

from django.db import connections

from ridealong.process.framework.model import Journey, Question, UseCase
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks import drafting, editing, publishing
from ridealong.web.pipeline.frameworks.using import in_use, parsed


def changed(draft: models.Framework, by: Person) -> models.Framework:
    """A draft in which the first stage is called otherwise and asks one thing more."""
    framework = parsed(draft)
    first = framework.stages[0]
    asked = Question("own", "What did they show you on their floor?", (UseCase.POST_CALL,))
    renamed = replace(first, label="First visit", questions=(asked, *first.questions[1:]))
    new = editing.with_stage(framework, renamed)
    drafting.save(viewer_of(by), draft, new, drafting.fingerprint(draft.body))
    draft.refresh_from_db()
    return draft


def second_version() -> models.Framework:
    """Version 2 of sales, drafted by the first manager and put to use by the first leader."""
    manager = Person.objects.filter(role=Role.MANAGER).order_by("pk")[0]
    leader = Person.objects.filter(role=Role.LEADER).order_by("pk")[0]
    draft = changed(drafting.begin(viewer_of(manager), in_use(Journey.SALES)), manager)
    note = "The first visit asks for what is shown on the floor."
    publishing.publish(viewer_of(leader), draft, note, drafting.fingerprint(draft.body))
    draft.refresh_from_db()
    return draft


def unfinished() -> models.Framework:
    """A draft of version 3 in which a gate lacks our side and a question is closed."""
    manager = Person.objects.filter(role=Role.MANAGER).order_by("pk")[0]
    draft = drafting.begin(viewer_of(manager), in_use(Journey.SALES))
    framework = parsed(draft)
    second = framework.stages[1]
    assert second.gate
    closed = Question("closed", "Did they correct the summary?", (UseCase.DEAL,))
    lacking = replace(
        second, gate=replace(second.gate, seller=()), questions=(*second.questions, closed)
    )
    new = editing.moved_stage(editing.with_stage(framework, lacking), "proposal", -1)
    drafting.save(viewer_of(manager), draft, new, drafting.fingerprint(draft.body))
    draft.refresh_from_db()
    return draft


def at_once(count: int) -> list[list[int]]:
    """Numbers of the version in use and of the drafts, as threads get them that all come first."""
    used: list[int] = []
    drafts: list[int] = []
    start = threading.Barrier(count)
    viewer = viewer_of(Person.objects.filter(role=Role.MANAGER).order_by("pk")[0])

    def come() -> None:
        start.wait()
        row = in_use(Journey.SALES)
        used.append(row.pk)
        drafts.append(drafting.begin(viewer, row).version)
        connections.close_all()

    people = [threading.Thread(target=come) for _ in range(count)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return [used, drafts]

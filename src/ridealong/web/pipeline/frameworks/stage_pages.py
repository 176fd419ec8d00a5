"""The structured forms of a draft: its stages, one stage, skills, questions for any stage."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ridealong.process.framework.known import behaviours, finds
from ridealong.process.framework.model import Framework, Side, Stage
from ridealong.process.framework.read import MOST_IN_LIBRARY, MOST_SKILLS
from ridealong.report.words import _
from ridealong.web.people.access import DRAFTERS, Signed, access
from ridealong.web.people.pages.doing import done, refuse, said
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks import editing
from ridealong.web.pipeline.frameworks.draft_pages import BOTH, opened, page
from ridealong.web.pipeline.frameworks.drafting import save
from ridealong.web.pipeline.frameworks.fields import Do, rows_of
from ridealong.web.pipeline.frameworks.forms import NameForm, Seen, SkillRow
from ridealong.web.pipeline.frameworks.stage_editor import (
    StageEditor,
    question_rows,
    questions_of,
    skills_of,
)


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_edit(request: Signed, version: int) -> HttpResponse:
    """The stages of a draft in their order, and its name."""
    draft, framework, seen = opened(version)
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, initial={"name": framework.name, "seen": seen})
    if data is not None and done(form, lambda: _rename(request, draft, framework, form)):
        return said(request, _("Saved."), "process_edit", draft.pk)
    return page(request, "edit", draft, framework, {"form": form, "seen": seen})


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_add_stage(request: Signed, version: int) -> HttpResponse:
    """A further stage, behind the last."""
    draft, framework, seen = opened(version)
    return _stage(request, draft, StageEditor(framework, None, seen, _sent(request)))


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_stage(request: Signed, version: int, stage: str) -> HttpResponse:
    """One stage: what either side does, the gate, the questions."""
    draft, framework, seen = opened(version)
    held = _held(framework, stage)
    return _stage(request, draft, StageEditor(framework, held, seen, _sent(request)))


@access(DRAFTERS)
@require_POST
def process_move_stage(request: Signed, version: int, stage: str) -> HttpResponse:
    """One stage a place earlier or later."""
    by = -1 if request.POST.get("do") == "up" else 1
    return _change(request, version, stage, lambda f: editing.moved_stage(f, stage, by))


@access(DRAFTERS)
@require_POST
def process_remove_stage(request: Signed, version: int, stage: str) -> HttpResponse:
    """One stage less."""
    return _change(request, version, stage, lambda f: editing.without_stage(f, stage))


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_skills(request: Signed, version: int) -> HttpResponse:
    """The skills, and in what they show."""
    draft, framework, seen = opened(version)
    sent, do = _sent(request), _do(request)
    held = [{"key": s.key, "says": s.label, "behaviours": s.behaviours} for s in framework.skills]
    rows = rows_of(SkillRow, MOST_SKILLS, held, prefix="skills", data=sent)
    form = Seen(sent, initial={"seen": seen})
    if sent is not None and rows.is_valid():
        new = editing.with_skills(framework, skills_of(rows.told(do)))
        if done(form, lambda: save(request.viewer, draft, new, form.cleaned_data["seen"])):
            return _again(request, do, "process_skills", draft.pk)
    told = {"form": form, "rows": rows, "known": behaviours()}
    return page(request, "skills", draft, framework, told)


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_library(request: Signed, version: int) -> HttpResponse:
    """The questions for any stage, with room for one's own."""
    draft, framework, seen = opened(version)
    sent, do = _sent(request), _do(request)
    rows = question_rows(framework, framework.questions, MOST_IN_LIBRARY, sent)
    form = Seen(sent, initial={"seen": seen})
    if sent is not None and rows.is_valid():
        taken = {q.key for stage in framework.stages for q in stage.questions}
        new = editing.with_library(framework, questions_of(rows.told(do), taken))
        if done(form, lambda: save(request.viewer, draft, new, form.cleaned_data["seen"])):
            return _again(request, do, "process_library", draft.pk)
    return page(request, "library", draft, framework, {"form": form, "rows": rows})


def _stage(request: Signed, draft: models.Framework, editor: StageEditor) -> HttpResponse:
    do, kept = _do(request), []

    def change() -> None:
        kept.append(editor.told(do))
        new = editing.with_stage(editor.framework, kept[0])
        save(request.viewer, draft, new, editor.form.cleaned_data["seen"])

    if request.method == "POST" and editor.is_valid() and done(editor.form, change):
        return _again(request, do, "process_stage", draft.pk, kept[0].key)
    told = {
        "editor": editor,
        "customer_finds": finds(Side.CUSTOMER),
        "seller_finds": finds(Side.SELLER),
    }
    return page(request, "stage", draft, editor.framework, told)


def _change(
    request: Signed, version: int, stage: str, change: Callable[[Framework], Framework]
) -> HttpResponse:
    draft, framework, _now = opened(version)
    _held(framework, stage)
    form = Seen(request.POST)
    if not done(form, lambda: save(request.viewer, draft, change(framework), _seen(form))):
        return refuse(request, form, "process_edit", draft.pk)
    return redirect(reverse("process_edit", args=[draft.pk]) + "#stages")


def _seen(form: Seen) -> str:
    seen: str = form.cleaned_data["seen"]
    return seen


def _rename(request: Signed, draft: models.Framework, framework: Framework, form: NameForm) -> None:
    written = form.cleaned_data
    save(request.viewer, draft, replace(framework, name=written["name"]), written["seen"])


def _again(request: Signed, do: Do, to: str, *where: object) -> HttpResponse:
    """Back to the form, to the rows in which something was moved."""
    if do.what == "save":
        return said(request, _("Saved."), to, *where)
    return redirect(f"{reverse(to, args=where)}#{do.rows}")


def _held(framework: Framework, key: str) -> Stage:
    stage = framework.stage(key)
    if stage is None:
        raise Http404
    return stage


def _sent(request: Signed) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _do(request: Signed) -> Do:
    return Do.of(request.POST.get("do", ""))

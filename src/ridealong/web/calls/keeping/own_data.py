"""What somebody takes along of what is theirs: everything the desk keeps about them, as files.

JSON for programs, and each of their talks as native JSON and as vCon, which other systems read. A
call that waits for consent is named and left out: nobody reads it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import models
from django.db.models import Q

from ridealong.report import SourceInfo, render_json
from ridealong.web.audit.models import Entry
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Analysis, Call, Transcript
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action, comments_for, may, sees_analysis
from ridealong.web.people.viewer import Viewer
from ridealong.writers import native, vcon

_NEVER = frozenset(
    {
        "password",
        "token",
        "native",
        "result",
        "sound",
        "last_login",
        "session_key",
    }
)
type File = tuple[str, bytes]


def take_along(viewer: Viewer) -> Iterator[File]:
    """Everything about a person, one file after another; writes down that they took it.

    What is read while it is sent is as it stands at that moment.
    """
    record(viewer.person, "person.exported", viewer.person, about=viewer.person)
    return _files(viewer)


def _files(viewer: Viewer) -> Iterator[File]:
    person = viewer.person
    yield "person.json", _json(_row(person) | {"aliases": _rows(person.aliases.all())})
    for name, rows in _own_rows(person).items():
        yield f"{name}.json", _json(_rows(rows))
    for note in person.voice_notes.iterator():
        yield f"voice-notes/{note.call_id}.{note.form}", bytes(note.sound)
    yield "record.json", _json(_rows(_entries(person)))
    left_out: list[dict[str, Any]] = []
    for call in _own_calls(viewer):
        if may(viewer, Action.EXPORT, call):
            yield from _call_files(viewer, call)
        else:
            left_out.append({"number": call.pk, "why": "waits for consent"})
    yield "left-out.json", _json(left_out)


def _own_rows(person: Person) -> Mapping[str, Iterable[models.Model]]:
    """What a person has written, granted, brought in, or been shown."""
    return {
        "memberships": person.memberships.select_related("team"),
        "grants-given": person.granted.all(),
        "grants-received": person.granted_to_me.all(),
        "comments": person.comments.all(),
        "debriefs": person.debriefs.all(),
        "voice-notes": person.voice_notes.defer("sound"),
        "role-plays": person.role_plays.all(),
        "moments-shown-to-me": person.moments.all(),
        "corrections": _made_by(person, "Correction"),
        "consents-written-down": _made_by(person, "Consent", "recorded_by"),
        "moments-shown": _made_by(person, "SharedMoment"),
        "saved-views": person.views.all(),
        "imports": person.imports.all(),
        "sessions": UserSession.objects.filter(user=person),
    }


def _made_by(person: Person, model: str, field: str = "by") -> Iterable[models.Model]:
    rows: models.QuerySet[models.Model] = Call._meta.apps.get_model("calls", model).objects.all()
    return rows.filter(**{field: person})


def _entries(person: Person) -> Iterable[Entry]:
    return Entry.objects.filter(Q(actor_id=person.pk) | Q(about_id=person.pk)).iterator()


def _own_calls(viewer: Viewer) -> Iterator[Call]:
    """Their own talks one by one, so that none of them waits in memory for the others."""
    mine = Q(owner=viewer.id) | Q(coach=viewer.id)
    rows = Call.objects.select_related("owner", "coach", "team", "customer")
    for pk in list(Call.objects.filter(mine).order_by("pk").values_list("pk", flat=True)):
        if (call := rows.filter(pk=pk).first()) is not None:
            yield call


def _call_files(viewer: Viewer, call: Call) -> Iterator[File]:
    transcript = Transcript.objects.filter(pk=call.pk).first()
    if transcript is None:
        return
    folder = f"calls/{call.started_at:%Y-%m-%d}-{call.pk}"
    conversation = transcript.conversation()
    comments = comments_for(viewer, call, call.comments.all())
    row = _row(call) | {
        "participants": _rows(call.participants.all()),
        "consents": _rows(call.consents.all()),
        "corrections": _rows(call.corrections.all()),
        "comments": _rows(comments),
        "figures": _rows(call.figures.all()),
    }
    yield f"{folder}/call.json", _json(row)
    yield f"{folder}/transcript.json", native.write([conversation])
    yield f"{folder}/transcript.vcon", vcon.write([conversation])
    work = Analysis.objects.filter(pk=call.pk, result__isnull=False).first()
    if work is not None and sees_analysis(viewer, call, getattr(call, "debrief", None)):
        source = SourceInfo(call.source_name, call.source_format, call.source_sha256)
        said = render_json(stored.unpack(work.packed, conversation), source)
        yield f"{folder}/analysis.json", said.encode("utf-8", "replace")


def _rows(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: models.Model) -> dict[str, Any]:
    """A row by the names of its fields; what points elsewhere is named as well as numbered."""
    told: dict[str, Any] = {"number": row.pk}
    for field in row._meta.concrete_fields:
        if field.name in _NEVER or field.primary_key:
            continue
        told[field.name] = getattr(row, field.attname)
        if field.is_relation and (other := row._state.fields_cache.get(field.name)):
            told[f"{field.name}_name"] = str(other)
    return told


def _json(value: object) -> bytes:
    text = json.dumps(value, default=_plain, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)

"""Analyse one call: take its lease, hear, look, and write everything down in one transaction."""

import hashlib
import time
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache

from django.db import transaction
from django.utils import timezone

from ridealong import __version__
from ridealong.analysis import Analysis as Said
from ridealong.analysis import analyse
from ridealong.analysis.model import Norm
from ridealong.analysis.norms import load_norms
from ridealong.conversation import Conversation
from ridealong.errors import UsageError
from ridealong.language import Tagger, Tagging
from ridealong.language.corrections import Correction, corrected, overridden
from ridealong.settings import settings
from ridealong.web.calls.analysing import figures, stored
from ridealong.web.calls.analysing.told import new_word
from ridealong.web.calls.lists import index
from ridealong.web.calls.models import Analysis, Call, CallMeasure, CallMove
from ridealong.web.jobs import lease
from ridealong.web.jobs.lease import State
from ridealong.web.jobs.signs import note_pace
from ridealong.web.people.models import Organisation

PACE = "analysis"
"""Under which name it is remembered how long a turn takes."""


def analyse_call(pk: int) -> bool:
    """Analyse a call if nobody else does; True where this came to an end.

    A worker may be killed anywhere in here: nothing is written before the end, and then all of it.
    """
    work = lease.take(Analysis, pk)
    if work is None:
        return False
    with lease.held(work):
        began = time.monotonic()
        call = Call.objects.select_related("transcript").get(pk=pk)
        spoken = call.transcript.conversation()
        (by_model,) = tagger().tag([spoken])
        conversation = with_corrections(call, spoken)
        said = _said(conversation, by_model)
        with transaction.atomic():
            hold(pk)
            lease.renew(work)  # from here on no correction comes in between
            newest = with_corrections(call, spoken)
            if newest != conversation:
                said = _said(newest, by_model)
            lease.finish(work, fingerprint=fingerprint(), result=stored.pack(said, by_model))
            write_down(call, said)
        note_pace(PACE, len(spoken.turns), time.monotonic() - began)
    return work.state == State.DONE


def hold(pk: int) -> None:
    """Hold a call's row until the transaction ends; whoever changes a call takes it first of all.

    Were one to take the analysis first and another the call, each would wait for the other.
    """
    list(Call.objects.select_for_update(of=("self",)).filter(pk=pk).values_list("pk", flat=True))


def _said(conversation: Conversation, by_model: Tagging) -> Said:
    return analyse(conversation, norms(), tagging=overridden(conversation, by_model))


def look_again(call: Call, work: Analysis) -> Said:
    """Analyse anew after a correction, from what the tagger said at the time; takes no tagging.

    Call it inside a transaction, after the correction was written.
    """
    hold(call.pk)
    work = Analysis.objects.select_for_update().get(pk=work.pk)  # a worker may just have ended
    conversation = with_corrections(call, call.transcript.conversation())
    by_model = stored.by_model(work.packed)
    said = _said(conversation, by_model)
    Analysis.objects.filter(pk=work.pk).update(result=stored.pack(said, by_model))
    write_down(call, said)
    return said


def write_down(call: Call, said: Said) -> None:
    """Write what lists and desks ask for beside the analysis itself."""
    CallMove.objects.filter(call=call).delete()
    CallMove.objects.bulk_create(figures.move_counts(call, said))
    CallMeasure.objects.filter(call=call).delete()
    CallMeasure.objects.bulk_create(figures.followed(call, said))
    index.put(call, said.conversation)
    now = timezone.now()
    call.gates = figures.gates_passed(said)
    held = Call.objects.select_for_update().only("ready_at", "manager_from").get(pk=call.pk)
    call.ready_at, call.manager_from = held.ready_at, held.manager_from
    if call.ready_at is None:
        call.ready_at = now
        call.manager_from = call.manager_from or manager_from(call, now)
    call.save(update_fields=["gates", "ready_at", "manager_from"])
    new_word.send(Call, call=call, said=said)


def manager_from(call: Call, ready: datetime) -> datetime | None:
    """From when whoever leads the team sees a call that was analysed just now."""
    from ridealong.web.calls.models.call import OF_A_TEAM  # noqa: PLC0415

    if call.kind not in OF_A_TEAM:
        return None
    return ready + timedelta(hours=Organisation.get().manager_after_h)


def with_corrections(call: Call, conversation: Conversation) -> Conversation:
    """The conversation with what people have corrected in it.

    What this version cannot apply, such as a move that is gone, is kept and does nothing.
    """
    for c in call.corrections.select_related("by"):
        with suppress(UsageError):
            said = Correction(c.turn, c.move, c.holds, c.by.name if c.by else None)
            conversation = corrected(conversation, said)
    return conversation


@cache
def tagger() -> Tagger:
    """The tagger that the settings ask for; loaded once a process."""
    from ridealong.language import taggers  # noqa: PLC0415  # slow to load

    chosen = settings()
    if chosen.tagger == "llm":
        from ridealong.language.llm import llm_tagger  # noqa: PLC0415  # an extra

        return llm_tagger(chosen)
    return taggers.fast() if chosen.tagger == "fast" else taggers.default()


@cache
def norms() -> tuple[Norm, ...] | None:
    """The norms that the settings name; None for those that come with us."""
    path = settings().norms
    return load_norms(path) if path else None


@cache
def fingerprint() -> str:
    """Of everything that an analysis is made by: models, norms, this version."""
    parts = (__version__, tagger().name, repr(norms() or load_norms(None)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

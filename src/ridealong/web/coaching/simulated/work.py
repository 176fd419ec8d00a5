"""Hear a role-play that has ended, with the tagger that hears calls; into no list, no figure."""

from django.db import transaction

from ridealong.analysis import analyse
from ridealong.coaching import roleplay
from ridealong.coaching.roleplay import personas
from ridealong.language.corrections import overridden
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.analysing.work import norms, tagger
from ridealong.web.coaching.models import RolePlay, RolePlayHeard
from ridealong.web.jobs import lease
from ridealong.web.jobs.lease import State


def hear(pk: int) -> bool:
    """Hear one if nobody else does; True where this came to an end."""
    work = lease.take(RolePlayHeard, pk)
    if work is None:
        return False
    with lease.held(work):
        play = RolePlay.objects.select_related("person").get(pk=pk)
        talk = roleplay.conversation(
            personas()[play.persona], [(s, w) for s, w in play.turns], play.person.short
        )
        (by_model,) = tagger().tag([talk])
        said = analyse(talk, norms(), tagging=overridden(talk, by_model))
        with transaction.atomic():
            lease.finish(work, result=stored.pack(said, by_model))
    return work.state == State.DONE

"""Clear away what nobody needs any more: tasks that are over, sessions and signs that ran out."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from ridealong.web.jobs.models import WorkerSeen
from ridealong.web.jobs.sweep import prune

FORGET = timedelta(days=2)


def tidy() -> None:
    """Clear away."""
    prune()
    Session.objects.filter(expire_date__lt=Now()).delete()
    WorkerSeen.objects.filter(seen_at__lt=Now() - FORGET).delete()

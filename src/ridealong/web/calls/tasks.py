"""What the workers do for calls: each task may run twice and comes to the same end."""

from django.tasks import task

from ridealong.web.calls.analysing.work import analyse_call


@task()
def analyse(call: int) -> None:
    """Analyse one call."""
    analyse_call(call)

"""What the workers do for coaching: each task may run twice and comes to the same end."""

from django.tasks import task

from ridealong.web.coaching.simulated.work import hear


@task()
def hear_role_play(play: int) -> None:
    """Hear one role-play."""
    hear(play)

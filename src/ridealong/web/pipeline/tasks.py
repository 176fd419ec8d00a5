"""What the workers do for the pipeline: each task may run twice and comes to the same end."""

from django.tasks import task

from ridealong.web.pipeline.incoming.work import load


@task()
def load_sheet(work: int) -> None:
    """Take one sheet of a CRM in."""
    load(work)

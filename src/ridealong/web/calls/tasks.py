"""What the workers do for calls: each task may run twice and comes to the same end."""

from django.tasks import task

from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming.reading import read_item


@task()
def analyse(call: int) -> None:
    """Analyse one call."""
    analyse_call(call)


@task()
def read_file(item: int) -> None:
    """Read one file of an import, and have done what it brings."""
    then = read_item(item)
    for call in then.calls:
        analyse.enqueue(call)
    for file in then.files:
        read_file.enqueue(file)

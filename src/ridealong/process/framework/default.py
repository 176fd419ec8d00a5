"""The frameworks that come with Ridealong: a sales and a service journey in the same language."""

from functools import cache
from importlib.resources import files

from ridealong.process.framework.model import Framework, Journey
from ridealong.process.framework.yaml import load


@cache
def default(journey: Journey) -> Framework:
    """The framework with which an organisation begins, before it makes one of its own.

    >>> [stage.key for stage in default(Journey.SALES).stages]
    ['first-meeting', 'needs-review', 'solution-agreed', 'proposal', 'decision']
    """
    name = f"{journey.value}.yaml"
    return load((files(__package__) / name).read_text(encoding="utf-8"), name)

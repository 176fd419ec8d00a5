"""The desk of a service agent: a salesperson's in the same words, with what matters in service.

Neither the length of a call nor the number of calls is looked at anywhere in it.
"""

from ridealong.conversation import Kind
from ridealong.web.desk.own import OwnDesk, own_desk
from ridealong.web.people.viewer import Viewer

TEMPLATE = "desk/own.html"


def desk(viewer: Viewer) -> OwnDesk:
    """The agent's desk."""
    return own_desk(viewer, Kind.SERVICE)

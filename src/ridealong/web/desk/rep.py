"""The desk of a salesperson: what to look back on, two points, one's own trend, what comes next."""

from ridealong.conversation import Kind
from ridealong.web.desk.own import OwnDesk, own_desk
from ridealong.web.people.viewer import Viewer

TEMPLATE = "desk/own.html"


def desk(viewer: Viewer) -> OwnDesk:
    """The salesperson's desk."""
    return own_desk(viewer, Kind.SALES)

"""Views that somebody keeps: the filters of a list under a name, for themselves alone."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import SavedView
from ridealong.web.people.viewer import Viewer

MOST = 30
_NAME = SavedView._meta.get_field("name").max_length or 60
_QUERY = SavedView._meta.get_field("query").max_length or 1000


def save(viewer: Viewer, name: str, query: str) -> SavedView:
    """Keep filters under a name.

    Raises:
        ValidationError: the name is empty, too long or taken; or there are too many already.
    """
    if len(query) > _QUERY:
        raise ValidationError(_("These filters are too long to be kept; search for less."))
    if SavedView.objects.filter(person=viewer.person).count() >= MOST:
        raise ValidationError(_("You keep {n} views already; delete one before.").format(n=MOST))
    return _write(viewer, SavedView(person=viewer.person, query=query), name, "view.saved")


def rename(viewer: Viewer, view: SavedView, name: str) -> SavedView:
    """Give a view another name.

    Raises:
        ValidationError: the name is empty, too long or taken.
    """
    return _write(viewer, view, name, "view.renamed")


def delete(viewer: Viewer, view: SavedView) -> None:
    """Keep a view no longer; the calls stay as they are."""
    with transaction.atomic():
        record(viewer.person, "view.deleted", view, about=viewer.person)
        view.delete()


def _write(viewer: Viewer, view: SavedView, name: str, action: str) -> SavedView:
    view.name = _named(name)
    try:
        with transaction.atomic():
            view.save()
            record(viewer.person, action, view, about=viewer.person)
    except IntegrityError:
        says = _("You keep a view “{name}” already; take another name.")
        raise ValidationError(says.format(name=view.name)) from None
    return view


def _named(name: str) -> str:
    clean = " ".join(name.replace("\0", "").split())
    if not clean:
        raise ValidationError(_("Give the view a name."))
    if len(clean) > _NAME:
        says = _("A name has at most {n} characters.")
        raise ValidationError(says.format(n=_NAME))
    return clean

"""Everything that the page of a list shows, out of what stands in its address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from ridealong.report.words import _
from ridealong.web.calls.lists.choices import Choices, choices
from ridealong.web.calls.lists.filters import Filters, Reading
from ridealong.web.calls.lists.newest import Key
from ridealong.web.calls.lists.pages import Page, Results, list_page, results_page
from ridealong.web.calls.lists.query import Query, parse
from ridealong.web.calls.models import SavedView
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Shown:
    """A list, or what a search found, with all around it."""

    filters: Filters
    offered: Choices
    wrong: tuple[str, ...]
    after: Key | None
    views: tuple[SavedView, ...]
    query: Query
    page: Page | None
    """None where something is searched for."""
    results: Results | None

    @property
    def text(self) -> str:
        """The filters as they stand in an address."""
        return self.filters.text()

    @property
    def address(self) -> str:
        """Of this page."""
        after = f"after={self.after.text}" if self.after else ""
        return listed_at("&".join(filter(None, (self.text, after))))

    @property
    def view(self) -> SavedView | None:
        """The kept view that has these filters."""
        return next((v for v in self.views if v.query == self.text), None)

    @property
    def title(self) -> str:
        """What the page is called."""
        if self.view:
            return self.view.name
        typed = self.filters.q
        if not typed:
            return _("Calls")
        return typed if '"' in typed else _("“{words}”").format(words=typed)

    @property
    def next(self) -> str:
        """The address of the next page; empty on the last."""
        key = (self.page or self.results or Page(())).next
        return listed_at("&".join(filter(None, (self.text, f"after={key}")))) if key else ""

    @property
    def bare(self) -> bool:
        """Whether there is nothing to see although nothing is asked."""
        return self.page is not None and not (self.page.rows or self.text or self.after)


def shown(viewer: Viewer, given: Mapping[str, str]) -> Shown:
    """What a page shows."""
    offered = choices(viewer)
    reading = Reading(viewer, offered)
    filters, after = reading.read(given), reading.after(given)
    query = parse(filters.q)
    searched = bool(filters.q)
    return Shown(
        filters=filters,
        offered=offered,
        wrong=(*reading.wrong, *query.ignored),
        after=after,
        views=tuple(SavedView.objects.filter(person=viewer.person)),
        query=query,
        page=None if searched else list_page(viewer, filters, after),
        results=results_page(viewer, filters, query, offered, after) if searched else None,
    )


def clean(viewer: Viewer, text: str) -> str:
    """Filters as an address has them, without what makes no sense."""
    return Reading(viewer, choices(viewer)).read(QueryDict(text).dict()).text()


def listed_at(text: str) -> str:
    """The address of a list."""
    return f"{reverse('calls')}?{text}" if text else reverse("calls")

"""A draft that Mel began, and what a browser sends of a form that stands on a page."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from ridealong.process.framework.model import Journey
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.frameworks import drafting
from ridealong.web.pipeline.frameworks.using import in_use


@pytest.fixture
def draft(cast):
    return drafting.begin(viewer_of(cast.mel), in_use(Journey.SALES))


class _Form(HTMLParser):
    """Collects what a browser would send of the last form of a page."""

    def __init__(self):
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        name = a.get("name", "")
        if tag == "input" and name:
            if a.get("type") not in {"checkbox", "radio"} or "checked" in a:
                self.found.setdefault(name, []).append(a.get("value", "") or "")
        elif tag == "textarea":
            self.area = name
            self.found[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in a:
            self.found[self.select] = [a.get("value", "") or ""]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self.area][0] = self.found[self.area][0].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data):
        if self.area:
            self.found[self.area][0] += data


@pytest.fixture
def form_of():
    """`form_of(page)`: the fields of the page's own form as a browser would send them."""

    def fields(page) -> dict[str, list[str]]:
        html = page.content.decode()
        main = html[html.index("<main") :]
        form = next(
            f
            for f in re.findall(r"<form.*?</form>", main, re.DOTALL)
            if "action=" not in f.partition(">")[0]
        )
        parser = _Form()
        parser.feed(form)
        return {name: [unescape(v) for v in values] for name, values in parser.found.items()}

    return fields

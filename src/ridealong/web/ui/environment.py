"""The template engine of the pages: strict, escaping, with the report's parts at hand."""

from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ridealong.report.words import _, ngettext
from ridealong.web.ui import words


def environment(**options: Any) -> Environment:
    """As Django asks for it. Templates of `report/` are found beside our own."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("ridealong.report")])
    made = Environment(  # noqa: S701  # it escapes; the rule does not look into the mapping
        **{
            **options,
            "loader": loader,
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "undefined": StrictUndefined,
        }
    )
    made.globals |= {
        "_": _,
        "ngettext": ngettext,
        "static": static,
        "url": _address,
        "messages_of": get_messages,
    }
    made.filters |= {
        "day": words.day,
        "day_time": words.day_time,
        "long_day": words.long_day,
        "clock_time": words.clock_time,
        "when": words.when,
        "lasting": words.length_words,
        "count": words.count,
        "listing": words.listing,
        "whole": words.whole,
        "json_script": json_script,
    }
    return made


def _address(name: str, *parts: object, **named: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=parts or None, kwargs=named or None)

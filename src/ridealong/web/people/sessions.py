"""Where somebody is signed in, and how that ends."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.people.models import Person

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""In this order: most browsers name the others, too."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def live_sessions(person: Person) -> QuerySet[UserSession]:
    """The sessions that somebody has at present, the newest first."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=live)
    return found.order_by("-created_at", "-pk")


def end_sessions(person: Person, but: str = "") -> int:
    """Sign somebody out everywhere, except in the session with this key; says how often."""
    others = list(UserSession.objects.filter(user=person).exclude(session_key=but))
    for session in others:
        session.end()
    return len(others)


def browser_words(user_agent: str) -> str:
    """Which browser on what, as a person would say it.

    >>> browser_words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    >>> browser_words("curl/8")
    'Another program'
    """
    browser = next((says for sign, says in _BROWSERS if sign in user_agent), "")
    system = next((says for sign, says in _SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("{browser} on {system}").format(browser=browser, system=system)
    return browser or _("Another program")

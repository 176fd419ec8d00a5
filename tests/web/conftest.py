"""What the desk's tests share: the cast, a browser for each of them, static files in place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from cast import Cast, made
from ridealong.web.people.models import Person


@pytest.fixture(scope="session", autouse=True)
def _quick_and_complete(django_db_setup: None) -> None:
    """Passwords are hashed cheaply, and styles and scripts are where pages look for them."""
    from ridealong.web import boot

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT = Path(settings.STATIC_ROOT)
    boot.collect_static()


@pytest.fixture(autouse=True)
def _quick_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk hears with the linear model alone; how well it hears is no matter here."""
    monkeypatch.setenv("RIDEALONG_TAGGER", "fast")


@pytest.fixture
def cast(db: None) -> Cast:
    """Rita and her colleagues, each in their team."""
    return made()


@pytest.fixture
def as_(cast: Cast) -> Callable[[Person], Client]:
    """A signed-in browser without a screen: `as_(cast.rita).get("/")`."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in

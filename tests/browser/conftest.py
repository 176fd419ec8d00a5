"""What the browser tests of the desk share: a browser, desks that are served, pages as somebody."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desks import Browser, Desk, answers, database_for, free_port, until

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
SIZES = {"1440": (1440, 1000), "390": (390, 844)}


@dataclass
class Served:
    """A desk that answers on a port, with everybody's session by first name."""

    desk: Desk
    port: int
    answer: Any = None
    """What the step said that filled it."""
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def session(self, first_name: str) -> str:
        """The session of one of the cast; they sign in once."""
        if first_name not in self.sessions:
            browser = Browser(self.port)
            status, page = browser.sign_in(first_name)
            assert status == 200, page
            cookies = {c.name: c.value or "" for c in browser._jar}
            self.sessions[first_name] = cookies["sessionid"]
        return self.sessions[first_name]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests that share it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def spoken_to(chromium: Any) -> Iterator[Any]:
    """A browser with a microphone that hears a tone."""
    heard = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    started = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *heard]
    )
    yield started
    started.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Serve a desk that a step of `desk_steps.py` has filled: `serve(desk_steps.people)`.

    What is named as well are variables of its environment.
    """
    desks: list[Desk] = []

    def served(step: Callable[..., Any], *arguments: object, **variables: str) -> Served:
        folder = tmp_path_factory.mktemp("desk")
        desk = Desk(folder, database_for(f"browser_{folder.name.lower()}"))
        desks.append(desk)
        answer = desk.does(step, *arguments)
        port = free_port()
        desk.start("serve", "--port", str(port), "--no-worker", **variables)
        until(lambda: answers(port) == 200, seconds=60)
        return Served(desk, port, answer)

    yield served
    for desk in desks:
        desk.close()


@pytest.fixture
def open_as(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a page as one of the cast: `open_as(served, "rita", "/", "390", "dark")`.

    Fails on any message of the console, but for those with the words `noise`, and on any request to
    somebody else.
    """
    contexts: list[Any] = []
    said: list[str] = []
    asked: list[tuple[str, str]] = []

    def opened(
        served: Served,
        who: str,
        path: str = "/",
        size: str = "1440",
        scheme: str = "light",
        *,
        noise: str = "",
        **options: Any,
    ) -> Any:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        cookie = {"name": "sessionid", "value": served.session(who), "url": served.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.on(
            "console", lambda m: said.extend([m.text] if not noise or noise not in m.text else [])
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append((request.url, served.url)))
        page.goto(served.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert all(url.startswith((own, "data:")) for url, own in asked)

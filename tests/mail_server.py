"""A mail server of the tests' own, on this machine: what it takes can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from desks import free_port


@dataclass
class Letters:
    """What came in."""

    taken: list[EmailMessage] = field(default_factory=list)
    refuses: bool = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            return "554 No mail today"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        return "250 Taken"

    def text(self) -> str:
        """What the last letter says."""
        return str(self.taken[-1].get_content())


@contextmanager
def mail_server(settings: Any) -> Iterator[Letters]:
    """A server that the desk's settings name for as long as this lasts."""
    from ridealong.web.mail import mailers  # noqa: PLC0415  # after Django is set up

    letters, port = Letters(), free_port()
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = mailers(f"smtp://127.0.0.1:{port}")
    settings.MAILS = True
    try:
        yield letters
    finally:
        controller.stop()

"""The text of a message in a vCon: plain, HTML, or an e-mail of several parts."""

import html
import re

from ridealong.readers.fields import Node
from ridealong.readers.vcon_body import decoded

_TAG = re.compile(r"<[^<>]{0,2000}>")


def message(dialog: Node) -> str | None:
    """What was written; None where the vCon only says where it lies.

    Raises:
        Malformed: it is not encoded as it says.
    """
    content = decoded(dialog)
    if isinstance(content, bytes):
        content = content.decode("utf-8", "replace")
    if isinstance(content, dict):
        content = Node(content).text("text", "body", "content", "message")
    if not isinstance(content, str):
        return None
    mediatype = (dialog.text("mediatype", "mimetype") or "").lower()
    if mediatype.startswith(("multipart/", "message/")):
        return _of_mail(mediatype_header(dialog), content)
    return _without_tags(content) if mediatype.startswith("text/html") else content


def mediatype_header(dialog: Node) -> str:
    """The media type on one line, as a header takes it."""
    return " ".join((dialog.text("mediatype", "mimetype") or "").split())


def _of_mail(mediatype: str, content: str) -> str:
    """The first plain part, else the first HTML part without its tags."""
    from email import message_from_string, policy  # noqa: PLC0415  # few files need it

    whole = (
        content if mediatype.startswith("message/") else f"Content-Type: {mediatype}\n\n{content}"
    )
    mail = message_from_string(whole, policy=policy.compat32)
    for wanted in ("text/plain", "text/html"):
        for part in mail.walk():
            if part.get_content_type() == wanted:
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    text = payload.decode("utf-8", "replace")
                    return text if wanted == "text/plain" else _without_tags(text)
    return ""


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text))

"""The page's own content security policy: its one style and its one script, by hash, no more."""

from base64 import b64encode
from hashlib import sha256


def content_security_policy(styles: str, script: str) -> str:
    """A policy that allows exactly these two texts, and pictures that are written into the page.

    Args:
        styles: what stands between <style> and </style>, to the letter.
        script: what stands between <script> and </script>; empty for a page without one.
    """
    rules = ["default-src 'none'", f"style-src '{digest(styles)}'"]
    if script:
        rules.append(f"script-src '{digest(script)}'")
    return "; ".join((*rules, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def digest(text: str) -> str:
    """The hash of an inline text as a policy writes it: "sha256-…"."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()

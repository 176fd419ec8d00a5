"""Which database the desk uses: SQLite in its folder, or the one that an address names."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ridealong.errors import SettingError

_VARIABLE = "RIDEALONG_DATABASE_URL"
_WAIT_S = 10
"""For whoever else is writing, before it is said that the database is busy."""
_SQLITE_START = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;"
    "PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
)
"""Cache and mapping are per connection: 8 MB, and none. What is deleted is overwritten."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database.

    Args:
        url: `postgresql://…` (a socket's folder as `?host=`), `sqlite:///file`, or empty for SQLite
            in `folder`.
        folder: the folder of the desk.

    Raises:
        SettingError: the address names no database that the desk knows.
    """
    parts = urlsplit(url)
    if not url:
        return _sqlite(folder / "ridealong.sqlite3")
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return _postgresql(parts)
    raise SettingError(
        f"{_VARIABLE} names no database; give postgresql://name:password@host:5432/database, "
        "or leave it out for SQLite"
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_S,
            "init_command": _SQLITE_START,
        },
        "TEST": {"NAME": str(path.with_stem("tests"))},
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    try:
        port = parts.port
    except ValueError:
        raise SettingError(f"{_VARIABLE} has a port that is no number") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(port or ""),
        "OPTIONS": {"options": f"-c lock_timeout={_WAIT_S}s"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

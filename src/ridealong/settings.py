"""Every setting: a `RIDEALONG_*` environment variable with a default, a check and a meaning."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ridealong.errors import SettingError


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment."""

    variable: str
    default: str
    says: str
    secret: bool = False
    """Whether its value is never shown."""


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ADDRESS = re.compile(
    r"https?://([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?(/[^\s?#@]*)?", re.ASCII | re.IGNORECASE
)
TAGGERS = ("default", "fast", "llm")
ALL = (
    Setting(
        "RIDEALONG_US",
        "",
        "Whose side is ours in every call: names and e-mail domains, with commas between; "
        "`--us` adds to it.",
    ),
    Setting(
        "RIDEALONG_MAX_FILE_MB",
        "32",
        "The largest transcript that is read, in MB; reading takes up to twenty times as much "
        "memory.",
    ),
    Setting(
        "RIDEALONG_MAX_SHEET_MB",
        "500",
        "The largest sheet of a CRM that is read, in MB; a million changes of stage take some 100.",
    ),
    Setting(
        "RIDEALONG_NORMS",
        "",
        "A YAML file that switches norms on or off or changes them; see docs/measures.md.",
    ),
    Setting(
        "RIDEALONG_TAGGER",
        "default",
        "What says which turn does what: `default`, `fast` (without the encoder), or `llm` (a "
        "language model; text leaves this machine, see docs/llm.md).",
    ),
    Setting(
        "RIDEALONG_LLM_URL",
        "",
        "Where the language model answers: an OpenAI-compatible endpoint up to its version, such "
        "as `http://127.0.0.1:8080/v1`.",
    ),
    Setting("RIDEALONG_LLM_MODEL", "", "The language model's name at that endpoint."),
    Setting(
        "RIDEALONG_LLM_KEY",
        "",
        "The key that the endpoint asks for, if it does; never shown.",
        secret=True,
    ),
    Setting(
        "RIDEALONG_LLM_TIMEOUT_S",
        "60",
        "Seconds to wait for one answer of the language model.",
    ),
    Setting(
        "RIDEALONG_LLM_PRICE",
        "",
        "Price of a million prompt tokens and of a million completion tokens, such as "
        "`0.15/0.60`; with it the cost is told.",
    ),
    Setting(
        "RIDEALONG_DATA",
        "ridealong-data",
        "The folder of the desk: its database, its key, files on their way in.",
    ),
    Setting(
        "RIDEALONG_DATABASE_URL",
        "",
        "Another database than the SQLite file in that folder, such as "
        "`postgresql://name:password@host:5432/ridealong`; never shown.",
        secret=True,
    ),
    Setting(
        "RIDEALONG_ADDRESS",
        "http://127.0.0.1:8000",
        "Where people reach the desk; other addresses are refused, and links in mails begin so.",
    ),
    Setting(
        "RIDEALONG_SECRET_KEY",
        "",
        "Signs sessions; without it a key is made once and kept in the folder of the desk; never "
        "shown.",
        secret=True,
    ),
    Setting(
        "RIDEALONG_BEHIND_PROXY",
        "no",
        "`yes` where a proxy ends TLS and sets X-Forwarded-Proto and X-Forwarded-For itself.",
    ),
    Setting(
        "RIDEALONG_MAIL_URL",
        "",
        "What sends mails, such as `smtp://name:password@host:587`; without it nothing is sent, "
        "and invitations are handed over as links; never shown.",
        secret=True,
    ),
    Setting(
        "RIDEALONG_WATCH",
        "",
        "A folder from which transcripts are taken in by themselves, where one is named.",
    ),
    Setting(
        "RIDEALONG_DEMO",
        "no",
        "`yes` offers every role's sign-in on the first page; set by `ridealong demo`, for "
        "invented people only.",
    ),
)


class Price(NamedTuple):
    """What a million tokens cost, in the currency of who set it."""

    prompt: float
    completion: float


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where a language model answers, and under which terms."""

    url: str
    """Up to its version, without a slash at the end; empty where none is set."""
    name: str
    key: str = field(repr=False)
    timeout_s: float
    price: Price | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the desk keeps its things, and who reaches it how."""

    data: Path
    database_url: str = field(repr=False)
    """Empty for SQLite in `data`."""
    address: str
    """Scheme, host and port, without a slash at the end."""
    secret_key: str = field(repr=False)
    """Empty: one is made and kept in `data`."""
    behind_proxy: bool
    mail_url: str = field(repr=False)
    """Empty: no mail is sent."""
    watch: Path | None
    demo: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    us: tuple[str, ...]
    max_file_bytes: int
    max_sheet_bytes: int
    norms: str | None
    tagger: str
    """One of `TAGGERS`."""
    llm: LanguageModel
    desk: Desk


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Raises:
        SettingError: a value cannot be used; names the variable.
    """
    values = os.environ if environment is None else environment
    found = {s.variable: values.get(s.variable, s.default).strip() for s in ALL}
    return Settings(
        us=tuple(name.strip() for name in found["RIDEALONG_US"].split(",") if name.strip()),
        max_file_bytes=_megabytes("RIDEALONG_MAX_FILE_MB", found["RIDEALONG_MAX_FILE_MB"]),
        max_sheet_bytes=_megabytes("RIDEALONG_MAX_SHEET_MB", found["RIDEALONG_MAX_SHEET_MB"]),
        norms=found["RIDEALONG_NORMS"] or None,
        tagger=_one_of("RIDEALONG_TAGGER", found["RIDEALONG_TAGGER"], TAGGERS),
        llm=LanguageModel(
            url=_url("RIDEALONG_LLM_URL", found["RIDEALONG_LLM_URL"]),
            name=found["RIDEALONG_LLM_MODEL"],
            key=_key("RIDEALONG_LLM_KEY", found["RIDEALONG_LLM_KEY"]),
            timeout_s=_seconds("RIDEALONG_LLM_TIMEOUT_S", found["RIDEALONG_LLM_TIMEOUT_S"]),
            price=_price("RIDEALONG_LLM_PRICE", found["RIDEALONG_LLM_PRICE"]),
        ),
        desk=_desk(found),
    )


def _desk(found: Mapping[str, str]) -> Desk:
    watch = found["RIDEALONG_WATCH"]
    return Desk(
        data=Path(found["RIDEALONG_DATA"] or "ridealong-data"),
        database_url=found["RIDEALONG_DATABASE_URL"],
        address=_origin("RIDEALONG_ADDRESS", found["RIDEALONG_ADDRESS"]),
        secret_key=_secret("RIDEALONG_SECRET_KEY", found["RIDEALONG_SECRET_KEY"]),
        behind_proxy=_yes("RIDEALONG_BEHIND_PROXY", found["RIDEALONG_BEHIND_PROXY"]),
        mail_url=found["RIDEALONG_MAIL_URL"],
        watch=Path(watch) if watch else None,
        demo=_yes("RIDEALONG_DEMO", found["RIDEALONG_DEMO"]),
    )


def _yes(variable: str, value: str) -> bool:
    return _one_of(variable, value.lower(), ("yes", "no")) == "yes"


def _origin(variable: str, value: str) -> str:
    plain = _url(variable, value)
    if plain.count("/") != 2:
        raise SettingError(f"{variable} is {value!r}; give scheme, host and port, nothing behind")
    return plain


def _secret(variable: str, value: str) -> str:
    if value and len(value) < 32:
        raise SettingError(f"{variable} is shorter than 32 signs; leave it out and one is made")
    return value


def _megabytes(variable: str, value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 4096:
        raise SettingError(f"{variable} is {value!r}; give whole megabytes from 1 to 4096")
    return int(value) * 2**20


def _one_of(variable: str, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise SettingError(f"{variable} is {value!r}; give one of {', '.join(choices)}")
    return value


def _seconds(variable: str, value: str) -> float:
    if not _NUMBER.fullmatch(value) or not 0 < float(value) <= 3600:
        raise SettingError(f"{variable} is {value!r}; give seconds, more than 0 and at most 3600")
    return float(value)


def _url(variable: str, value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):  # not quoted: there may be a key in it
        raise SettingError(
            f"{variable} is no plain address; give one such as http://127.0.0.1:8080/v1, "
            "without a name or a key in it"
        )
    return value.rstrip("/")


def _key(variable: str, value: str) -> str:
    if not (value.isascii() and value.isprintable()):
        raise SettingError(f"{variable} holds a sign that no key has; copy it again")
    return value


def _price(variable: str, value: str) -> Price | None:
    if not value:
        return None
    parts = value.split("/")
    if len(parts) != 2 or not all(_NUMBER.fullmatch(p) for p in parts):
        raise SettingError(f"{variable} is {value!r}; give two prices such as 0.15/0.60")
    return Price(float(parts[0]), float(parts[1]))

"""Every setting: a `RIDEALONG_*` environment variable with a default, a check and a meaning."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from ridealong.errors import SettingError


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment."""

    variable: str
    default: str
    says: str


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
        "RIDEALONG_NORMS",
        "",
        "A YAML file that switches norms on or off or changes them; see docs/measures.md.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    us: tuple[str, ...]
    max_file_bytes: int
    norms: str | None


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
        norms=found["RIDEALONG_NORMS"] or None,
    )


def _megabytes(variable: str, value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 4096:
        raise SettingError(f"{variable} is {value!r}; give whole megabytes from 1 to 4096")
    return int(value) * 2**20

"""The conversations that come with Ridealong, written for it; `samples.toml` says what each is."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ridealong.conversation import Kind

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """One shipped conversation."""

    path: Path
    kind: Kind
    us: tuple[str, ...]
    """Whose side is ours, as `--us` takes it."""
    title: str


def _listed() -> tuple[Sample, ...]:
    table = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))
    return tuple(
        Sample(FOLDER / row["file"], Kind(row["kind"]), tuple(row["us"]), row["title"])
        for row in table["sample"]
    )


SAMPLES = _listed()

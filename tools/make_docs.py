"""Write the pages of docs/ that are made from the code, so that they cannot disagree with it."""

from collections.abc import Mapping
from pathlib import Path

from ridealong.analysis.docs import measures_markdown
from ridealong.conversation import Role
from ridealong.language import moves, moves_of
from ridealong.readers import all_formats
from ridealong.readers.format import Format
from ridealong.settings import ALL

DOCS = Path(__file__).resolve().parents[1] / "docs"


def formats_markdown() -> str:
    formats = [f for f in all_formats() if not f.refused]
    lines = [
        "# Formats that Ridealong reads",
        "",
        (
            "Made from the readers' own declarations by `make docs`. A file is recognised by what is in "
            "it; its name only breaks a tie. Text may be UTF-8, UTF-16 or cp1252, with any line ends."
        ),
        "",
        (
            f"{len(formats)} formats. *Times* is the finest that the format can carry: `word`, `cue` "
            "(start and end of each turn), `start`, `minute` (a mark now and then) or `none`; "
            "[measures.md](measures.md) says what can be measured at each. *Sides* says what tells our "
            "people from theirs; where nothing does, `--us NAME_OR_DOMAIN` does."
        ),
        "",
        "| id | format | endings | times | speaker from | sides from |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(f) for f in formats]
    lines += ["", "## What goes wrong when it is read naively, and what is done here", ""]
    lines += [f"- **{f.title}** (`{f.id}`): {_sentence(f.traps)}" for f in formats if f.traps]
    lines += [
        "",
        "## What is refused, with a word",
        "",
        (
            "Recordings, pictures, PDFs, archives, databases and programs (by their first bytes); "
            "schemas, API descriptions and lists of recordings; JSON of a shape that no reader knows; text in which no "
            "speaker and no time is found; files larger than `RIDEALONG_MAX_FILE_MB`. JSON with "
            "comments, commas or closing brackets too many is read with a warning."
        ),
        "",
        "## Adding a format",
        "",
        (
            "One module in `src/ridealong/readers/formats/` with its `FORMATS`, one file in "
            "`tests/readers/files/`, one row in `tests/readers/formats.tsv`; then `make docs`. "
            "`readers/formats/grain.py` is the shortest example."
        ),
        "",
    ]
    return "\n".join(lines)


def _row(f: Format) -> str:
    cells = (f"`{f.id}`", f.title, " ".join(f.suffixes), f"`{f.timing}`", f.speakers, f.sides)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def settings_markdown() -> str:
    lines = [
        "# Settings",
        "",
        (
            "Every setting is an environment variable; `ridealong settings` prints the values in "
            "force. Made by `make docs`."
        ),
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{s.variable}` | {f'`{s.default}`' if s.default else 'none'} | {s.says} |" for s in ALL
    ]
    return "\n".join([*lines, ""])


def moves_markdown() -> str:
    lines = [
        "# Moves: what a turn can do",
        "",
        (
            "A move is what the words of a turn do: ask, say back, offer, resist, admit, plan. A turn makes "
            "several moves or none; about half of all turns make none. Who speaks decides which moves are "
            "possible. Made from `src/ridealong/language/moves.yaml` by `make docs`; the harder rules "
            "for labelling stand in [training/GUIDE.md](../training/GUIDE.md), how well the moves are found "
            "in [training/MODEL_CARD.md](../training/MODEL_CARD.md)."
        ),
        "",
        (
            "`ridealong moves FILE` prints them, each with a probability and the sentence that carries it. "
            "A move is a suggestion: `ridealong moves FILE --correct 17:open_question --out DIR` (or "
            "`17:-tell` for what it is not) keeps the transcript with the correction, which every later "
            "analysis obeys; `--training` prints corrected turns as training data."
        ),
    ]
    for role, title in _WHO.items():
        lines += ["", f"## {title}", "", "| move | it is | it is not |", "|---|---|---|"]
        lines += [
            f"| `{m}` {moves()[m].name} | {moves()[m].means} | {moves()[m].but} |"
            for m in moves_of(role)
        ]
    return "\n".join([*lines, ""])


_WHO = {
    Role.AGENT: "Seller or service agent (rush, script and cause: the agent alone)",
    Role.CUSTOMER: "Customer",
    Role.COACH: "Coach, or who manages a partner",
    Role.REP: "Rep, or partner",
}


def pages() -> Mapping[Path, str]:
    """Every made page and what belongs in it."""
    return {
        DOCS / "formats.md": formats_markdown(),
        DOCS / "measures.md": measures_markdown(),
        DOCS / "moves.md": moves_markdown(),
        DOCS / "settings.md": settings_markdown(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")

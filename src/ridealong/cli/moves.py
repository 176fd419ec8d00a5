"""`ridealong moves`: what each turn does, alone; and a person's corrections of it."""

import json
import re

import click

from ridealong.cli import EXIT_FAILED
from ridealong.cli.files import files_of, outcomes
from ridealong.cli.options import (
    UsCommand,
    fast_option,
    kind_of,
    kind_option,
    paths_argument,
    us_option,
)
from ridealong.cli.output import Folder, emit, report_failure, tell
from ridealong.cli.progress import shown
from ridealong.cli.taggers import tagger_for
from ridealong.conversation import Conversation, assign_sides
from ridealong.errors import UsageError
from ridealong.language.corrections import Correction, corrected, tag, training_lines
from ridealong.language.model import Tagging
from ridealong.report.json import moves_of
from ridealong.settings import settings
from ridealong.writers import WRITERS, write

_CORRECTION = re.compile(r"(\d+):(-?)(\w+)")


@click.command("moves", cls=UsCommand)
@paths_argument
@kind_option
@us_option
@fast_option
@click.option(
    "--correct",
    multiple=True,
    metavar="TURN:MOVE",
    help="Say that a turn makes a move, or with TURN:-MOVE that it does not.",
)
@click.option("--by", metavar="NAME", help="Who corrects.")
@click.option("--out", metavar="DIR", help="Write the corrected transcripts into DIR.")
@click.option("--training", is_flag=True, help="Print the corrected turns as training data.")
def command(  # noqa: PLR0917  # click fills them by name
    paths: tuple[str, ...],
    kind: str,
    us: tuple[str, ...],
    fast: bool,  # noqa: FBT001
    correct: tuple[str, ...],
    by: str | None,
    out: str | None,
    training: bool,  # noqa: FBT001
) -> int:
    """Print the moves of files or folders, one JSON object a line.

    With --correct, one conversation is corrected: its moves are printed as corrected, and --out
    keeps the transcript with the corrections, which every later analysis obeys.
    """
    chosen = settings()
    files = files_of(paths)
    new = tuple(_correction(c, by) for c in correct)
    if new and len(files) > 1:
        raise UsageError("--correct is for one file; name it alone.")
    tagger = tagger_for(chosen, fast=fast)
    folder = Folder(out) if out is not None else None
    failed = False
    for outcome in shown(outcomes(files, chosen.max_file_bytes), len(files), "Reading"):
        if outcome.reading is None:
            report_failure(outcome)
            failed = failed or outcome.failed
            continue
        for read_one in outcome.reading.conversations:
            sided = assign_sides(read_one, (*chosen.us, *us), kind_of(kind))
            conversation = corrected(sided, *new) if new else sided
            (tagging,) = tag([conversation], tagger)
            emit("".join(_lines(outcome.path, conversation, tagging, training=training)))
            if folder:
                name = folder.name_for(outcome.path, WRITERS["native"].suffix)
                tell(f"Kept in {folder.write(name, write([conversation]))}")
    return EXIT_FAILED if failed else 0


def _lines(path: str, conversation: Conversation, tagging: Tagging, *, training: bool) -> list[str]:
    if training:
        return [line + "\n" for line in training_lines(conversation, tagging)]
    found = moves_of(tagging, conversation)
    return [json.dumps({"path": path, **row}, ensure_ascii=False) + "\n" for row in found]


def _correction(text: str, by: str | None) -> Correction:
    match = _CORRECTION.fullmatch(text)
    if match is None:
        raise UsageError(f"{text!r} is no correction; write 17:open_question or 17:-tell.")
    return Correction(int(match[1]), match[3], holds=not match[2], by=by)

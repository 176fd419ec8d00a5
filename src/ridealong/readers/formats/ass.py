"""SubStation Alpha (ASS, SSA): captions as the rows of a table, with the actor in a column."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import Malformed
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source
from ridealong.readers.tolerant import finish

_USUAL = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
_OVERRIDE = lazy(r"\{\\[^{}]*\}")
_BREAK = lazy(r"\\[Nnh]")


def sniff(source: Source) -> int:
    if source.is_zip or "[" not in source.head[:400]:
        return Sure.NO
    shown = source.head.startswith("[Script Info]") or "\n[Events]" in source.text[:65536]
    return Sure.CERTAIN if shown and "\nDialogue:" in source.text else Sure.NO


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.CUE)
    names = _columns(_USUAL)
    for number, line in enumerate(source.lines_of_talk(), 1):
        kind, _, rest = line.partition(":")
        if kind == "Format" and "Text" in rest:
            names = _columns(rest)
        elif kind == "Dialogue":
            _add(draft, dict(zip(names, rest.split(",", len(names) - 1), strict=False)), number)
    return finish(source, [draft])


def _columns(declared: str) -> list[str]:
    names = [name.strip().lower() for name in declared.split(",")]
    if names[-1] != "text":
        raise Malformed(
            "declares columns after the text, which may hold commas",
            place="[Events] Format",
            remedy="Export the captions again as SRT or WebVTT",
        )
    return names


def _add(draft: Draft, row: dict[str, str], number: int) -> None:
    if "text" not in row:
        draft.tally("a line with too few columns; it was left out", f"line {number}")
        return
    name = row.get("name", row.get("actor", "")).strip()
    draft.turn(
        draft.speaker(name, name),
        _BREAK.sub(" ", _OVERRIDE.sub("", row["text"])),
        clock_s(row.get("start", "")),
        clock_s(row.get("end", "")),
        place=f"line {number}",
    )


FORMATS = (
    Format(
        id="ass",
        title="SubStation Alpha captions",
        suffixes=(".ass", ".ssa"),
        timing=Timing.CUE,
        speakers="the column Name (Actor)",
        traps="override codes and `\\N` are no text; the order of columns is declared in the file",
        sniff=sniff,
        read=read,
    ),
)

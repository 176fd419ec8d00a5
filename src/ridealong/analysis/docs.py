"""docs/measures.md, made from the definitions and the norms, so that it cannot fall behind.

`python -m ridealong.analysis.docs > docs/measures.md` writes it.
"""

import sys
from collections.abc import Iterator, Sequence

from ridealong.analysis import check, clock, parties, passages, placing
from ridealong.analysis.definitions import DEFINITIONS, STATED, Definition
from ridealong.analysis.model import Norm
from ridealong.analysis.norms import norms
from ridealong.conversation import Need, Timing, why_withheld

_NEEDS = {
    Need.SHARE: "any; estimated from words where the transcript has no times",
    Need.POSITION: "any; by the place in the words where the transcript has no times",
    Need.CLOCK: "start and end of each turn",
    Need.GAP: f"start and end of each turn, finer than {clock.FINEST_NEEDED_S} s, and turns that "
    "do not touch by construction",
    Need.OVERLAP: "start and end of each turn, finer than whole seconds, and a channel for each "
    "voice or turns that overlap",
}
_GRADES = (
    ("A", "several independent studies, or a meta-analysis"),
    ("B", "one reviewed study or a field experiment"),
    ("C", "a vendor's or consultant's own data: no open method, cause not shown"),
    ("D", "a rule of thumb, or what an article holds"),
)
_INTRO = f"""\
# What is measured, and how

Every measure carries its formula, its unit, what it was counted on (n), its source, and where it
is withheld the reason; a withheld measure has no value, never 0. What times tell of one
conversation is a full count and has no interval. Counts and shares of moves have a 95 % interval
where few acts would otherwise look like many: Poisson for rates, Jeffreys for shares. Moves are
suggestions of a model ([how right it is](../training/MODEL_CARD.md)); the interval does not hold
its errors.

## Who speaks

In sales and service calls the parties are the two sides, `us` and `them`. In coaching and partner
talks and in debriefs they are the roles: `coach` with `rep` or `partner`. Pseudo speakers (a
shared screen, a notetaker, an unidentified voice) and people whose side is not known are left out
and counted in a warning. Where more than {100 * parties.MOST_UNKNOWN:.0f} % of the words are
theirs, the measures between parties are withheld and those by person are given.

## Enough to measure

Nothing is measured in a talk of less than {check.SHORTEST_S / 60:.0f} minutes or
{check.FEWEST_WORDS} words, or with fewer than {check.FEWEST_WORDS_EACH} words of either party.
Where a source has times and no words at all (diarisation), its times decide alone.

## Turns, signs of listening, passages

A *turn* is what the source delivers as one piece of speech. A *sign of listening* is a turn of at
most three words, all of them in the list of the language (`words.yaml`), that overlaps with the
other's talk or is shorter than {passages.SHORT_S} s. It counts as talk time; it ends nothing, is no
change of speaker and no interruption. A *passage* is a run of turns of one party that lie less than
{passages.PAUSE_S} s apart, with nothing of the other in between but signs of listening. A sign that
leads into the other's own passage belongs to that.

## Missing times

Where a turn has no times, it lasts its words divided by the speaker's own rate, measured on at
least {placing.ENOUGH_WORDS} timed words of theirs in the same conversation, else by
{placing.WORDS_PER_S} words a second; {placing.BETWEEN_S} s lie between two parties (the usual gap
between speakers: Levinson & Torreira 2015). Times that are given are anchors: what stands between
two of them is squeezed where it would not fit, and never stretched. A turn with a start alone ends
at the next start, or earlier when its words are said. Formulas say what was estimated: "by words".
"""


def measures_markdown() -> str:
    """The whole page."""
    parts = [
        _INTRO,
        "\n".join(_timings()),
        "\n".join(_pauses()),
        "## The measures\n",
        *("\n".join(_measure(d)) for d in DEFINITIONS.values()),
        _stated(),
        "\n".join(_norms()),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _timings() -> Iterator[str]:
    yield "| measure | " + " | ".join(f"`{t}`" for t in Timing) + " |"
    yield "|---|" + "---|" * len(Timing)
    for definition in DEFINITIONS.values():
        cells = [_cell(definition, timing) for timing in Timing]
        yield f"| {definition.id} | " + " | ".join(cells) + " |"
    yield ""


def _cell(definition: Definition, timing: Timing) -> str:
    if why_withheld(timing, definition.need):
        return "withheld"
    if timing in {Timing.WORD, Timing.CUE}:
        return "if fine enough" if definition.need in {Need.GAP, Need.OVERLAP} else "yes"
    return "by words"


def _pauses() -> Iterator[str]:
    yield (
        "`word` and `cue` are not enough for pauses where nine of ten times lie whole seconds "
        "apart,\nor where most changes of speaker have neither gap nor overlap, as in captions "
        "cut end to end.\nTalk at the same time is known where each speaker has a channel, or "
        f"where two people's turns overlap by\n{clock.SHOWN_OVERLAP_S} s or more somewhere in the "
        "transcript.\n"
    )


def _measure(definition: Definition) -> Iterator[str]:
    yield f"### {definition.id}\n"
    yield f"{definition.question}\n"
    yield f"- **Formula**: {definition.formula}."
    yield f"- **Unit**: {definition.unit}. **n** counts {definition.counts}."
    yield f"- **Taken of**: {definition.of}."
    yield f"- **Times needed**: {_NEEDS[definition.need]}."
    yield f"- **Source**: {definition.source}. **Grade**: {definition.grade}."
    yield f"- **Limits**: {definition.limits}."
    lines = [n.name for n in norms() if n.measure == definition.id]
    if lines:
        yield f"- **Norms and lines**: {'; '.join(dict.fromkeys(lines))}."
    yield ""


def _stated() -> str:
    return (
        f"### {STATED}\n\nA figure that the source itself states (a vendor's talk time) stands "
        "beside ours, as stated, with its name\nas scope. The formula says what ours is and why "
        "the two may differ. The two are never mixed.\n"
    )


def _norms() -> Iterator[str]:
    yield "## Norms and lines\n"
    yield (
        "A norm is a row of `norms.yaml` that can be switched. The articles' norms are on; "
        "others are lines to look at.\nVendors' figures come from their own customers: one point "
        "in time, no intervals, not adjusted for how good\na deal was; interested buyers talk "
        "more, so the cause may run the other way. The first comparison is always\nthe same "
        "person's own past.\n\n"
        "`RIDEALONG_NORMS` names a file of one's own, a list of rows of the same shape: a row "
        'with a known id\nchanges the fields that it names (`- {id: first-half, "on": false}`), '
        "a new id needs a whole row.\n"
    )
    yield "| id | name | measure | of | scope | kinds | line | source | grade | on | kind | note |"
    yield "|---|" + "---|" * 11
    yield from (_row(n) for n in norms())
    yield "\nGrades: " + "; ".join(f"{grade} {meaning}" for grade, meaning in _GRADES) + "."


def _row(norm: Norm) -> str:
    kinds = ", ".join(norm.kinds)
    cells: Sequence[str] = (
        norm.id,
        norm.name,
        norm.measure,
        norm.of,
        norm.scope,
        kinds,
        _line(norm),
        norm.source,
        norm.grade,
        "yes" if norm.on else "no",
        norm.kind,
        norm.note,
    )
    return "| " + " | ".join(cells) + " |"


def _line(norm: Norm) -> str:
    unit = "" if norm.unit == "1" else f" {norm.unit}"
    ends = [("at least", norm.low), ("at most", norm.high)]
    return ", ".join(
        f"{word} {100 * end:.0f} %" if norm.unit == "1" else f"{word} {end:g}{unit}"
        for word, end in ends
        if end is not None
    )


if __name__ == "__main__":
    sys.stdout.write(measures_markdown())

"""One own sales talk with all that a report has to show, and an analysis of it made by hand."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Analysis, Finding, Measure, Placed
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.conversation.text import count_words
from ridealong.report import SourceInfo

SOURCE = SourceInfo("calls/kestrel.vtt", "zoom-vtt", "9f2c" * 16)


def _lines():
    with Path(__file__).with_name("report").joinpath("kestrel.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["who"], float(row["start_s"]), float(row["end_s"]), row["text"]


LINES = tuple(_lines())


def conversation(timing=Timing.CUE, **stated):
    draft = Draft(timing, kind=Kind.SALES, **{
        "title": "Kestrel Print Works",
        "started_at": datetime(2026, 11, 3, 8, 30, tzinfo=UTC),
        **stated,
    })  # fmt: skip
    label = "provider label (affiliation)"
    who = {
        "h": draft.speaker(
            "h", "Hugo Lindqvist", side=Side.THEM, role=Role.CUSTOMER, because=label
        ),
        "r": draft.speaker("r", "Rita Okafor", side=Side.US, role=Role.SELLER, because=label),
        "m": draft.speaker("m", "Mel Sato", side=Side.US, role=Role.SELLER, because=label),
        "b": draft.speaker("b", "Read.ai meeting notes"),
    }
    draft.speaker("l", "Lee")
    for key, start_s, end_s, words in LINES:
        times = (None, None) if timing is Timing.NONE else (start_s, end_s)
        draft.turn(who[key], words, *times)
    draft.note("the bindery bill, if it helps", "Hugo Lindqvist", 76.0)
    draft.note("thumbs up", "Mel Sato", 334.0, kind="reaction")
    draft.warn("Two captions overlap by a second; both were kept.")
    return draft.finish()


def measure(name, of, value, unit="1", n=28, **more):
    return Measure(
        name,
        of,
        more.pop("scope", "call"),
        value,
        unit,
        n,
        formula="talk time of the one ÷ sum of the talk times",
        source="Ridealong's own definition",
        **more,
    )


def analysis(timing=Timing.CUE, findings=None, measures=None, **stated):
    talk = conversation(timing, **stated)
    return Analysis(
        conversation=talk,
        placed=tuple(placed(talk, timing)),
        measures=MEASURES if measures is None else measures,
        findings=FINDINGS if findings is None else findings,
        labels=Labels(value_first="customer", solution_before_need=False),
        warnings=("One side spoke through two people.",),
    )


def placed(talk, timing, *, sides=True):
    """Where each turn lies: by its own times, else by those of LINES."""
    for i, turn in enumerate(talk.turns):
        start_s = LINES[i][1] if turn.start_s is None else turn.start_s
        end_s = LINES[i][2] if turn.end_s is None else turn.end_s
        party = str(talk.by_id[turn.speaker].side) if sides else turn.speaker
        estimated = timing is not Timing.CUE
        words = count_words(turn.text)
        yield Placed(i, party, turn.speaker, start_s, end_s, words, estimated)


UNKNOWN = "talk at the same time is unknown"
MEASURES = (
    measure("talk_share", "us", 0.52),
    measure("talk_share", "them", 0.48),
    measure("talk_share", "us", 0.31, scope="first_half"),
    measure("longest_monologue", "us", 84.0, "s", 2, turns=(17, 18)),
    measure("longest_customer_story", "them", 33.3, "s", 2, turns=(5, 6)),
    measure("interactivity", "call", 4.4, "1/min", 25),
    measure("patience", "us", 0.9, "s", 11, low=0.7, high=1.2),
    measure("pause_after_question", "us", 1.3, "s", 8, low=0.5, high=1.6),
    measure("speech_rate", "us", 152.0, "words/min", 244),
    measure("interruptions", "us", None, "1/10 min", 0, withheld=UNKNOWN),
    measure("overlap_share", "call", None, "1", 0, withheld=UNKNOWN),
    *(
        measure("talk_share", "us", share, n=3, scope=f"tenth_{i}")
        for i, share in enumerate((0.48, 0.18, 0.2, 0.22, 0.36, 0.71, 1.0, 0.78, 0.35, 0.62), 1)
    ),
)  # fmt: skip
FINDINGS = (
    Finding(
        "short_question_after_fact",
        "A short question after a fact led from the reels to the dates.",
        (4, 5, 6),
        "What made you ask what the night sets in motion, and not how often it happens?",
        "S4.22",
    ),
    Finding(
        "longest_monologue",
        "The shelf readers were explained for 1 min 24 s in one go, the longest stretch of ours.",
        (17, 18),
        "What did you hope Hugo would do with the part about the box maker?",
        "S4.32",
    ),
    Finding(
        "concession_unasked",
        "The ten per cent came before anybody asked for it.",
        (20, 21),
        "What did you want the ten per cent to do?",
        "S4.40",
    ),
)

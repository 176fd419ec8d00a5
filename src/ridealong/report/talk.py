"""One conversation as a page sets it: whatever stands between an analysis and a template.

The report of one file and the desk's page of a call are both made of it; each part is worked out
when a template first asks for it.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ridealong.analysis.clock import clock_of
from ridealong.analysis.model import Analysis, Measure
from ridealong.conversation import Conversation, Timing
from ridealong.language import Tagging
from ridealong.report.acts import Act, acts, heard_in
from ridealong.report.cast import Cast, Person
from ridealong.report.course import Course, course
from ridealong.report.excerpt import cut
from ridealong.report.figures import (
    Figure,
    about_listening,
    figure,
    hatched,
    key_line,
    on_top_and_rest,
    several,
    withheld,
)
from ridealong.report.pictures import Picture, lanes
from ridealong.report.pictures import signs as marks
from ridealong.report.pictures import stages as bands
from ridealong.report.pictures.road import Above, Mark, Road
from ridealong.report.pictures.svg import Table
from ridealong.report.points import (
    Point,
    in_pieces,
    marked_turns,
    none_told,
    points,
    points_title,
    shown,
)
from ridealong.report.script import Beside, Leg, Margin, Passed, legs
from ridealong.report.stories import Story, tell
from ridealong.report.titles import by_area
from ridealong.report.words import _, about_time, clock, stage_words

_PEOPLE_SHOWN = 10
_IN_A_TABLE = 90
"""Characters of a turn in a row of a table."""


class Talk:
    """What a page shows of one conversation.

    Args:
        analysis: what is said about it.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.conversation = analysis.conversation
        self.cast = Cast(analysis.conversation, analysis.placed)
        self.heard = heard_in(analysis)

    @classmethod
    def unread(cls, conversation: Conversation) -> "Talk":
        """Who spoke and what was said, and not a word about it."""
        return cls(Analysis(conversation, clock_of(conversation).placed, ()))

    def at(self, turn: int) -> str:
        """Where a turn lies, short: "12:47", else "turn 61"."""
        return at(self.conversation, turn)

    @cached_property
    def story(self) -> Story:
        """What it came to, in the words that were spoken."""
        return tell(self.analysis, self.cast, self.heard)

    @cached_property
    def points(self) -> Sequence[Point]:
        """Those that stand open."""
        return self._told[: shown(self.analysis)]

    @property
    def points_title(self) -> str:
        """The heading over them."""
        return points_title(self.points)

    @property
    def no_point(self) -> str:
        """What stands where there is none."""
        return none_told(self.cast, self.heard)

    @property
    def further(self) -> Sequence[Point]:
        """All that was found beyond them."""
        return self._told[len(self.points) :]

    @cached_property
    def road(self) -> Road:
        """The talk from left to right."""
        return Road(
            self.cast,
            self.analysis.placed,
            [Mark(str(p.number), f"#p{p.number}", p.turns) for p in self.points],
            self._above,
            clocked=self.conversation.timing is not Timing.NONE,
        )

    @cached_property
    def road_picture(self) -> Picture:
        """Its lanes."""
        return lanes.draw(self.road)

    @property
    def ticks(self) -> str:
        """Its minutes."""
        return lanes.draw_ticks(self.road)

    @property
    def stages(self) -> str:
        """What stands above it: stages, and a flag for each gate."""
        return bands.draw(self.road.bands, self.road.flags)

    @cached_property
    def signs(self) -> marks.Signs:
        """The moves that are marked along it."""
        return marks.signs(self.heard, {t: self.road.place(t) for t in self.road.by_turn})

    @property
    def signs_above(self) -> str:
        """Their row above the lanes."""
        behind = bands.poles(self.road.flags, -4, marks.HEIGHT + 4)
        return marks.draw(self.signs, upper=True, behind=behind)

    @property
    def signs_below(self) -> str:
        """Their row below the lanes."""
        return marks.draw(self.signs, upper=False)

    @property
    def signs_table(self) -> Table:
        """The same for those who would rather read it."""
        return marks.as_table(self.signs, self._rows)

    @cached_property
    def acts(self) -> Mapping[int, Sequence[Act]]:
        """The moves of each turn that makes any."""
        return acts(self.heard)

    @property
    def about_time(self) -> str | None:
        """What must be said beside a picture over time."""
        return about_time(self.conversation)

    @property
    def legs(self) -> list[Leg]:
        """The transcript."""
        return self._script[0]

    @property
    def loose(self) -> list[Beside]:
        """What was written beside the talk, without a time."""
        return self._script[1]

    @property
    def turns(self) -> int:
        """How many there are."""
        return len(self.conversation.turns)

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """At most five that matter."""
        return [figure(m, self.analysis, self.cast) for m in self._ranked[0]]

    @property
    def key_line(self) -> str:
        """What the signs beside them mean."""
        return key_line(self.figures)

    @property
    def about_listening(self) -> str:
        """Where the line for listening is held."""
        return about_listening(self.analysis)

    @property
    def more_count(self) -> int:
        """How many further figures have a value."""
        return len(self._ranked[1])

    @cached_property
    def more_figures(self) -> Sequence[tuple[str, Sequence[Figure]]]:
        """All others that have a value, by area."""
        return [
            (area, [figure(m, self.analysis, self.cast) for m in measures])
            for area, measures in by_area(self._ranked[1])
        ]

    @cached_property
    def withheld(self) -> Sequence[tuple[str, Sequence[str]]]:
        """What could not be told, by reason."""
        return withheld(self.analysis, self.cast)

    @cached_property
    def course(self) -> Course | None:
        """Talk over the course, in tenths."""
        return course(self.analysis, self.cast, self.road)

    @cached_property
    def people(self) -> Sequence[Person]:
        """The persons who spoke, in order of name."""
        return [p for p in self.cast.people() if not p.pseudo]

    @property
    def others(self) -> Sequence[str]:
        """Voices that are no persons."""
        return [p.name for p in self.cast.people() if p.pseudo]

    @property
    def silent(self) -> Sequence[str]:
        """Those who are named and never speak."""
        return self.cast.silent()

    @property
    def warnings(self) -> Sequence[str]:
        """Remarks on how it was read, each once."""
        return list(dict.fromkeys((*self.conversation.warnings, *self.analysis.warnings)))

    @property
    def who_said(self) -> str:
        """Which tagger named the moves."""
        return who_said(self.analysis.tagging)

    @cached_property
    def _told(self) -> list[Point]:
        return points(self.analysis, self.cast, self.heard)

    @cached_property
    def _ranked(self) -> tuple[list[Measure], list[Measure]]:
        return on_top_and_rest(self.analysis, self.cast)

    @cached_property
    def _script(self) -> tuple[list[Leg], list[Beside]]:
        return legs(self.conversation, self.cast, self._margin)

    @property
    def _above(self) -> Above:
        found = self.analysis.labels.stages or ()
        return Above(
            tuple((stage_words(s.name), s.start_turn, s.end_turn) for s in found),
            tuple((g.number, g.name, g.turn) for g in self.story.gates),
        )

    @property
    def _margin(self) -> Margin:
        passed: dict[int, list[Passed]] = {}
        for gate in self.story.gates:
            passed.setdefault(gate.turn, []).append(Passed(gate.number, gate.says))
        carried = marked_turns(self.points)
        return Margin(
            marked={turn: (p.number, quote.carried) for turn, (p, quote) in carried.items()},
            acts=self.acts,
            signs=self.signs.of_moves,
            passed=passed,
        )

    @property
    def _rows(self) -> dict[int, tuple[str, str, str]]:
        """Time, speaker and words of every turn with a mark."""
        turns = self.conversation.turns
        return {
            t: (
                self.at(t),
                self.cast.voice(turns[t].speaker).short,
                cut(turns[t].text, _IN_A_TABLE),
            )
            for t in {t for own in self.signs.turns.values() for t in own}
        }


def named(talk: Talk) -> dict[str, Any]:
    """A talk and what else the templates of `report/` name when they set it."""
    return {
        "talk": talk,
        "at": talk.at,
        "icon": marks.icon,
        "in_pieces": in_pieces,
        "several": several,
        "hatched": hatched(),
        "people_shown": _PEOPLE_SHOWN,
    }


def at(conversation: Conversation, turn: int) -> str:
    """Where a turn lies, short: "12:47", else "turn 61"."""
    start_s = conversation.turns[turn].start_s
    return _("turn {n}").format(n=turn) if start_s is None else clock(start_s)


def who_said(tagging: Tagging) -> str:
    """Which tagger named the moves, and how far to trust it; empty where none did."""
    if not tagging.tagger:
        return ""
    return _(
        "What each turn does was named by the tagger “{tagger}”. Each move is a suggestion with a "
        "probability; whoever was there knows better."
    ).format(tagger=tagging.tagger)

"""Small marks beside the lanes: who asked, said back, offered or pushed back, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ridealong.analysis.heard import Heard
from ridealong.conversation import Kind
from ridealong.report.pictures.svg import Table, element, number, percent, table
from ridealong.report.words import _

HEIGHT = 14
_RING, _DOT = "M5 2a3 3 0 1 0 .01 0z", "M5 2.6a2.4 2.4 0 1 0 .01 0z"
_ARC, _DASH = "M1 7.5a4 4.6 0 0 1 8 0", "M1 4h8v2H1z"
_CROSS, _DIAMOND = "M2 2 8 8M8 2 2 8", "M5 1 9 5 5 9 1 5z"
_SQUARE, _STEP = "M2 2h6v6H2z", "M2 8V5h3V2h3"


@dataclass(frozen=True, slots=True)
class Sign:
    """One shape with its meaning."""

    id: str
    name: str
    moves: tuple[str, ...]
    shape: str
    filled: bool
    upper: bool
    """Beside the upper lanes: it is the customer's, or the rep's in a talk with a coach."""


_CALL = (
    Sign("problem", _("problem"), ("business_problem",), _DIAMOND, filled=False, upper=True),
    Sign("worth", _("worth in own words"), ("states_value",), _DIAMOND, filled=True, upper=True),
    Sign("pushback", _("pushes back"), ("pushback",), _CROSS, filled=False, upper=True),
    Sign("open", _("open question"), ("open_question",), _RING, filled=False, upper=False),
    Sign("closed", _("closed question"), ("closed_question",), _DOT, filled=True, upper=False),
    Sign("back", _("says it back"), ("paraphrase",), _ARC, filled=False, upper=False),
    Sign("offer", _("offers a solution"), ("solution_offer",), _DASH, filled=True, upper=False),
)
_SERVICE = (
    *_CALL[:-1],
    Sign("cause", _("looks for the cause"), ("root_cause",), _SQUARE, filled=False, upper=False),
)
_TALK = (
    Sign("client", _("client’s problem"), ("client_problem",), _DIAMOND, filled=False, upper=True),
    Sign("own", _("takes it on"), ("ownership",), _STEP, filled=False, upper=True),
    Sign(
        "results", _("asks for results"), ("results_question",), _SQUARE, filled=True, upper=False
    ),
    Sign(
        "question",
        _("other question"),
        (
            "vague_question",
            "problem_question",
            "activity_question",
            "behaviour_question",
            "mindset_question",
            "reflection_question",
        ),
        _RING,
        filled=False,
        upper=False,
    ),
    Sign("back", _("says it back"), ("paraphrase",), _ARC, filled=False, upper=False),
    Sign("tell", _("tells"), ("tell", "takeover"), _DASH, filled=True, upper=False),
)
_DEBRIEF = (
    Sign("well", _("to repeat"), ("went_well",), _RING, filled=False, upper=True),
    Sign("change", _("to change"), ("to_change",), _CROSS, filled=False, upper=True),
    *_TALK,
)
OF: Mapping[Kind, Sequence[Sign]] = {
    Kind.SALES: _CALL,
    Kind.SERVICE: _SERVICE,
    Kind.COACHING: _TALK,
    Kind.PARTNER: _TALK,
    Kind.DEBRIEF: _DEBRIEF,
}
"""The signs of each kind of conversation; their ids stand in the style sheet as well."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The turns of each sign that occurs, in order, and where they lie (0 to 1)."""

    turns: Mapping[Sign, tuple[int, ...]]
    places: Mapping[int, float]

    @property
    def of_moves(self) -> Mapping[str, str]:
        """For each move the id of its sign."""
        return {move: sign.id for sign in self.turns for move in sign.moves}

    def among(self, *, upper: bool) -> dict[Sign, tuple[int, ...]]:
        """Those above the lanes, or those below."""
        return {s: turns for s, turns in self.turns.items() if s.upper is upper}


def signs(heard: Heard, places: Mapping[int, float]) -> Signs:
    """The signs that occur in a conversation of this kind."""
    kind = heard.clock.conversation.kind or Kind.SALES
    found = {sign: heard.turns_with(*sign.moves, among=places) for sign in OF[kind]}
    return Signs({sign: turns for sign, turns in found.items() if turns}, places)


def draw(shown: Signs, *, upper: bool, behind: str = "") -> str:
    """One row of marks, hidden from screen readers: the table says the same.

    Args:
        shown: the signs that occur.
        upper: the row above the lanes, else the one below.
        behind: what is drawn behind the marks.
    """
    own = shown.among(upper=upper)
    marks = "".join(
        element("svg", icon_path(sign), x=percent(shown.places[t]), y="2", overflow="visible")
        for sign, turns in own.items()
        for t in turns
    )
    if not marks:
        return ""
    kind = "signs-svg upper" if upper else "signs-svg"
    return element(
        "svg", behind + marks, class_=kind, width="100%", height=number(HEIGHT), aria_hidden="true"
    )


def icon(sign: Sign) -> str:
    """The shape beside its name."""
    shape = _shape(sign)
    return element("svg", shape, viewBox="0 0 10 10", width="10", height="10", aria_hidden="true")


def icon_path(sign: Sign) -> str:
    """The shape, its middle at the place."""
    return element("g", _shape(sign), transform="translate(-5 0)")


def _shape(sign: Sign) -> str:
    return f'<path class="{"mf" if sign.filled else "m"}" d="{escape(sign.shape)}"/>'


def as_table(shown: Signs, rows: Mapping[int, tuple[str, str, str]]) -> Table:
    """Every mark with time, speaker and words.

    Args:
        shown: the signs that occur.
        rows: for each turn what stands in its row: time, name, words.
    """
    marked = sorted((t, sign.name) for sign, turns in shown.turns.items() for t in turns)
    return table(
        (_("Place"), _("Who"), _("What"), _("Words")),
        [(rows[t][0], rows[t][1], name, rows[t][2]) for t, name in marked],
    )

"""The figures of a page: which stand on top, which are withheld, how each was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.model import Analysis, Measure, Norm
from ridealong.analysis.norms import norms_for
from ridealong.conversation import Kind
from ridealong.report.cast import Cast
from ridealong.report.pictures import strip
from ridealong.report.titles import TITLES, title
from ridealong.report.words import _, count, seconds

ON_TOP = 5
"""More figures than this at once are a dashboard."""
_MOST_WITHHELD = 6
_ORDER = tuple(TITLES)
_TOP_OF_A_CALL = (
    "listening_share",
    "talk_share",
    "open_question_share",
    "longest_monologue",
    "longest_customer_story",
    "patience",
    "pause_after_question",
    "interruptions",
    "interactivity",
)
_TOP_OF_A_TALK = ("results_question_share", "ask_tell_share", "own_steps_share")
_TOP = {
    Kind.SERVICE: ("process_share", *_TOP_OF_A_CALL),
    Kind.COACHING: (*_TOP_OF_A_TALK, *_TOP_OF_A_CALL),
    Kind.PARTNER: (*_TOP_OF_A_TALK, *_TOP_OF_A_CALL),
    Kind.DEBRIEF: ("debrief_answered", *_TOP_OF_A_CALL),
}
"""Which figures may stand on top, the first that have a value."""
_PARTIES = ("us", "coach", "them", "rep", "partner", "call")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: words, strip, figure, and how it was made."""

    title: str
    text: str
    """"43 %"; empty where withheld."""
    beside: str
    """Small, after the figure: the interval, or what it was counted on."""
    withheld: str | None
    strip: str
    made: tuple[tuple[str, str], ...]
    """Term and definition: formula, counted, interval, source, norm, limits."""
    turns: tuple[int, ...]
    norms: tuple[str, ...] = ()
    """Short: "norm at least 80 %"."""


def on_top_and_rest(analysis: Analysis, cast: Cast) -> tuple[list[Measure], list[Measure]]:
    """At most five figures that matter, and all others that have a value."""
    told = [m for m in _ranked(analysis, cast) if is_figure(m) and _told(m)]
    top: list[Measure] = []
    for wanted in _TOP.get(analysis.conversation.kind or Kind.SALES, _TOP_OF_A_CALL):
        same = [m for m in told if m.id == wanted and m.scope in {"call", "interview"}]
        known = [m for m in same if m.of in _PARTIES]
        top += known[:1] or (same[:2] if len(cast.persons) == 2 else [])
    top = top[:ON_TOP]
    return top, [m for m in told if m not in top]


def withheld(analysis: Analysis, cast: Cast) -> list[tuple[str, list[str]]]:
    """What could not be told, by reason: each reason with the titles that it keeps back."""
    reasons: dict[str, list[str]] = {}
    for measure in _ranked(analysis, cast):
        if not _told(measure) and is_figure(measure):
            why = measure.withheld or _("too little to count")
            titles = reasons.setdefault(why[:1].upper() + why[1:], [])
            if (name := title(measure, cast)) not in titles:
                titles.append(name)
    return list(reasons.items())


def about_listening(analysis: Analysis) -> str:
    """Where the line for listening is held, and where it is not; only for calls with customers."""
    kind = analysis.conversation.kind or Kind.SALES
    if kind not in {Kind.SALES, Kind.SERVICE} or not analysis.tagging.tagger:
        return ""
    if analysis.labels.interview():
        return _("The line of 80 % is for the interview alone; the other lines are named by part.")
    return _("No interview was found, so the line of 80 % is held against nothing.")


def several(titles: Sequence[str]) -> Sequence[str]:
    """The titles, or how many they are where one reason keeps back more than can be read."""
    if len(titles) <= _MOST_WITHHELD:
        return titles
    return [_("{n} figures").format(n=len(titles))]


def hatched() -> str:
    """The strip of a figure that is withheld."""
    return strip.draw(strip.Scale(1.0), None, _("not enough to tell"))


def key_line(shown: Sequence[Figure]) -> str:
    """What the signs beside the dots mean; only those that occur."""
    parts = []
    if any('class="norm"' in f.strip for f in shown):
        parts.append(_("Dashed: a norm."))
    if any('class="reference"' in f.strip for f in shown):
        parts.append(_("Thin below: a reference, not an aim."))
    return " ".join(parts)


def is_figure(measure: Measure) -> bool:
    """A row of its own; the tenths are one picture instead."""
    return not measure.scope.startswith("tenth")


def figure(measure: Measure, analysis: Analysis, cast: Cast) -> Figure:
    name = title(measure, cast)
    norms = norms_for(measure, analysis.conversation.kind, analysis.norms)
    text = "" if measure.value is None else value_words(measure, measure.value)
    return Figure(
        title=name,
        text=text,
        beside=_beside(measure),
        withheld=measure.withheld if measure.value is None else None,
        strip=_strip(measure, name, text, norms, _ends(measure, analysis)),
        made=tuple(_made(measure, norms)),
        turns=measure.turns,
        norms=tuple(_short_norm(measure, n) for n in norms if is_norm(n)),
    )


def value_words(measure: Measure, value: float) -> str:
    """A value with its unit, as a person would say it."""
    if _is_share(measure):
        return _("{n} %").format(n=f"{100 * value:.0f}")
    if measure.unit == "s":
        return seconds(value)
    if measure.unit == "1":
        return count(value) if value == int(value) else f"{value:.1f}"
    short = f"{value:.1f}" if abs(value) < 9.95 and value != int(value) else f"{value:.0f}"
    per = {
        "1/min": _("{n} a minute"),
        "1/h": _("{n} an hour"),
        "1/10 min": _("{n} in 10 min"),
        "1/30 min": _("{n} in 30 min"),
        "per question": _("{n} a question"),
        "words/min": _("{n} words a minute"),
    }
    return per.get(measure.unit, "{n} " + measure.unit).format(n=short)


def _told(measure: Measure) -> bool:
    return measure.value is not None


def _is_share(measure: Measure) -> bool:
    return measure.unit == "1" and measure.id.endswith("share")


def _ranked(analysis: Analysis, cast: Cast) -> list[Measure]:
    """By measure, the whole call first, then the parties, then people in order of name."""

    def rank(measure: Measure) -> tuple[int, bool, int, str]:
        known, party = measure.id in _ORDER, measure.of in _PARTIES
        return (
            _ORDER.index(measure.id) if known else len(_ORDER),
            measure.scope != "call",
            _PARTIES.index(measure.of) if party else len(_PARTIES),
            "" if party else cast.party(measure.of).casefold(),
        )

    return sorted(analysis.measures, key=rank)


def _counted(measure: Measure) -> str:
    known = DEFINITIONS.get(measure.id)
    return f"{count(measure.n)} {known.counts if known else _('cases')}"


def _beside(measure: Measure) -> str:
    """The interval in the figure's own unit, said once: "0.7–1.2 s"; empty for a full count."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    low, high = value_words(measure, measure.low), value_words(measure, measure.high)
    number, _space, unit = low.partition(" ")
    return (
        f"{number}–{high}" if high.endswith(f" {unit}") and " " not in unit else f"{low} – {high}"
    )


def _ends(measure: Measure, analysis: Analysis) -> list[float | None]:
    """All values of one measure, so that it has the same scale for everybody."""
    same = (m for m in analysis.measures if (m.id, m.unit) == (measure.id, measure.unit))
    return [e for m in same for e in (m.value, m.high)]


def _strip(
    measure: Measure, name: str, text: str, norms: Sequence[Norm], values: Sequence[float | None]
) -> str:
    ends = [e for n in norms for e in (n.low, n.high)]
    scale = strip.Scale.of(_is_share(measure), *values, *ends)
    says = f"{name}: {text or _('not enough to tell')}"
    if norms:
        says += "; " + "; ".join(f"{n.name} {norm_words(measure, n)}" for n in norms)
    return strip.draw(
        scale,
        measure.value,
        says,
        low=measure.low,
        high=measure.high,
        beside=tuple(strip.Beside(n.low, n.high, is_norm(n)) for n in norms),
    )


def is_norm(norm: Norm) -> bool:
    """Held against a conversation; anything else is a line to look at."""
    return norm.on and norm.kind == "target"


def norm_words(measure: Measure, norm: Norm) -> str:
    """The norm's ends in the measure's unit: "at least 80 %", "40 % to 55 %"."""
    if norm.low is not None and norm.high is not None and norm.low != norm.high:
        low, high = value_words(measure, norm.low), value_words(measure, norm.high)
        return _("{low} to {high}").format(low=low, high=high)
    if norm.low is not None:
        return _("at least {n}").format(n=value_words(measure, norm.low))
    if norm.high is not None:
        return _("at most {n}").format(n=value_words(measure, norm.high))
    return ""


def _short_norm(measure: Measure, norm: Norm) -> str:
    kind = _("norm {ends}") if is_norm(norm) else _("reference {ends}")
    return kind.format(ends=norm_words(measure, norm))


def _made(measure: Measure, norms: Sequence[Norm]) -> list[tuple[str, str]]:
    interval, known = _beside(measure), DEFINITIONS.get(measure.id)
    rows = [
        (_("Formula"), measure.formula),
        (_("Counted"), _counted(measure)),
        (_("Interval"), f"95 %: {interval}" if interval else _("none: a full count of this talk")),
        (_("Source"), measure.source),
    ]
    for norm in norms:
        kind = _("Norm") if is_norm(norm) else _("Reference")
        grade = _("evidence {grade}").format(grade=norm.grade)
        told = f"{norm.name}: {norm_words(measure, norm)}. {norm.source}, {grade}. {norm.note}"
        rows.append((kind, told.strip()))
    if not norms:
        rows.append((_("Norm"), _("none; compare with the same person's other talks")))
    if known:
        rows.append((_("Limits"), f"{known.limits}."))
    return rows

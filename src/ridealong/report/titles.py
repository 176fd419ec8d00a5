"""What each measure is called on a page, and under which heading it stands."""

from collections.abc import Sequence

from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.definitions.coaching import COACHING
from ridealong.analysis.definitions.customer import CUSTOMER
from ridealong.analysis.definitions.debrief import DEBRIEF
from ridealong.analysis.definitions.service import SERVICE
from ridealong.analysis.definitions.talk import TALK
from ridealong.analysis.model import Measure
from ridealong.report.cast import PARTY_WORDS, Cast
from ridealong.report.words import _

TITLES: dict[str, str] = {
    "talk_share": _("{who} spoke"),
    "listening_share": _("{who} listened, interview"),
    "longest_monologue": _("{who}, longest stretch"),
    "longest_customer_story": _("{who}, longest story"),
    "patience": _("Pause before {who} answered"),
    "pause_after_question": _("Pause after {who} asked"),
    "interruptions": _("{who} cut in"),
    "interactivity": _("Changes of floor"),
    "self_answered_share": _("{who} went on after a question"),
    "early_start_share": _("{who} began early"),
    "speech_rate": _("{who}, pace"),
    "talk_time_s": _("{who}, time spoken"),
    "overlap_share": _("Both at once"),
    "silence_share": _("Silence"),
    "stated_by_source": _("{who}, as the source states"),
    "open_question_share": _("{who}, open questions"),
    "interview_asking_share": _("{who} asked or said back"),
    "product_talk_share": _("{who} on the product"),
    "results_question_share": _("{who} asked for results"),
    "ask_tell_share": _("{who} asked, not told"),
    "own_steps_share": _("{who}, own next steps"),
    "specific_praise_share": _("{who}, praise for an act"),
    "process_share": _("{who} worked on the problem"),
    "debrief_answered": _("Of the two questions, answered"),
}
"""What a measure is called beside its figure; the others are called by their question."""

_AREAS = (
    (_("The conversation with the customer"), CUSTOMER),
    (_("The service call"), SERVICE),
    (_("The coaching talk"), COACHING),
    (_("The debrief"), DEBRIEF),
    (_("Talk and time"), TALK),
)
_WHOLE_CALL = ("talk_share", "product_talk_share")
"""Also taken of a part of the call, so that the whole is named as such."""


def title(measure: Measure, cast: Cast) -> str:
    """What the figure is called: "Rita spoke, first half"; its question where it has no name."""
    known = DEFINITIONS.get(measure.id)
    other = known.question if known else measure.id.replace("_", " ").capitalize() + ", {who}"
    words = TITLES.get(measure.id, other)
    who = cast.party(measure.of)
    begins = words.startswith("{who}") and who in PARTY_WORDS
    named = words.format(who=who[:1].upper() + who[1:] if begins else who)
    scope = _scope(measure)
    return _("{title}, {scope}").format(title=named, scope=scope) if scope else named


def _scope(measure: Measure) -> str:
    """The part of the talk, where the name does not say it already."""
    if measure.scope == "call":
        return _("whole talk") if measure.id in _WHOLE_CALL else ""
    if measure.scope == "interview" and measure.id == "listening_share":
        return ""
    return measure.scope.replace("_", " ")


def by_area(measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    """Measures by what they are about, in the order of the areas."""
    known = {d.id: area for area, definitions in _AREAS for d in definitions}
    areas = [*(area for area, _definitions in _AREAS), _("From the source")]
    found: dict[str, list[Measure]] = {area: [] for area in areas}
    for measure in measures:
        found[known.get(measure.id, areas[-1])].append(measure)
    return [(area, own) for area, own in found.items() if own]

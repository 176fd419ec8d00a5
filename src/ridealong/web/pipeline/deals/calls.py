"""The calls of a deal as one person sees them: some may be read, some only known of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.process.gates import InCall, Words
from ridealong.report.words import _, clock
from ridealong.web.calls.models import Call
from ridealong.web.people import policy
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.gates.heard import MOST, heard
from ridealong.web.pipeline.models import Deal
from ridealong.web.ui.words import day


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words of the customer's, and where to hear them."""

    who: str
    words: str
    source: str
    """"First talk, Tue 17 Nov, 27:22"."""
    href: str
    """Empty for what somebody wrote down."""
    move: str = ""


@dataclass(frozen=True)
class DealCalls:
    """The calls of a deal that the viewer knows of, the newest first."""

    viewer: Viewer
    rows: Sequence[Call]

    @cached_property
    def open(self) -> Mapping[int, Call]:
        """Those that they may read, with what is said about them."""
        return {call.pk: call for call in self.rows if self._open(call)}

    @cached_property
    def heard(self) -> Mapping[int, InCall]:
        """What was heard in these."""
        return {pk: heard(call) for pk, call in self.open.items()}

    @cached_property
    def told(self) -> frozenset[str]:
        """The customer's moves in any of them."""
        return frozenset(
            move
            for found in self.heard.values()
            for move in (*found.theirs, *found.gates, *(w.move for w in found.told))
        )

    @property
    def asked(self) -> bool:
        """Whether a question of ours about the need was heard."""
        return any("need_question" in found.ours for found in self.heard.values())

    @property
    def spoken_with(self) -> frozenset[str]:
        """Everybody at the customer's who speaks in them, in lower case."""
        return frozenset(
            word.who.casefold()
            for found in self.heard.values()
            for word in (*found.told, *found.theirs.values())
            if word.who
        )

    def quotes(self, *moves: str, most: int = 1) -> tuple[Quote, ...]:
        """What the customer told, of the first of these moves that was heard, the newest first."""
        for move in moves:
            found = [
                self.quote(pk, word)
                for pk, in_call in self.heard.items()
                for word in in_call.told
                if word.move == move
            ]
            if found:
                return tuple(found[:most])
        return ()

    def agreed(self) -> tuple[Quote, ...]:
        """The last step to which the customer committed."""
        for pk, found in self.heard.items():
            if found.agreed:
                return (self.quote(pk, found.agreed),)
        return ()

    def quote(self, pk: int, words: Words) -> Quote:
        """Some words of a call, with where they were said."""
        call = self.open[pk]
        where = (
            _("turn {n}").format(n=words.turn) if words.start_s is None else clock(words.start_s)
        )
        return Quote(
            words.who or _("The customer"),
            words.said,
            f"{call.title}, {day(call.started_at)}, {where}",
            f"{call.get_absolute_url()}#t{words.turn}",
            words.move,
        )

    def _open(self, call: Call) -> bool:
        debrief = getattr(call, "debrief", None)
        read = hasattr(call, "analysis") and bool(call.analysis.packed)
        return read and policy.sees_analysis(self.viewer, call, debrief)

    def may_read(self, call: Call) -> bool:
        """Whether the viewer may open it."""
        return policy.may(self.viewer, Action.SEE, call)


def calls_of(viewer: Viewer, deal: Deal) -> DealCalls:
    """The newest calls of a deal, from one query."""
    rows = deal.calls.filter(policy.listed(viewer)).select_related(
        "transcript", "analysis", "debrief", "owner"
    )
    return DealCalls(viewer, list(rows.order_by("-started_at", "-id")[:MOST]))

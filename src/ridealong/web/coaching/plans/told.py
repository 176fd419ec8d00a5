"""A commitment as a page sets it: the sentence, in what it shows, from and to, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.coaching.behaviours import FOLLOWED
from ridealong.coaching.commitments import Standing, State
from ridealong.coaching.levels import Level
from ridealong.report.pictures import Picture
from ridealong.report.trends import chance, difference, interval, percent
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.evidence import Evidence
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.drawn import drawn
from ridealong.web.coaching.plans.following import Followed
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day

_SIGNS = {
    State.NO_OCCASION: "unknown",
    State.NOT_SHOWN: "empty",
    State.SHOWN: "half",
    State.HOLDS: "full",
    State.NOT_YET: "half",
}
_CLOSED = {
    Commitment.State.HOLDS: ("full", _("holds")),
    Commitment.State.NOT_YET: ("half", _("not yet")),
    Commitment.State.DROPPED: ("empty", _("dropped")),
}


@dataclass(frozen=True)
class Told:
    """One commitment, for whoever looks."""

    viewer: Viewer
    followed: Followed
    moments: Sequence[Evidence] = ()

    @property
    def row(self) -> Commitment:
        """The row."""
        return self.followed.row

    @property
    def open(self) -> bool:
        """Whether it is under work."""
        return self.row.state == Commitment.State.OPEN

    @property
    def faint(self) -> bool:
        """Whether no call could show it yet: it is framed by dashes."""
        standing = self.followed.standing
        return self.open and (standing is None or standing.state is State.NO_OCCASION)

    @property
    def seen_in(self) -> str:
        """In what it shows."""
        what = self.followed.what
        name = _(what.name) if what else self.row.key
        return name[:1].lower() + name[1:]

    @property
    def from_to(self) -> str:
        """From where, to where."""
        return _("{start}, to {wanted}").format(start=self.start, wanted=self.wanted)

    @property
    def start(self) -> str:
        """How it was when it was agreed."""
        kept, what = self.row.baseline, self.followed.what
        share = kept.get("share")
        if share is None or what is None:
            return _("not known before")
        if what.by_weeks:
            return _("{n} a week").format(n=_few(share))
        if what.once and "calls" in kept:
            return _("{k} of {n} calls").format(k=round(kept["shown"]), n=round(kept["calls"]))
        return percent(share)

    @property
    def wanted(self) -> str:
        """The target."""
        what, target = self.followed.what, self.row.target or 0.0
        if what and what.by_weeks:
            return _("{n} a week").format(n=_few(target))
        if what and what.once:
            return _("{share} of the calls that could show it").format(share=percent(target))
        return percent(target)

    @property
    def sign(self) -> str:
        """The shape of where it stands."""
        if not self.open:
            return _CLOSED[Commitment.State(self.row.state)][0]
        standing = self.followed.standing
        return _SIGNS[standing.state] if standing else "unknown"

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if not self.open:
            return _CLOSED[Commitment.State(self.row.state)][1]
        standing = self.followed.standing
        if standing is None:
            return _("not followed any more")
        return self._open_state(standing)

    def _open_state(self, standing: Standing) -> str:
        if standing.state is State.NO_OCCASION and self.followed.by_weeks:
            return _("the first whole week is not over")
        if self._by_share and standing.state is State.NOT_SHOWN:
            return _("not reached yet")
        if self._by_share and standing.state is State.SHOWN:
            return _("reached in some calls, not enough to say that it holds")
        return {
            State.NO_OCCASION: _("no call since could show it"),
            State.NOT_SHOWN: _("not shown yet"),
            State.SHOWN: _("shown, not enough to say that it holds"),
            State.HOLDS: _("holds"),
            State.NOT_YET: _("the day has come, and it does not hold yet"),
        }[standing.state]

    @property
    def _by_share(self) -> bool:
        """Whether each call has a share of its own, which reaches the target or does not."""
        return bool(self.followed.what and not self.followed.what.once) or self.followed.by_weeks

    @property
    def since(self) -> str:
        """What the calls since show, in a sentence; empty without any that could."""
        standing = self.followed.standing
        if standing is None or not standing.could:
            return ""
        k, n = standing.shown, standing.could
        if self.followed.by_weeks:
            return ngettext(
                "{k} of {n} whole week since reaches it.",
                "{k} of {n} whole weeks since reach it.",
                n,
            ).format(k=k, n=n)
        if self._by_share:
            return ngettext(
                "{k} of {n} call since reaches it.", "{k} of {n} calls since reach it.", n
            ).format(k=k, n=n)
        return ngettext(
            "{k} of {n} call since shows it.", "{k} of {n} calls since show it.", n
        ).format(k=k, n=n)

    @property
    def level(self) -> str:
        """The figure since; empty for fewer than two."""
        found = self.followed.standing.level if self.followed.standing else None
        if found is None:
            return ""
        return _few(found.share) if self.followed.by_weeks else percent(found.share)

    @property
    def interval(self) -> str:
        """Its ends."""
        found = self.followed.standing.level if self.followed.standing else None
        if found is None:
            return ""
        return _ends(found) if self.followed.by_weeks else interval(found)

    @property
    def chance(self) -> str:
        """What of the difference may be chance, in a sentence."""
        standing = self.followed.standing
        return chance(standing.change) if standing and standing.change else ""

    @property
    def needed(self) -> str:
        """What is still missing before it can be said whether it holds."""
        standing = self.followed.standing
        if not self.open or standing is None or not standing.needed:
            return ""
        if self.followed.by_weeks:
            text = ngettext("{n} more whole week", "{n} more whole weeks", standing.needed)
        else:
            text = ngettext("{n} more call", "{n} more calls", standing.needed)
        return _("{what} before it can be said whether it holds").format(
            what=text.format(n=standing.needed)
        )

    @property
    def due(self) -> bool:
        """Whether the day has come to look at it together."""
        standing = self.followed.standing
        return self.open and bool(standing and standing.due)

    @property
    def picture(self) -> Picture | None:
        """Calls or weeks before and since; none without any."""
        return drawn(self.followed, self.state, day)

    @property
    def made(self) -> Sequence[tuple[str, str]]:
        """How the figures were made."""
        what, standing = self.followed.what, self.followed.standing
        if what is None or standing is None:
            return ()
        behaviour = next((b for b in FOLLOWED if what.id == f"behaviour:{b.id}"), None)
        rows = [(_("Counted"), _(behaviour.formula) if behaviour else _counted(self.followed))]
        if standing.change:
            rows.append((_("Difference"), difference(standing.change)))
        return [
            *rows,
            (_("Interval"), _how(self.followed)),
            (_("Holds"), _rule(self.followed)),
            (_("Norm"), _("none; the comparison is one’s own past")),
        ]


def _counted(followed: Followed) -> str:
    if followed.by_weeks:
        return _("whole weeks from Monday; the one that runs does not count")
    if followed.what and followed.what.once:
        return _("calls that show it ÷ calls in which it could be seen")
    return _("the measure of each call, added up")


def _how(followed: Followed) -> str:
    if followed.by_weeks:
        return _("95 %, exact interval of a count (Garwood)")
    return _("95 %, lengthened by how much calls differ among themselves")


def _rule(followed: Followed) -> str:
    if followed.by_weeks:
        return _("four whole weeks reach the target together, and three of the last four alone")
    return _(
        "six calls that could show it reach the target, the later half of them too, and the "
        "interval lies above what was before"
    )


def _few(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _ends(found: Level) -> str:
    return f"{_few(found.low)}–{_few(found.high)}"

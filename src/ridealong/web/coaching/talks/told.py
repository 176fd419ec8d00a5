"""A brief in words: what a page sets, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ridealong.coaching.behaviours import (
    FOLLOWED,
    LISTENING,
    OPEN_QUESTIONS,
    SAYING_BACK,
    WORKING_ON_IT,
)
from ridealong.coaching.brief import (
    Agreed,
    Brief,
    DealNow,
    Missing,
    Moment,
    Quote,
    Truth,
    TruthKind,
    WellKind,
)
from ridealong.coaching.commitments import State, followable
from ridealong.coaching.questions import Because, Chosen
from ridealong.coaching.trend import Trend
from ridealong.report.excerpt import Excerpt
from ridealong.report.trends import interval, percent
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.talks.written import Written
from ridealong.web.pipeline.deals.words import NOT_KNOWN
from ridealong.web.ui.words import day, listing

_MISSING = {
    Missing.CALLS: _("No call in the last 14 days has reached you."),
    Missing.TREND: _("Too few calls to say that anything has changed."),
    Missing.AGREED: _("Nothing is open from last time."),
    Missing.BROUGHT: _("{name} has not written on the own sheet yet."),
    Missing.DEAL: _("No deal was named, and none stands out."),
    Missing.WELL: _("Nothing that can be shown went well; ask for it."),
    Missing.QUESTIONS: _("The library has fewer than three questions for this."),
}
_STATES = {
    State.NO_OCCASION: ("unknown", _("no call since could show it")),
    State.NOT_SHOWN: ("empty", _("not shown yet")),
    State.SHOWN: ("half", _("shown, too few calls to say that it holds")),
    State.HOLDS: ("full", _("holds")),
    State.NOT_YET: ("half", _("the day has come, and it does not hold yet")),
}
_SHOWN = {
    OPEN_QUESTIONS.id: _("An open question, and what it brought:"),
    LISTENING.id: _("They had room, and told it in full:"),
    SAYING_BACK.id: _("Said back what was heard:"),
    WORKING_ON_IT.id: _("Went for the problem itself:"),
}
_BECAUSE = {
    Because.WORDS: _("Asks for the words in which it will be said."),
    Because.STAGE: _("Belongs to the stage in which the deal stands."),
    Because.TALK: "",
    Because.LIBRARY: "",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line as it is set."""

    who: str
    tone: str
    words: Excerpt


@dataclass(frozen=True, slots=True)
class Quotes:
    """Some words of one call."""

    lines: Sequence[Quoted]
    source: str
    call: int | None
    turn: int | None


@dataclass(frozen=True, slots=True)
class AgreedTold:
    """What was agreed, and where it stands."""

    says: str
    target: str
    since: str
    beside: str
    """An interval."""
    sign: str
    state: str
    needed: str


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact for both to acknowledge."""

    says: str
    beside: str
    quotes: Quotes | None


@dataclass(frozen=True, slots=True)
class WellTold:
    """What went well."""

    says: str
    quotes: Quotes | None


@dataclass(frozen=True, slots=True)
class Asks:
    """A question, and why it is here."""

    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A brief as a page sets it."""

    written: Written

    @property
    def skill(self) -> str:
        """The one skill."""
        skill = self.written.brief.skill
        return act_words(skill.key) if skill else ""

    @property
    def deal(self) -> DealNow | None:
        """The one deal."""
        return self.written.brief.deal

    @property
    def agreed(self) -> Sequence[AgreedTold]:
        """What was agreed last time."""
        return [agreed_words(a) for a in self.written.brief.agreed]

    @property
    def agreed_on(self) -> str:
        """When."""
        first = next(iter(self.written.brief.agreed), None)
        return day(first.on) if first and first.on else ""

    @property
    def well(self) -> WellTold | None:
        """One thing that went well."""
        well = self.written.brief.well
        if well is None:
            return None
        says = _(_SHOWN.get(well.behaviour, ""))
        if well.kind is WellKind.HELD and well.trend:
            says = trend_words(well.trend)
        elif well.kind is WellKind.HOLDS and well.agreed:
            says = _("“{says}” holds, in {k} of {n} calls since.").format(
                says=well.agreed.commitment.says,
                k=well.agreed.standing.shown,
                n=well.agreed.standing.could,
            )
        return WellTold(says, self._quotes(well.quotes))

    @property
    def facts(self) -> Sequence[FactTold]:
        """To acknowledge."""
        return [self._fact(truth) for truth in self.written.brief.facts]

    @property
    def missed(self) -> Quotes | None:
        """Where the one skill could have been, where no fact quotes it already."""
        skill = self.written.brief.skill
        quoted = {(q.call, q.turn) for f in self.written.brief.facts for q in f.quotes}
        moment = next((m for m in skill.moments if not m.good), None) if skill else None
        if moment is None or _places(moment) & quoted:
            return None
        return self._quotes(moment.quotes)

    @property
    def questions(self) -> Sequence[Asks]:
        """To choose from."""
        brief = self.written.brief
        return [Asks(c.question.says, why_asked(c, brief)) for c in brief.questions]

    @property
    def from_the_gates(self) -> Sequence[str]:
        """What "when" and "how big" would have been asked for."""
        return list(self._from_the_gates())

    @property
    def interval(self) -> str:
        """Of the share of comparable deals that were won."""
        found = self.written.compared
        if found is None or found.low is None or found.high is None:
            return ""
        n = _("{n} closed deals").format(n=found.comparable)
        return f"{100 * found.low:.0f}–{100 * found.high:.0f} %, {n}"

    @property
    def not_known(self) -> Sequence[str]:
        """What is not known of the one deal."""
        deal = self.written.brief.deal
        return [NOT_KNOWN[key] for key in deal.unknown if key in NOT_KNOWN] if deal else []

    @property
    def missing(self) -> Sequence[str]:
        """What is not there, so that nobody takes it for nothing."""
        brief = self.written.brief
        left_out = {Missing.BROUGHT} if brief.brought else set()
        return [_MISSING[m].format(name=brief.name) for m in brief.missing if m not in left_out]

    def is_missing(self, what: str) -> bool:
        """Whether one of them is."""
        return what in self.written.brief.missing

    def _fact(self, truth: Truth) -> FactTold:
        quotes = self._quotes(truth.quotes)
        if truth.kind is TruthKind.BEHAVIOUR and truth.trend:
            return FactTold(trend_words(truth.trend), "", quotes)
        if truth.kind is TruthKind.LEVEL and truth.level:
            return FactTold(level_words(truth), "", quotes)
        if truth.kind is TruthKind.PIPELINE and truth.finding:
            found = next((f for f in self.written.found if f.id == truth.finding.id), None)
            return FactTold(found.says if found else "", found.chance if found else "", None)
        says = _("“{gate}” is claimed, and no part of the customer’s is accepted.")
        return FactTold(says.format(gate=truth.of), "", None)

    def _quotes(self, quotes: Sequence[Quote]) -> Quotes | None:
        lines = [self._line(q) for q in quotes]
        if not lines:
            return None
        first = quotes[0]
        spoken, call = self.written.line(first), self.written.call(first.call)
        parts = [call.title, day(call.on)] if call else []
        if spoken:
            parts.append(spoken.at)
        return Quotes(lines, ", ".join(parts), first.call, first.turn)

    def _line(self, quote: Quote) -> Quoted:
        spoken = self.written.line(quote)
        if spoken:
            return Quoted(spoken.who, spoken.tone, spoken.words)
        return Quoted(quote.who or _("Customer"), "them", Excerpt(quote.says, "", ""))

    def _from_the_gates(self) -> Iterator[str]:
        deal, found = self.written.brief.deal, self.written.compared
        if deal is None:
            return
        both = sum(g.both for g in deal.gates)
        yield ngettext(
            "At {deal} both sides have done their part on {k} of {n} gate.",
            "At {deal} both sides have done their part on {k} of {n} gates.",
            len(deal.gates),
        ).format(deal=deal.name, k=both, n=len(deal.gates))
        missing = next((g.label for g in deal.gates if not g.both), "")
        if missing:
            yield _("The first that is open: “{gate}”.").format(gate=missing)
        if found is None or found.probability is None:
            yield _("Too few deals like it have closed to say what they came to.")
            return
        yield _("Of deals that stood here, {share} % were won.").format(
            share=round(100 * found.probability)
        )
        if found.early and found.late:
            yield _("Counted from here, half of those closed between {first} and {last}.").format(
                first=day(found.early), last=day(found.late)
            )


def agreed_words(agreed: Agreed) -> AgreedTold:
    """What was agreed, its target, and what the calls since show."""
    commitment, standing = agreed.commitment, agreed.standing
    followed = followable(commitment.follows)
    sign, state = _STATES[standing.state]
    by = day(commitment.by)
    if followed and followed.by_weeks:
        target = _("Target {n} a week by {day}.").format(n=f"{commitment.target:g}", day=by)
        return AgreedTold(commitment.says, target, "", "", "unknown", _("counted by weeks"), "")
    target = _("Target {share} by {day}.").format(share=percent(commitment.target), day=by)
    since = _("Since then {k} of {n} calls show it.").format(k=standing.shown, n=standing.could)
    level = standing.level
    needed = ngettext(
        "one more call is needed", "{n} more calls are needed", standing.needed
    ).format(n=standing.needed)
    return AgreedTold(
        says=commitment.says,
        target=target,
        since=since if standing.could else "",
        beside=f"{percent(level.share)}, {interval(level)}" if level else "",
        sign=sign,
        state=state,
        needed=needed if standing.needed and standing.state is not State.HOLDS else "",
    )


def act_words(key: str) -> str:
    """What is followed or worked on, as it stands within a sentence."""
    behaviour = next((b for b in FOLLOWED if b.id == key.removeprefix("behaviour:")), None)
    if behaviour:
        return _(behaviour.act)
    followed = followable(key)
    name = _(followed.name) if followed else key.replace("-", " ").replace("_", " ")
    return name[:1].lower() + name[1:]


def trend_words(trend: Trend) -> str:
    """A trend in a sentence."""
    change = trend.change
    if change is None:
        return ""
    return _("{name}: {now} in the last six calls; in the year before, {before}.").format(
        name=_(trend.behaviour.name),
        now=f"{percent(change.now.share)} ({interval(change.now)})",
        before=f"{percent(change.before.share)} ({interval(change.before)})",
    )


def level_words(truth: Truth) -> str:
    """How high a behaviour lies, in a sentence."""
    if truth.trend:
        return trend_words(truth.trend)
    behaviour = next((b for b in FOLLOWED if b.id == truth.key), None)
    if truth.level is None or behaviour is None:
        return ""
    told = {
        "name": _(behaviour.name),
        "share": f"{percent(truth.level.share)} ({interval(truth.level)})",
        "calls": truth.level.calls,
    }
    if truth.level.calls == 1:
        says = _("{name}: {share} in this one call, {part} of {n}.")
        part = round(truth.level.share * truth.level.n)
        return says.format(part=part, n=truth.level.n, **told)
    return _("{name}: {share} in the last {calls} calls.").format(**told)


def why_asked(chosen: Chosen, brief: Brief) -> str:
    """Why a question is on the brief; empty where it only fits this kind of talk."""
    deal = brief.deal
    if chosen.because is Because.TALK and chosen.stage and not (deal or brief.brought):
        return _("About one call of their choice.")
    if chosen.because is not Because.UNKNOWN:
        return _BECAUSE[chosen.because]
    unknown = chosen.question.unknown
    if unknown in NOT_KNOWN:
        words = NOT_KNOWN[unknown]
        return _("Not known yet: {what}.").format(what=words[:1].lower() + words[1:])
    gate = next((g for g in deal.gates if g.key == unknown), None) if deal else None
    if gate:
        return _("Open at {deal}: {gate}.").format(deal=deal.name if deal else "", gate=gate.label)
    return _BECAUSE[Because.STAGE]


def with_whom(names: Sequence[str]) -> str:
    """Names as a heading lists them."""
    return listing(names, 3)


def _places(moment: Moment) -> set[tuple[int | None, int | None]]:
    return {(q.call, q.turn) for q in moment.quotes}

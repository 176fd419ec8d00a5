"""What may speak for the gates of a deal: found in calls, activities and shared content, proposed.

A kind of evidence says where it may be found (`EvidenceKind.finds`). The customer's words for a
gate are proposed wherever they fall. What we did, and what activities and content show, is proposed
for the gate out of the stage in which the deal stood that day, and our moves also where the
customer passes that gate in the same call. An e-mail of the customer's counts as an answer only
once we had written before.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ridealong.process.framework.model import EvidenceKind, Framework, Gate, Side
from ridealong.process.gates.heard import InCall, Words
from ridealong.process.model import Entry

LONGEST = 500
"""Characters of the words of a proposal."""
FEWEST_WORDS = 3
"""A shorter turn cannot be judged by itself."""


class HeldCall(NamedTuple):
    """A call that was about the deal."""

    id: int
    on: date
    heard: InCall


@dataclass(frozen=True, slots=True)
class Done:
    """An activity of the deal."""

    id: int
    kind: str
    """"email", "meeting", "call", "task", "note"."""
    direction: str
    """"in", "out", or empty."""
    on: date
    words: str
    """What an e-mail says, or what it was about."""
    is_held_call: bool = False
    """Its transcript is among the calls, which say more."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that the customer was given."""

    id: int
    on: date
    what: str
    reaction: str
    """"used", "asked", "corrected", "opened", "none", "refused", or empty."""
    reaction_words: str = ""
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Where the deal stood when."""

    entries: Sequence[Entry]
    """Oldest first."""
    stage: str = ""
    """Where it stands now, for a deal whose entries nobody kept."""
    since: date | None = None

    def on(self, day: date) -> str:
        """The stage on a day; empty where it is not known.

        Before the first entry it is the first stage that is known: what was done on the way there
        belongs to it.
        """
        if not self.entries:
            return self.stage if self.since is None or day >= self.since else ""
        before = [e for e in self.entries if e.on <= day]
        return before[-1].stage if before else self.entries[0].stage


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may speak for one side of a gate."""

    gate: str
    side: Side
    kind: str
    words: str
    on: date
    call: int | None = None
    turn: int | None = None
    activity: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """The same thing is proposed once for a side of a gate, whatever kind it is taken for."""
        if self.call is not None:
            return self.gate, self.side.value, "call", self.call, self.turn
        if self.activity is not None:
            return self.gate, self.side.value, "activity", self.activity
        return self.gate, self.side.value, self.on, self.words


def proposals(
    framework: Framework,
    course: Course,
    *,
    calls: Iterable[HeldCall] = (),
    activities: Sequence[Done] = (),
    content: Sequence[Shared] = (),
) -> tuple[Proposal, ...]:
    """What may speak for the gates of a deal; each thing once for a side of a gate.

    Of a kind of evidence the first and the latest are enough to judge: nobody reads twenty e-mails
    to say whether one of them was the summary.
    """
    found: dict[tuple[object, ...], Proposal] = {}
    held = tuple(calls)
    for stage in framework.stages:
        if stage.gate is None:
            continue
        look = _Look(stage.key, stage.gate, course)
        for side in Side:
            for kind in stage.gate.kinds(side):
                of_kind = (
                    *look.in_calls(held, side, kind),
                    *look.in_activities(activities, side, kind),
                    *look.in_content(content, side, kind),
                )
                for proposal in _first_and_latest(of_kind):
                    found.setdefault(proposal.key, proposal)
    return tuple(found.values())


def _first_and_latest(of_kind: Sequence[Proposal]) -> Sequence[Proposal]:
    in_order = sorted(of_kind, key=lambda p: p.on)
    return in_order if len(in_order) < 2 else (in_order[0], in_order[-1])


@dataclass(frozen=True, slots=True)
class _Look:
    """For the gate out of one stage."""

    stage: str
    gate: Gate
    course: Course

    def in_calls(
        self, calls: Sequence[HeldCall], side: Side, kind: EvidenceKind
    ) -> Iterator[Proposal]:
        for find in kind.finds:
            what, _colon, name = find.partition(":")
            for call in calls:
                words = self._said(call, side, what, name)
                if words is not None:
                    yield Proposal(
                        self.gate.key,
                        side,
                        kind.key,
                        cut(words.said),
                        call.on,
                        call=call.id,
                        turn=words.turn,
                    )

    def _said(self, call: HeldCall, side: Side, what: str, name: str) -> Words | None:
        heard = call.heard
        if what == "label":
            return heard.gates.get(name) if side is Side.CUSTOMER else None
        if what != "move":
            return None
        its_own = self.gate.key in heard.gates or self.course.on(call.on) == self.stage
        moves = heard.theirs if side is Side.CUSTOMER else heard.ours
        words = moves.get(name) if its_own else None
        return words if words and len(words.said.split()) >= FEWEST_WORDS else None

    def in_activities(
        self, activities: Sequence[Done], side: Side, kind: EvidenceKind
    ) -> Iterator[Proposal]:
        wanted = {f.removeprefix("activity:") for f in kind.finds if f.startswith("activity:")}
        if not wanted:
            return
        wrote = min((a.on for a in activities if _outgoing(a)), default=None)
        for done in activities:
            own_name = f"{done.kind}.{done.direction}" if done.direction else done.kind
            if wanted.isdisjoint({done.kind, own_name}) or done.is_held_call:
                continue
            if self.course.on(done.on) != self.stage or not done.words.strip():
                continue
            answers = wrote is not None and done.on >= wrote
            if _incoming(done) and not answers:
                continue
            yield Proposal(
                self.gate.key, side, kind.key, cut(done.words), done.on, activity=done.id
            )

    def in_content(
        self, content: Sequence[Shared], side: Side, kind: EvidenceKind
    ) -> Iterator[Proposal]:
        wanted = {f.removeprefix("content:") for f in kind.finds if f.startswith("content:")}
        for shared in content:
            seen = {"shared", shared.reaction} if side is Side.SELLER else {shared.reaction}
            if wanted.isdisjoint(seen - {""}) or self.course.on(shared.on) != self.stage:
                continue
            words = shared.reaction_words.strip() if side is Side.CUSTOMER else ""
            yield Proposal(self.gate.key, side, kind.key, cut(words or shared.what), shared.on)


def cut(words: str, most: int = LONGEST) -> str:
    """Words in one line, shortened at a word.

    >>> cut("one two three", 8)
    'one two…'
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    whole = line[: most - 1] if line[most - 1] == " " else line[: most - 1].rsplit(" ", 1)[0]
    return whole.rstrip(",;: ") + "…"


def _outgoing(done: Done) -> bool:
    return done.kind == "email" and done.direction == "out"


def _incoming(done: Done) -> bool:
    return done.kind == "email" and done.direction == "in"

"""A call as one person sees it: the talk, what is said about it, and what people have added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps

from ridealong.analysis import Analysis as Said
from ridealong.conversation import Kind, Side
from ridealong.report.script import Block
from ridealong.report.talk import Talk
from ridealong.report.words import _, count, kind_words, ngettext, who_spoke
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.analysing.standing import Standing, standing
from ridealong.web.calls.models import Analysis, Call, Comment, Correction
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.page.adapting import Adapt, adapt
from ridealong.web.calls.page.along import Along, take_along
from ridealong.web.jobs.lease import State
from ridealong.web.people import policy
from ridealong.web.people.leading import managers_of
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day, day_time, length_words, listing

if TYPE_CHECKING:
    from ridealong.web.coaching.models import Debrief

WITH = ("analysis", "debrief", "transcript")
"""What is read along with a call for its page."""


@dataclass(frozen=True)
class Opened:
    """A call with everything on its page, made when the page first asks for it.

    Args:
        viewer: who looks.
        call: read together with `WITH`.
        talk: the words, and whatever of their analysis the viewer may see.
        open: whether that is all of it; else only who spoke and what was said.
    """

    viewer: Viewer
    call: Call
    talk: Talk
    open: bool

    @cached_property
    def may(self) -> frozenset[Action]:
        """What the viewer may do with it."""
        return policy.allowed(self.viewer, self.call)

    @property
    def own(self) -> bool:
        """Whether it is the viewer's own."""
        return self.call.owner_id == self.viewer.id

    @property
    def work(self) -> Analysis | None:
        """The analysis in the queue; None for a call that never had one."""
        return getattr(self.call, "analysis", None)

    @property
    def waiting(self) -> bool:
        """Whether it is still being read for the first time."""
        return self.work is not None and self.work.waiting and not self.work.packed

    @property
    def again(self) -> bool:
        """Whether it is being read anew, and what was said before still stands."""
        return self.open and self.work is not None and self.work.waiting

    @property
    def failed(self) -> bool:
        """Whether it could not be read, after several attempts."""
        return self.work is not None and self.work.state == State.DEAD and not self.work.packed

    @cached_property
    def standing(self) -> Standing:
        """How far its analysis is, in words."""
        return standing(self.call)

    @property
    def covered(self) -> bool:
        """Whether the viewer has a debrief to write before the analysis opens."""
        return Action.DEBRIEF in self.may and debrief_of(self.call) is None

    @cached_property
    def debrief(self) -> "Debrief | None":
        """The owner's own view, if the viewer may read it."""
        written = debrief_of(self.call)
        if written is None or not policy.sees_debrief(self.viewer, written, self.call):
            return None
        return written

    @cached_property
    def voice_note(self) -> Any:
        """What its owner said beside their debrief, for themselves alone; without the sound."""
        notes = apps.get_model("coaching", "VoiceNote")._default_manager  # stands above calls
        note = notes.filter(call=self.call).defer("sound").first() if self.own else None
        heard = note is not None and policy.hears_voice_note(self.viewer, self.call, note.by_id)
        return note if heard else None

    @property
    def debrief_is_theirs(self) -> bool:
        """Whether a manager is told that the owner's view is the owner's, written or not."""
        return (
            not self.own
            and self.debrief is None
            and policy.is_shown_debriefs(self.viewer, self.call)
        )

    @cached_property
    def coaches(self) -> Sequence[Person]:
        """Whom the owner can share their view with."""
        return managers_of(self.call.team_id)

    @property
    def coach_names(self) -> str:
        """Their names, as a button says them."""
        own = debrief_of(self.call)
        peer = [own.companion] if own and own.how == own.How.PEER and own.companion else []
        return listing([p.short for p in (*self.coaches, *peer)]) or _("my manager")

    @cached_property
    def companions(self) -> Sequence[Person]:
        """Who may be there when its owner looks back on it."""
        there = policy.looks_back_with(self.viewer, self.call)
        return list(Person.objects.filter(there).order_by("name"))

    @cached_property
    def comments(self) -> Mapping[int, Sequence[Comment]]:
        """By turn. Before the debrief no word of others, so that one's own view stays one's own."""
        rows = self.call.comments.select_related("author")
        seen = policy.comments_for(self.viewer, self.call, rows)
        by_turn: dict[int, list[Comment]] = {}
        for comment in seen:
            if comment.author_id == self.viewer.id or not self.covered:
                by_turn.setdefault(comment.turn, []).append(comment)
        return by_turn

    @cached_property
    def corrections(self) -> Mapping[tuple[int, str], Correction]:
        """What people have said about moves, by turn and move."""
        if not self.open:
            return {}
        return {(c.turn, c.move): c for c in self.call.corrections.select_related("by")}

    @property
    def said_by(self) -> Mapping[tuple[int, str], str]:
        """Who says that a turn makes a move, where a person does."""
        return {
            key: c.by.short if c.by else _("somebody")
            for key, c in self.corrections.items()
            if c.holds
        }

    @property
    def along(self) -> Along | None:
        """The question to take along."""
        return take_along(self.talk.story, own=self.own)

    @property
    def adapts(self) -> Sequence[Adapt]:
        """What to try next time with the same people, for whoever held it: two at most."""
        with_others = self.call.kind in OF_A_TEAM
        return adapt(self.talk) if self.own and self.open and with_others else ()

    @property
    def other_moves(self) -> Sequence[tuple[str, str, int]]:
        """Moves without a sign of their own: id, name and how many turns make them."""
        signed = self.talk.signs.of_moves
        found: dict[str, tuple[str, set[int]]] = {}
        for own in self.talk.acts.values():
            for act in own:
                if act.move not in signed:
                    found.setdefault(act.move, (act.name, set()))[1].add(act.turn)
        return sorted(((id_, name, len(t)) for id_, (name, t) in found.items()), key=_by_name)

    @cached_property
    def unknown(self) -> Mapping[int, str]:
        """The first turn of everybody whose side is not known, with their id."""
        speakers = self.talk.conversation.by_id
        first: dict[str, int] = {}
        for turn, said in enumerate(self.talk.conversation.turns):
            if said.speaker and said.speaker not in first:
                first[said.speaker] = turn
        return {
            turn: speaker
            for speaker, turn in first.items()
            if speakers[speaker].side is None and not speakers[speaker].pseudo
        }

    @property
    def no_point(self) -> str:
        """What stands where there is no point."""
        if self.talk.cast.persons and all(v.tone == "none" for v in self.talk.cast.persons):
            return _(
                "No point. Whose side each person is on is not known; say it beside their first "
                "words."
            )
        return self.talk.no_point

    @property
    def blocks(self) -> Mapping[int, Block]:
        """The blocks of the transcript, by their first turn."""
        return {b.paragraphs[0].turn: b for leg in self.talk.legs for b in leg.blocks}

    @property
    def facts(self) -> Sequence[str]:
        """The line below the title: who with whom, when, how long, how sure who spoke is."""
        call, conversation = self.call, self.talk.conversation
        turns = ngettext("{n} turn", "{n} turns", call.turns).format(n=count(call.turns))
        return [
            self._who_with_whom,
            *([call.customer.name] if call.customer and not _said_in(call) else []),
            when_held(call),
            length_words(call.duration_s) or turns,
            who_spoke(conversation),
        ]

    @property
    def _who_with_whom(self) -> str:
        kind = kind_words(Kind(self.call.kind))
        others = [v.name for v in self.talk.cast.persons if v.tone == self._theirs]
        among_us = self.own or self.call.kind == Kind.COACHING
        owner = self.call.owner.name if self.call.owner and not among_us else ""
        told = {
            (True, True): _("{kind} of {owner} with {others}"),
            (True, False): _("{kind} of {owner}"),
            (False, True): _("{kind} with {others}"),
            (False, False): "{kind}",
        }[bool(owner), bool(others)]
        return told.format(kind=kind, owner=owner, others=listing(others))

    @property
    def _theirs(self) -> str:
        """The colour of whoever the owner spoke with."""
        if self.call.kind != Kind.COACHING:
            return Side.THEM.value
        return "coach" if self.own else "rep"


def opened(viewer: Viewer, call: Call) -> Opened:
    """The call for somebody who may see it."""
    conversation = call.transcript.conversation()
    work: Analysis | None = getattr(call, "analysis", None)
    is_open = work is not None and bool(work.packed) and _sees_analysis(viewer, call)
    if work is None or not is_open:
        return Opened(viewer, call, Talk.unread(conversation), open=False)
    return Opened(viewer, call, Talk(stored.unpack(work.packed, conversation)), open=True)


def opened_with(viewer: Viewer, call: Call, said: Said) -> Opened:
    """The same with an analysis that is at hand."""
    return Opened(viewer, call, Talk(said), open=_sees_analysis(viewer, call))


def debrief_of(call: Call) -> "Debrief | None":
    """What its owner wrote about it; None before they did."""
    return getattr(call, "debrief", None)


def when_held(call: Call) -> str:
    """Day and hour in words; of a talk without a date, when it came in."""
    if call.dated:
        return day_time(call.started_at)
    return _("not dated, came in {day}").format(day=day(call.added_at))


def _said_in(call: Call) -> bool:
    """Whether the title names the customer already, however it is written."""
    name = call.customer.name if call.customer else ""
    title, wanted = ("".join(filter(str.isalnum, t.casefold())) for t in (call.title, name))
    return wanted in title


def _sees_analysis(viewer: Viewer, call: Call) -> bool:
    return policy.sees_analysis(viewer, call, debrief_of(call))


def _by_name(row: tuple[str, str, int]) -> str:
    return row[1]

"""A role-play as its page shows it: the talk, and once it is heard two points and what came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.coaching import roleplay
from ridealong.coaching.roleplay import SITUATIONS, Persona, Uncovered, personas
from ridealong.report.talk import Talk
from ridealong.report.words import _
from ridealong.settings import settings
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import RolePlay, RolePlayHeard
from ridealong.web.coaching.plans import drilling
from ridealong.web.coaching.plans.practised import NAMES
from ridealong.web.coaching.simulated.playing import FEWEST_TURNS, MOST_TURNS, ours, persona_of
from ridealong.web.jobs.lease import State
from ridealong.web.people.viewer import Viewer

_LISTED = 20
WORDS = {
    "first": _("The first talk: they hardly know why you are there"),
    "trouble": _("They tell of a trouble, and no more"),
    "stakes": _("They tell what it costs them"),
    "pushback": _("They see no need"),
    "proposal": _("Your proposal is on the table"),
    "price": _("They press on the price"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of one's own from which a role-play can begin."""

    value: str
    name: str
    call: Call


@dataclass(frozen=True)
class Choice:
    """What can be begun, and what was."""

    viewer: Viewer

    @property
    def people(self) -> Sequence[Persona]:
        """Whom one can meet."""
        return list(personas().values())

    @property
    def situations(self) -> Sequence[tuple[str, str]]:
        """In which situation."""
        return [(key, WORDS[key]) for key in SITUATIONS]

    @cached_property
    def moments(self) -> Sequence[Moment]:
        """Moments of one's own calls that are due for practice."""
        today = drilling.today(self.viewer)
        return [
            Moment(f"{k.drill.call}:{k.drill.turn}", NAMES[k.drill.task], today.calls[k.drill.call])
            for k in today.moments
        ]

    @cached_property
    def past(self) -> Sequence[tuple[RolePlay, str, str]]:
        """One's own, the latest first: with whom, in which situation."""
        rows = RolePlay.objects.filter(person=self.viewer.id)[:_LISTED]
        known = personas()
        return [(r, known[r.persona].name, WORDS[r.situation]) for r in rows if r.persona in known]

    @property
    def model(self) -> str:
        """Who plays the customer."""
        return settings().llm.name


@dataclass(frozen=True)
class Play:
    """One role-play."""

    viewer: Viewer
    row: RolePlay

    @cached_property
    def persona(self) -> Persona:
        """Who is played."""
        return persona_of(self.row)

    @property
    def own(self) -> bool:
        """Whether it is the viewer's."""
        return self.row.person_id == self.viewer.id

    @property
    def talking(self) -> bool:
        """Whether it is under way."""
        return self.row.state == RolePlay.State.TALKING

    @property
    def can_end(self) -> bool:
        """Whether there is something to look at."""
        return ours(self.row) >= FEWEST_TURNS

    @property
    def is_long_enough(self) -> bool:
        """Whether nothing more can be said."""
        return ours(self.row) >= MOST_TURNS

    @property
    def situation(self) -> str:
        """In words."""
        return WORDS[self.row.situation]

    @property
    def wait_s(self) -> int:
        """How long an answer may take, twice where the first leaves the role."""
        return round(settings().llm.timeout_s)

    @cached_property
    def _heard(self) -> RolePlayHeard | None:
        return getattr(self.row, "heard", None)

    @property
    def waiting(self) -> bool:
        """Whether it is being heard."""
        return self._heard is not None and self._heard.waiting and not self._heard.packed

    @property
    def failed(self) -> bool:
        """Whether it could not be heard, after several attempts."""
        return self._heard is not None and self._heard.state == State.DEAD

    @cached_property
    def talk(self) -> Talk | None:
        """The words with what was heard in them; None before that."""
        if self._heard is None or not self._heard.packed:
            return None
        spoken = roleplay.conversation(self.persona, self._turns, self.row.person.short)
        return Talk(stored.unpack(self._heard.packed, spoken))

    @property
    def uncovered(self) -> Sequence[Uncovered]:
        """What came out."""
        return [u for u in self._facts if u.turn is not None]

    @property
    def kept(self) -> Sequence[Uncovered]:
        """What stayed with them."""
        return [u for u in self._facts if u.turn is None]

    @cached_property
    def _facts(self) -> Sequence[Uncovered]:
        return roleplay.uncovered(self.persona, self._turns)

    @property
    def _turns(self) -> list[tuple[str, str]]:
        return [(side, words) for side, words in self.row.turns]

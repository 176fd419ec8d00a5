"""What a framework is: the customer's journey and ours side by side, with two-sided gates."""

from dataclasses import dataclass
from enum import StrEnum


class Journey(StrEnum):
    """Whose journey it follows."""

    SALES = "sales"
    SERVICE = "service"


class Side(StrEnum):
    """Whose doing a piece of evidence is."""

    CUSTOMER = "customer"
    SELLER = "seller"


class UseCase(StrEnum):
    """The talk for which a coaching question is meant."""

    ANY = "any"
    ONE_TO_ONE = "one-to-one"
    PIPELINE = "pipeline"
    DEAL = "deal"
    PRE_CALL = "pre-call"
    POST_CALL = "post-call"
    JOINT_CALL = "joint call"
    HUDDLE = "huddle"
    MOUND = "mound"
    ONBOARDING = "onboarding"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of thing that counts as done, on one side of a gate."""

    key: str
    says: str
    """What has to have happened, in a few words: "said in their own words that …"."""
    finds: tuple[str, ...] = ()
    """Where Ridealong may find it by itself: "label:admits_need" (a gate of a call's labels),
    "move:paraphrase" (a move of ours), "activity:email.in", "activity:meeting", "content:used"."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What both sides must have done before a deal goes on."""

    key: str
    label: str
    customer: tuple[EvidenceKind, ...]
    seller: tuple[EvidenceKind, ...]

    def kinds(self, side: Side) -> tuple[EvidenceKind, ...]:
        """What counts on a side."""
        return self.customer if side is Side.CUSTOMER else self.seller


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a coach may ask about a deal or a person in a stage."""

    key: str
    says: str
    use: tuple[UseCase, ...] = (UseCase.ANY,)
    unknown: str = ""
    """What is not known when it helps: "problem", "value", "who", "measure", a key of a gate."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the journey, the customer's and ours."""

    key: str
    label: str
    customer_step: str
    """What the customer does here."""
    seller_step: str
    """What we do here."""
    until: str
    """What ends it, as the pipeline says it: "until a need is admitted"."""
    gate: Gate | None = None
    """The gate out of it; None: what follows is the end."""
    questions: tuple[Question, ...] = ()
    skills: tuple[str, ...] = ()
    """Keys of `Framework.skills` that matter here."""
    exit: tuple[str, ...] = ()
    """Exit criteria, in words."""
    crm: tuple[str, ...] = ()
    """Labels under which CRMs know it, in lower case."""


@dataclass(frozen=True, slots=True)
class Skill:
    """Something that can be coached."""

    key: str
    label: str
    behaviours: tuple[str, ...] = ()
    """Moves or measures in which it shows: "move:paraphrase", "measure:listening_share"."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A journey with its stages, skills and questions."""

    name: str
    journey: Journey
    stages: tuple[Stage, ...]
    skills: tuple[Skill, ...] = ()
    questions: tuple[Question, ...] = ()
    """The start of the library, asked in any stage."""
    mapped: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Name of another method, with pairs of its step and the key of our stage or gate."""

    def stage(self, key: str) -> Stage | None:
        """The stage of a key."""
        return next((stage for stage in self.stages if stage.key == key), None)

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates, in the order of the journey."""
        return tuple(stage.gate for stage in self.stages if stage.gate)

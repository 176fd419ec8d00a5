"""The one place that says who may see, listen, correct, comment, share, export and delete.

A conversation with a customer or a partner is read by its owner at once; by whoever leads the team
that the owner was in, after the owner's debrief or the organisation's hours; by peers whom the
owner lets. A coaching talk is read by the two who held it. A self-debrief, spoken or written, is
read by its author, and once it is shared by the one who leads the team.

A deal is seen and kept by its owner; whoever leads the owner's team sees it and decides with them
what speaks for its gates; peers see it whom the owner lets. Whoever sees a deal reads no more of
its calls than before.

What a person takes on is seen by them, by whoever leads them today, and by the coaches of the talk
where it was agreed. Where they want to be is theirs until they share it, and so is a talk with a
simulated customer; what else they practise stays theirs.

Sheets of a CRM are brought by administrators, and by managers for the deals of their teams.

A talk between coach and rep is seen by those who hold it: the coach, a second coach, and whoever is
coached in it; a private note by its author alone, and what a transcript shows of the coach by the
coach alone, until they share it.

Leaders see counts of teams of five and more, never a conversation, never a deal. Administrators run
the system and read none; they say whose a deal without an owner is. A call that waits for consent
is read by nobody. What one may not see does not exist for them: it answers as if it had never been
there.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, Subquery

from ridealong.coaching.checkins import Privacy, forms
from ridealong.web.people.models import Grant, Membership, Person, Role
from ridealong.web.people.viewer import PEERS, Viewer

if TYPE_CHECKING:
    from ridealong.web.calls.models import Call, Comment, SharedMoment
    from ridealong.web.coaching.models import Debrief, Talk
    from ridealong.web.pipeline.models import Deal, GateEvidence

FEWEST_IN_A_RATE = 5
"""People in a team before a rate of it is shown to a leader."""
_COACHING, _DEBRIEF = "coaching", "debrief"
_MOST_PARTS = 8


class Action(StrEnum):
    """What somebody may do with a call."""

    LIST = "list"
    """Know that it was held, with whom, and from when they may read it."""
    SEE = "see"
    """Read it, hear it, and what is said about it."""
    CORRECT = "correct"
    """Say that a turn makes a move or not; name a speaker's side."""
    COMMENT = "comment"
    SHARE = "share"
    """Show a moment of it to a colleague."""
    EXPORT = "export"
    DELETE = "delete"
    DEBRIEF = "debrief"
    """Write down one's own view of it."""
    CONSENT = "consent"
    """Write down what the customer said to being recorded; without reading the call."""
    ASSIGN = "assign"
    """Say whose it is; without reading the call."""


class DealAction(StrEnum):
    """What somebody may do with a deal."""

    SEE = "see"
    """Its page, as far as its calls are theirs to read."""
    EDIT = "edit"
    """What is known of it, its next step, its calls, and what the customer was given."""
    DECIDE = "decide"
    """Add what speaks for a gate; accept or refuse what was proposed."""
    COMMIT = "commit"
    """Give one's word on how it will end."""
    ASSIGN = "assign"
    """Say whose it is; without seeing what speaks for its gates."""


class TalkAction(StrEnum):
    """What somebody may do with a talk between coach and rep."""

    SEE = "see"
    """Its page: agenda, steps, shared notes, what was agreed."""
    RUN = "run"
    """Read its brief, start and close it, tick what was asked."""
    WRITE = "write"
    """Put something on the agenda, write a note, propose what is agreed."""
    PREPARE = "prepare"
    """Write one's own sheet for it, and bring a call."""
    ARRANGE = "arrange"
    """Move it, call it off, say that it was not held."""
    MIRROR = "mirror"
    """Read what its transcript shows of the coach."""


TOO_LARGE = 1 << 63
"""For a key of the database."""


def listed(viewer: Viewer) -> Q:
    """The calls whose row the viewer may see in a list, as a filter of `Call`."""
    return _own(viewer) | _of_my_teams(viewer) | _of_peers(viewer)


def readable(viewer: Viewer) -> Q:
    """The calls that the viewer may read, as a filter of `Call`."""
    theirs = Q(manager_from__lte=viewer.now)
    peers = _of_peers(viewer) & Q(ready_at__isnull=False)
    return Q(held_back=False) & (_own(viewer) | (_of_my_teams(viewer) & theirs) | peers)


def listed_parts(viewer: Viewer) -> tuple[Q, ...]:
    """`listed` in parts that a database answers newest first; a call may be in several."""
    return (*_own_parts(viewer), *_team_parts(viewer), *_peer_parts(viewer))


def readable_parts(viewer: Viewer) -> tuple[Q, ...]:
    """`readable` in such parts."""
    theirs, ready = Q(manager_from__lte=viewer.now), Q(ready_at__isnull=False)
    parts = (
        *_own_parts(viewer),
        *(part & theirs for part in _team_parts(viewer)),
        *(part & ready for part in _peer_parts(viewer)),
    )
    return tuple(Q(held_back=False) & part for part in parts)


def analysis_open(viewer: Viewer) -> Q:
    """Of the calls that the viewer may read, those of which `sees_analysis` holds."""
    of_others = ~Q(owner=viewer.id)
    debriefs = apps.get_model("coaching", "Debrief")._default_manager  # stands above people
    # Not a join, behind which SQLite no longer stops at the newest of each team.
    looked_back = Q(Exists(debriefs.filter(call=OuterRef("pk"))))
    # A talk with a coach says something of the coach, and opens to others as they share it.
    coached = Q(kind=_COACHING) & (~of_others & Q(coach__isnull=False) & ~Q(coach=viewer.id))
    shared = apps.get_model("coaching", "Talk")._default_manager.filter(
        call=OuterRef("pk"), mirror_shared_at__lte=viewer.now
    )
    open_ = of_others | Q(kind__in=(_COACHING, _DEBRIEF)) | looked_back
    return open_ & (~coached | Q(Exists(shared)))


def may(viewer: Viewer, action: Action, call: "Call") -> bool:
    """Whether the viewer may do something with a call."""
    return action in allowed(viewer, call)


def allowed(viewer: Viewer, call: "Call") -> frozenset[Action]:
    """Everything that the viewer may do with a call."""
    found: set[Action] = set()
    own = viewer.id in {call.owner_id, call.coach_id}
    leads = _leads(viewer, call)
    peer = call.owner_id in viewer.granted and call.kind not in {_COACHING, _DEBRIEF}
    runs = viewer.has(Role.ADMINISTRATOR)
    unclaimed = call.owner_id is None and call.added_by_id == viewer.id and not runs
    if own or leads or peer or unclaimed:
        found.add(Action.LIST)
    if own or unclaimed or runs or call.added_by_id == viewer.id:
        found |= {Action.DELETE, Action.CONSENT}
    if leads:
        found.add(Action.CONSENT)
    if call.owner_id == viewer.id or unclaimed or (runs and call.owner_id is None):
        found.add(Action.ASSIGN)
    if call.held_back:
        return frozenset(found)
    turn = call.manager_from is not None and call.manager_from <= viewer.now
    if own or unclaimed or (leads and turn) or (peer and call.ready_at is not None):
        found |= {Action.SEE, Action.COMMENT, Action.EXPORT}
    if own or unclaimed or (leads and turn):
        found |= {Action.CORRECT, Action.SHARE}
    if call.owner_id == viewer.id and call.kind not in {_COACHING, _DEBRIEF}:
        found.add(Action.DEBRIEF)
    return frozenset(found)


def sees_debrief(viewer: Viewer, debrief: "Debrief", call: "Call") -> bool:
    """Whether the viewer may read what somebody wrote about their own call."""
    if debrief.by_id == viewer.id:
        return True
    shared = debrief.shared_at is not None and debrief.shared_at <= viewer.now
    return shared and (is_shown_debriefs(viewer, call) or was_there(viewer, debrief, call))


def was_there(viewer: Viewer, debrief: "Debrief", call: "Call") -> bool:
    """Whether a colleague looked back on a call together with its owner, and may still read it."""
    mine = debrief.companion_id == viewer.id and call.owner_id in viewer.granted
    return mine and may(viewer, Action.SEE, call)


def looks_back_with(viewer: Viewer, call: "Call") -> Q:
    """Who may be there when somebody looks back on their call, as a filter of `Person`.

    Whoever leads its team today, and colleagues whom they let read.
    """
    leads = Membership.objects.on(viewer.now.date()).filter(team=call.team_id, leads=True)
    peers = Grant.objects.filter(owner=viewer.id, until__isnull=True)
    there = Q(pk__in=leads.values("person")) | Q(pk__in=peers.values("peer"))
    return Q(is_active=True) & there & ~Q(pk=viewer.id)


def is_shown_debriefs(viewer: Viewer, call: "Call") -> bool:
    """Whether the viewer is somebody with whom a call's owner can share their own view of it."""
    return _leads(viewer, call) and may(viewer, Action.SEE, call)


def sees_analysis(viewer: Viewer, call: "Call", debrief: "Debrief | None") -> bool:
    """Whether what is said about a call is open to the viewer.

    Its owner looks back first: until they have written their debrief, or skipped it, they read the
    words alone. So does whoever was coached in a talk, until its coach shares what it shows.
    """
    may_do = allowed(viewer, call)
    looked_back = debrief is not None or Action.DEBRIEF not in may_do
    return Action.SEE in may_do and looked_back and _mirror_is_open(viewer, call)


def _mirror_is_open(viewer: Viewer, call: "Call") -> bool:
    """Whether what a talk with a coach shows of the coach is open to whoever was coached."""
    if call.kind != _COACHING or call.owner_id != viewer.id or call.coach_id in {None, viewer.id}:
        return True
    talk: Talk | None = getattr(call, "talk", None)
    shared = talk.mirror_shared_at if talk else None
    return shared is not None and shared <= viewer.now


def sees_moment(viewer: Viewer, moment: "SharedMoment", call: "Call") -> bool:
    """Whether the viewer may read some turns that were shown to them, or by them."""
    if viewer.id == moment.to_id:
        return not call.held_back
    return viewer.id == moment.by_id and may(viewer, Action.SEE, call)


def comments_for(viewer: Viewer, call: "Call", comments: Iterable["Comment"]) -> "list[Comment]":
    """The comments on a call that the viewer may read."""
    coaches = viewer.id in {call.owner_id, call.coach_id} or _leads(viewer, call)
    heard = {"team"} | ({"coach"} if coaches else set())
    return [c for c in comments if c.author_id == viewer.id or c.audience in heard]


def may_share_with(viewer: Viewer, call: "Call", other: Person) -> bool:
    """Whether a moment of a call may be shown to a colleague.

    Its owner may show it to anybody here; others only to the two whom it concerns.
    """
    if viewer.id == call.owner_id:
        return other.pk != viewer.id
    return other.pk != viewer.id and other.pk in {call.owner_id, call.coach_id}


def must_run(viewer: Viewer) -> None:
    """Only administrators change who is here, the teams, and what holds for all.

    Raises:
        PermissionDenied: it is not theirs to do.
    """
    if not viewer.has(Role.ADMINISTRATOR):
        raise PermissionDenied


def drafts_process(viewer: Viewer) -> bool:
    """Whether somebody may change drafts of the process that all work by."""
    return viewer.has(Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR)


def publishes_process(viewer: Viewer) -> bool:
    """Whether somebody may put a draft in place of the process in use."""
    return viewer.has(Role.LEADER, Role.ADMINISTRATOR)


def versions_seen(viewer: Viewer) -> Q:
    """The versions of the process that somebody may read, as a filter of `pipeline.Framework`.

    What is or was in use is everybody's; a draft is for those who may change it.
    """
    return Q() if drafts_process(viewer) else Q(published_at__isnull=False)


def must_draft_process(viewer: Viewer) -> None:
    """Only whoever leads, or runs the system, drafts.

    Raises:
        PermissionDenied: it is not theirs to do.
    """
    if not drafts_process(viewer):
        raise PermissionDenied


def must_publish_process(viewer: Viewer) -> None:
    """Only leaders and administrators say what all work by.

    Raises:
        PermissionDenied: it is not theirs to do.
    """
    if not publishes_process(viewer):
        raise PermissionDenied


def may_let_read(viewer: Viewer, peer: Person) -> bool:
    """Whether somebody may let a colleague read their talks."""
    return viewer.has(*PEERS) and peer.is_active and peer.role in PEERS and peer.pk != viewer.id


def brings_for(viewer: Viewer) -> Q:
    """The people for whom somebody may bring calls, as a filter of `Person`.

    Everybody for themselves, a manager for their teams, an administrator for whoever has talks.
    """
    if viewer.has(Role.ADMINISTRATOR):
        return Q(is_active=True) & ~Q(role=Role.ADMINISTRATOR)
    mine = Q(pk=viewer.id)
    if not (viewer.has(Role.MANAGER) and viewer.led):
        return mine
    in_teams = Membership.objects.on(viewer.now.date()).filter(team__in=viewer.led, leads=False)
    return mine | Q(is_active=True, pk__in=in_teams.values("person"))


def may_bring_for(viewer: Viewer, person: Person | None) -> bool:
    """Whether somebody may bring calls of a person; of None, whoever speaks in them."""
    if person is None:
        return viewer.has(Role.MANAGER, Role.ADMINISTRATOR)
    return Person.objects.filter(brings_for(viewer), pk=person.pk).exists()


def gives_to(viewer: Viewer, call: "Call") -> Q:
    """The people of whom somebody may say that a call is theirs, as a filter of `Person`."""
    if not may(viewer, Action.ASSIGN, call):
        return Q(pk__in=())
    if call.owner_id == viewer.id:
        return Q(is_active=True) & ~Q(role=Role.ADMINISTRATOR)
    return brings_for(viewer)


def may_turn_into(viewer: Viewer, call: "Call", kind: str) -> bool:
    """Whether somebody may say that a call is of another kind.

    What was private between two, or with oneself, becomes a call that the team's manager reads
    only by the word of whose it is.
    """
    if not may(viewer, Action.CORRECT, call):
        return False
    private = {_COACHING, _DEBRIEF}
    return call.kind not in private or kind in private or call.owner_id in {viewer.id, None}


def imports_seen(viewer: Viewer) -> Q:
    """The imports that somebody may see, as a filter of `Import`: their own, or all of them.

    File names may tell of a private talk: a manager sees none but their own.
    """
    return Q() if viewer.has(Role.ADMINISTRATOR) else Q(by=viewer.id)


def may_bring_deals(viewer: Viewer) -> bool:
    """Whether somebody may bring sheets of a CRM: an administrator, or whoever leads a team."""
    return viewer.has(Role.ADMINISTRATOR) or (viewer.has(Role.MANAGER) and bool(viewer.led))


def deals_brought_for(viewer: Viewer) -> Q | None:
    """The people whose deals somebody may bring, as a filter of `Person`.

    None: everybody's, and those of nobody here. A manager brings those of their teams alone, and
    changes no deal of another one.
    """
    return None if viewer.has(Role.ADMINISTRATOR) else brings_for(viewer) & ~Q(pk=viewer.id)


def crm_imports_seen(viewer: Viewer) -> Q:
    """The sheets of a CRM that somebody may see, as a filter of `CrmImport`."""
    if viewer.has(Role.ADMINISTRATOR):
        return Q()
    return Q(by=viewer.id) if viewer.has(Role.MANAGER) else Q(pk__in=())


def deals_seen(viewer: Viewer) -> Q:
    """The deals whose page the viewer may open, as a filter of `Deal`."""
    return _any(deals_seen_parts(viewer))


def deals_seen_parts(viewer: Viewer) -> tuple[Q, ...]:
    """`deals_seen` in parts that a database answers from one index each."""
    return (
        Q(owner=viewer.id),
        *(_each("team", viewer.led) if viewer.has(Role.MANAGER) else ()),
        *_each("owner", viewer.granted),
    )


def deal_actions(viewer: Viewer, deal: "Deal") -> frozenset[DealAction]:
    """Everything that the viewer may do with a deal."""
    if deal.owner_id == viewer.id:
        return frozenset(DealAction) - {DealAction.ASSIGN}
    found: set[DealAction] = set()
    if viewer.has(Role.MANAGER) and deal.team_id in viewer.led:
        found |= {DealAction.SEE, DealAction.DECIDE}
    if deal.owner_id in viewer.granted:
        found.add(DealAction.SEE)
    if viewer.has(Role.ADMINISTRATOR) and deal.owner_id is None:
        found.add(DealAction.ASSIGN)
    return frozenset(found)


def evidence_readable(viewer: Viewer) -> Q:
    """What speaks for a gate, as far as the viewer may read its words: a filter of `GateEvidence`.

    Somebody who sees a deal knows that a gate stands; the words of a call they read where the call
    and what is said about it are open to them.
    """
    calls = apps.get_model("calls", "Call")._default_manager  # stands above people
    open_calls = calls.filter(readable(viewer) & analysis_open(viewer))
    return Q(call__isnull=True) | Q(call__in=open_calls.order_by().values("pk"))


def reads_evidence(
    viewer: Viewer, evidence: "GateEvidence", call: "Call | None", debrief: "Debrief | None"
) -> bool:
    """Whether the viewer may read the words of a piece of evidence of a deal that they see."""
    return evidence.call_id is None or (call is not None and sees_analysis(viewer, call, debrief))


def pipelines_seen(viewer: Viewer) -> Q:
    """The people whose pipeline the viewer may open, as a filter of `Person`.

    Their own; of those in the teams that a manager leads today; of peers who let them.
    """
    seen = Q(pk=viewer.id) | Q(pk__in=sorted(viewer.granted))
    if not (viewer.has(Role.MANAGER) and viewer.led):
        return seen
    in_teams = Membership.objects.on(viewer.now.date()).filter(team__in=viewer.led, leads=False)
    return seen | Q(pk__in=in_teams.values("person"))


def plans_seen(viewer: Viewer) -> Q:
    """The salespeople whose plan and whose diagnosis the viewer sees, as a filter of `Person`.

    What two agreed on is for these two: one's own, and of those in the teams that a manager leads.
    """
    own = Q(pk=viewer.id) if viewer.has(Role.REP) else Q(pk__in=())
    if not (viewer.has(Role.MANAGER) and viewer.led):
        return own
    in_teams = Membership.objects.on(viewer.now.date()).filter(team__in=viewer.led, leads=False)
    return own | Q(role=Role.REP, pk__in=in_teams.values("person"))


def may_coach(viewer: Viewer, person: Person) -> bool:
    """Whether somebody leads a salesperson today, and so signs what they agree on."""
    if person.pk == viewer.id or not viewer.has(Role.MANAGER):
        return False
    return Person.objects.filter(plans_seen(viewer), pk=person.pk).exists()


def talks_seen(viewer: Viewer) -> Q:
    """The talks that somebody holds or is coached in, as a filter of `Talk`.

    Whoever leads one of them later sees none of it: what two have said to each other stays theirs.
    """
    places = apps.get_model("coaching", "TalkPerson")._default_manager  # stands above people
    mine = places.filter(talk=OuterRef("pk"), person=viewer.id)
    return Q(coach=viewer.id) | Q(second_coach=viewer.id) | Q(Exists(mine))


def talk_actions(viewer: Viewer, talk: "Talk", people: Collection[int]) -> frozenset[TalkAction]:
    """Everything that the viewer may do with a talk.

    Args:
        viewer: who looks.
        talk: the talk.
        people: ids of those who are coached in it.
    """
    coaches = viewer.id in {talk.coach_id, talk.second_coach_id}
    inside = viewer.id in people
    if not (coaches or inside):
        return frozenset()
    found = {TalkAction.SEE, TalkAction.WRITE}
    if coaches:
        found |= {TalkAction.RUN, TalkAction.ARRANGE}
    if inside:
        found.add(TalkAction.PREPARE)
    if inside and len(people) == 1:
        found.add(TalkAction.ARRANGE)
    if viewer.id == talk.coach_id or (
        talk.mirror_shared_at is not None and talk.mirror_shared_at <= viewer.now
    ):
        found.add(TalkAction.MIRROR)
    return frozenset(found)


def coached_by(viewer: Viewer) -> Q:
    """The people whom somebody may plan a talk with as their coach, as a filter of `Person`.

    A manager those who are in the teams that they lead today; a leader the managers below; a
    colleague those who let them read their calls.
    """
    today = Membership.objects.on(viewer.now.date()).filter(team__in=sorted(viewer.led))
    found = Q(pk__in=())
    if viewer.has(Role.MANAGER) and viewer.led:
        found |= Q(role__in=PEERS, pk__in=today.filter(leads=False).values("person"))
    if viewer.has(Role.MANAGER, Role.LEADER) and viewer.led:
        found |= Q(role=Role.MANAGER, pk__in=today.filter(leads=True).values("person"))
    if viewer.granted:
        found |= Q(pk__in=sorted(viewer.granted))
    return Q(is_active=True) & found & ~Q(pk=viewer.id)


def notes_seen(viewer: Viewer) -> Q:
    """Of a talk that somebody sees, the notes that are theirs to read: a filter of `TalkNote`."""
    return Q(by=viewer.id) | Q(shared=True)


def commitments_seen(viewer: Viewer) -> Q:
    """What people took on, as far as the viewer sees it: a filter of `Commitment`.

    One's own; of those in the teams that a manager leads today, wherever it was agreed; and what
    was agreed in a talk of one's own as a coach.
    """
    found = Q(person=viewer.id) | Q(talk__coach=viewer.id) | Q(talk__second_coach=viewer.id)
    if not (viewer.has(Role.MANAGER) and viewer.led):
        return found
    in_teams = Membership.objects.on(viewer.now.date()).filter(team__in=viewer.led, leads=False)
    return found | Q(person__in=in_teams.values("person"))


def plan_pages_seen(viewer: Viewer) -> Q:
    """The people whose page of what they took on the viewer opens, as a filter of `Person`.

    Their own; of those in the teams that a manager leads today; of whom they have agreed on
    something with in a talk of their own as a coach. What stands there is `commitments_seen`.
    """
    own = Q(pk=viewer.id)
    agreed = Q(commitments__talk__coach=viewer.id) | Q(commitments__talk__second_coach=viewer.id)
    return own | agreed_with(viewer) | agreed


def agreed_with(viewer: Viewer) -> Q:
    """The people with whom a manager may agree on something, outside of a talk: those they lead."""
    return _members_led(viewer)


def may_agree(viewer: Viewer, person: Person) -> bool:
    """Whether somebody may write down, outside of a talk, what a person takes on.

    The person themselves, and the manager who leads their team today.
    """
    if person.pk == viewer.id:
        return not viewer.has(Role.ADMINISTRATOR)
    return Person.objects.filter(_members_led(viewer), pk=person.pk).exists()


def goals_seen(viewer: Viewer) -> Q:
    """Where people want to be, as far as the viewer sees it: a filter of `Goal`.

    One's own; a shared one whoever leads the person's team today.
    """
    people = Person.objects.filter(_members_led(viewer)).order_by().values("pk")
    return Q(person=viewer.id) | Q(shared=True, person__in=people)


def role_plays_seen(viewer: Viewer) -> Q:
    """Talks with a simulated customer that somebody may read: a filter of `RolePlay`.

    One's own; a shared one whoever leads the person's team today. They are no calls: no list, no
    figure and no trend knows of them.
    """
    people = Person.objects.filter(_members_led(viewer)).order_by().values("pk")
    return Q(person=viewer.id) | Q(shared_at__lte=viewer.now, person__in=people)


def hears_voice_note(viewer: Viewer, call: "Call", by: int) -> bool:
    """Whether somebody may play what was said beside a debrief: its author, of their own call."""
    return viewer.id == by and may(viewer, Action.DEBRIEF, call)


def transforms(viewer: Viewer, team: int) -> bool:
    """Whether somebody may have a team change one way of working: its manager, today."""
    return viewer.has(Role.MANAGER) and team in viewer.led


def leads_a_team(viewer: Viewer) -> bool:
    """Whether somebody is the manager of a team today."""
    return viewer.has(Role.MANAGER) and bool(viewer.led)


def checkins_seen(viewer: Viewer) -> Q:
    """What people put to themselves, as far as the viewer reads it: a filter of `CheckIn`.

    One's own; as the coach of a talk what somebody brought into it, of the forms that can be
    shared. Nobody else, and of no other form not even that there is one.
    """
    brought = Q(shared_in__coach=viewer.id) | Q(shared_in__second_coach=viewer.id)
    can_be = [f.id for f in forms().values() if f.privacy is Privacy.SHAREABLE]
    there = Q(form__in=can_be, shared_in__state__in=("planned", "running", "held"))
    return Q(person=viewer.id) | (brought & there)


def answers_for_oneself(viewer: Viewer, for_: str) -> bool:
    """Whether a check-in is meant for somebody: those of reps, or those of coaches."""
    return viewer.has(*(PEERS if for_ == "rep" else (Role.MANAGER, Role.LEADER)))


def thoughts_seen(viewer: Viewer) -> Q:
    """What coaches wrote for themselves about their coaching, as a filter of `Thought`: one's own.

    It may be about somebody whom they lead; neither that person nor anybody else reads it.
    """
    return Q(by=viewer.id)


def ratings_pooled(viewer: Viewer) -> Q:
    """The ratings that go into the means of a coach: of their own talks, a filter of `Rating`.

    Nobody reads a single one but whoever gave it.
    """
    return Q(talk__coach=viewer.id) & ~Q(by=viewer.id)


def asked_how_seen(viewer: Viewer) -> Q:
    """The colleagues whom somebody may ask how they see them, as a filter of `Person`."""
    return Q(is_active=True) & ~Q(pk=viewer.id) & ~Q(role=Role.ADMINISTRATOR)


def shared_style(of: str) -> Subquery:
    """Where somebody of a talk places themselves, as far as they share it with those in it.

    Answers of the newest that they share; null where there are none. Ask for it only along with a
    talk that the viewer sees and holds: nobody else reads it.

    Args:
        of: the field that names the person.
    """
    rows = apps.get_model("coaching", "StyleAnswers")._default_manager
    own = rows.filter(about=OuterRef(of), by=OuterRef(of), shared_at__isnull=False)
    return Subquery(own.order_by("-at", "-pk").values("answers")[:1])


def contacts_met(viewer: Viewer) -> Q:
    """The people at customers of whom somebody may note a guess of their own: of `Contact`.

    Those at the customers of their own deals and calls; the guess itself is read by nobody else.
    """
    deals = apps.get_model("pipeline", "Deal")._default_manager.filter(owner=viewer.id)
    calls = apps.get_model("calls", "Call")._default_manager.filter(owner=viewer.id)
    return Q(customer__in=deals.order_by().values("customer")) | Q(
        customer__in=calls.order_by().values("customer")
    )


def may_ask_customer(viewer: Viewer, call: "Call") -> bool:
    """Whether they may hand the customer of a call two questions: whoever held it, nobody else."""
    return call.owner_id == viewer.id and call.kind in {"sales", "service", "partner"}


def voices_seen(viewer: Viewer) -> Q:
    """What customers said after a talk, as a filter of `CustomerVoice`.

    Whoever held the talk reads it at once; others as they read what is said of that call.
    """
    calls = apps.get_model("calls", "Call")._default_manager
    open_ = calls.filter(readable(viewer) & analysis_open(viewer))
    return Q(call__owner=viewer.id) | Q(call__in=open_.order_by().values("pk"))


def knows_customer(viewer: Viewer, customer: int) -> bool:
    """Whether there is a deal that they see, or a call that they know of."""
    deals = apps.get_model("pipeline", "Deal")._default_manager.filter(customer=customer)
    calls = apps.get_model("calls", "Call")._default_manager.filter(customer=customer)
    if customer >= TOO_LARGE:
        return False
    return deals.filter(deals_seen(viewer)).exists() or calls.filter(listed(viewer)).exists()


def _members_led(viewer: Viewer) -> Q:
    """Those in the teams that a manager leads today, as a filter of `Person`."""
    if not (viewer.has(Role.MANAGER) and viewer.led):
        return Q(pk__in=())
    in_teams = Membership.objects.on(viewer.now.date()).filter(team__in=viewer.led, leads=False)
    return Q(pk__in=in_teams.values("person"))


def _own(viewer: Viewer) -> Q:
    return _any(_own_parts(viewer))


def _of_my_teams(viewer: Viewer) -> Q:
    return _any(_team_parts(viewer))


def _of_peers(viewer: Viewer) -> Q:
    return _any(_peer_parts(viewer))


def _own_parts(viewer: Viewer) -> tuple[Q, ...]:
    mine = Q(owner=viewer.id), Q(coach=viewer.id)
    if viewer.has(Role.ADMINISTRATOR):
        return mine
    return *mine, Q(owner__isnull=True, added_by=viewer.id)


def _team_parts(viewer: Viewer) -> tuple[Q, ...]:
    if not (viewer.led and viewer.has(Role.MANAGER)):
        return ()
    shared_debriefs = Q(kind=_DEBRIEF, manager_from__lte=viewer.now)
    heard = Q(kind__in=("sales", "service", "partner")) | shared_debriefs
    return tuple(team & heard for team in _each("team", viewer.led))


def _peer_parts(viewer: Viewer) -> tuple[Q, ...]:
    with_others = ~Q(kind__in=(_COACHING, _DEBRIEF))
    return tuple(owner & with_others for owner in _each("owner", viewer.granted))


def _each(field: str, ids: frozenset[int]) -> tuple[Q, ...]:
    """A part for each of a few, one for all of many."""
    if len(ids) > _MOST_PARTS:
        return (Q(**{f"{field}__in": sorted(ids)}),)
    return tuple(Q(**{field: pk}) for pk in sorted(ids))


def _any(parts: tuple[Q, ...]) -> Q:
    return reduce(or_, parts, Q(pk__in=()))


def _leads(viewer: Viewer, call: "Call") -> bool:
    if not viewer.has(Role.MANAGER) or call.team_id not in viewer.led or call.kind == _COACHING:
        return False
    if call.kind == _DEBRIEF:
        return call.manager_from is not None and call.manager_from <= viewer.now
    return True


def cadence_teams(viewer: Viewer) -> Q:
    """The teams whose cadence somebody sets, as a filter of `Team`: those that they lead."""
    if viewer.has(Role.ADMINISTRATOR):
        return Q()
    leads = viewer.has(Role.MANAGER, Role.LEADER)
    return Q(pk__in=sorted(viewer.led)) if leads else Q(pk__in=())


def may_set_cadence(viewer: Viewer, team: int) -> bool:
    """Whether somebody says how often a team talks."""
    leads = viewer.has(Role.MANAGER, Role.LEADER) and team in viewer.led
    return leads or viewer.has(Role.ADMINISTRATOR)


def may_set_topics(viewer: Viewer) -> bool:
    """Whether somebody says what enablement works on."""
    return viewer.has(Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR)

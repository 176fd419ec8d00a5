"""Everything that an address can be about, by name: calls in every state, people, teams, grants.

A case is what stands in the second column of `matrix.tsv`: a short name, and the parameters with
which the address is made. An address with other parameters needs a line in `CASES` below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.utils import timezone

from cast import Cast
from held_calls import a_call
from held_deals import a_deal, evidence
from held_plans import a_change, a_goal, a_moment, practised
from held_talks import a_commitment, a_talk, begun
from ridealong.process.framework.model import Journey
from ridealong.web.calls.models import (
    Analysis,
    Call,
    Comment,
    Import,
    Participant,
    SavedView,
    SharedMoment,
    Transcript,
)
from ridealong.web.coaching.customers import asking
from ridealong.web.coaching.models import (
    AgendaItem,
    CalendarFeed,
    CheckIn,
    Debrief,
    Programme,
    RolePlay,
    StyleAnswers,
    Talk,
    TalkQuestion,
    Thought,
    Topic,
    VoiceNote,
)
from ridealong.web.people.models import Alias, Grant, Invitation, Membership, Person, Role
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.frameworks import drafting
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import Contact, CrmImport, Deal, Diagnosis, SharedContent

type Arguments = dict[str, object]


@dataclass(frozen=True)
class World:
    """The cast, with everything that they have done."""

    cast: Cast
    calls: dict[str, Call]
    """By the name of the case."""
    made: dict[str, Arguments]
    """Whatever else there is, by its name."""
    deals: dict[str, int]
    """Numbers of deals, by the name of the case."""

    def cases(self, parameters: frozenset[str], name: str) -> dict[str, Arguments]:
        """The cases of an address, by its parameters, or by its name where those are not enough."""
        make = CASES.get(name) or CASES.get(parameters)
        assert make, (
            f"{name} has the parameters {sorted(parameters)}, which tests/matrix_world.py "
            "does not know: say in CASES with which objects it is opened"
        )
        return make(self)


def made(cast: Cast) -> World:
    """All of it, in the database."""
    Grant.objects.create(owner=cast.pat, peer=cast.rita)
    calls = _calls(cast)
    after = calls["Rita's, after the hour"]
    comment = Comment.objects.create(
        call=after, turn=1, author=cast.rita, audience="team", text="Ask whose call it is"
    )
    moment = SharedMoment.objects.create(
        call=after, first_turn=0, last_turn=2, by=cast.rita, to=cast.tess
    )
    _look_back(cast, calls)
    RecoveryCodes.activate(cast.rita)
    TOTP.activate(cast.rita, generate_totp_secret())
    VoiceNote.objects.create(call=after, by=cast.rita, sound=b"OggS", form="ogg")
    view = SavedView.objects.create(person=cast.rita, name="Mine", query="")
    brought = Import.objects.create(by=cast.rita, way="upload")
    session = UserSession.objects.create(
        user=cast.rita, ip="127.0.0.1", session_key="of-another-browser", user_agent="Firefox Linux"
    )
    invited = Person.objects.create_user("noor@ridealong.example", "Noor Vos", Role.REP)
    own = Membership.objects.get(person=cast.pat)
    given = Grant.objects.create(owner=cast.rita, peer=cast.tess, until=timezone.now())
    alias = Alias.objects.create(person=cast.rita, kind="name", value="rita h")
    used = in_use(Journey.SALES)
    draft = drafting.begin(viewer_of(cast.mel), used)
    link = Invitation.objects.create(person=invited, invited_by=cast.ada)
    today = timezone.localdate()
    question = Diagnosis.objects.create(
        person=cast.pat, rule="stage-full", stage="proposal", found_on=today, seen_on=today, body={}
    )
    sheet = CrmImport.objects.create(by=cast.mel, name="deals.csv", state="done")
    deals, of_deals = _deals(cast, after)
    talks = _talks(cast, after)
    return World(
        cast,
        calls,
        of_deals
        | _plans(cast, talks)
        | talks
        | {
            "comment": {"call": after.pk, "comment": comment.pk},
            "view": {"view": view.pk},
            "import": {"batch": brought.pk},
            "moment": {"moment": moment.pk},
            "Rita's note": {"call": after.pk},
            "session": {"session": session.pk},
            "membership": {"person": cast.pat.pk, "membership": own.pk},
            "grant": {"grant": given.pk},
            "alias": {"alias": alias.pk},
            "the one in use": {"version": used.pk},
            "Mel's draft": {"version": draft.pk},
            "question": {"diagnosis": question.pk},
            "Mel's sheet": {"work": sheet.pk},
            "token": {"token": link.token},
            "word": {"token": asking.ask(viewer_of(cast.rita), after).token},
            "reset": {
                "uidb36": user_pk_to_url_str(cast.rita),
                "key": default_token_generator.make_token(cast.rita),
            },
        },
        deals,
    )


def _deals(cast: Cast, call: Call) -> tuple[dict[str, int], dict[str, Arguments]]:
    """Deals of the cast, and what hangs from Rita's."""
    hers = a_deal(cast.rita, next_step="Tomas calls")
    others = {
        "Rita's deal": hers,
        "Pat's deal, who lets Rita read": a_deal(cast.pat, customer="Fennick Seafood"),
        "Tess's deal": a_deal(cast.tess, customer="Northgate Fruit"),
        "nobody's deal": a_deal(None, customer="Ostler's"),
    }
    said = evidence(hers, "admits_need", "customer", entered_by=cast.rita)
    given = SharedContent.objects.create(deal=hers, what="One-pager", on=timezone.localdate())
    at = {"deal": hers.pk}
    return {name: deal.pk for name, deal in others.items()}, {
        "evidence": {**at, "evidence": said.pk},
        "content": {**at, "content": given.pk},
        "call of the deal": {**at, "other": call.pk},
        "customer": {"customer": hers.customer.pk if hers.customer else 0},
    }


def _plans(cast: Cast, talks: dict[str, Arguments]) -> dict[str, Arguments]:
    """What Rita took on in a talk with Mel, wants and practises, and what North changes."""
    return {
        "what Rita took on with Mel": {"commitment": talks["what Rita took on"]["commitment"]},
        "Rita's goal": {"goal": a_goal(cast.rita).pk},
        "a change of North": {"transformation": a_change(cast.north, cast.mel).pk},
        "Rita's moment": a_moment(cast.rita),
        "Rita's answer": {"answer": practised(cast)},
        "Rita's role-play": {"play": _role_play(cast.rita)},
        "Rita's role-play, shared": {
            "play": _role_play(cast.rita, state="ended", shared_at=timezone.now())
        },
    }


def _role_play(person: Person, **more: object) -> int:
    told = {"persona": "ines", "situation": "price", "turns": [["them", "Too expensive."]]}
    return RolePlay.objects.create(person=person, **told, **more).pk


def _talks(cast: Cast, call: Call) -> dict[str, Arguments]:
    """Talks of Mel with Rita, one planned, one under way, and what hangs from them."""
    planned, running = a_talk(cast.mel, cast.rita), begun(cast.mel, cast.rita)
    question = TalkQuestion.objects.create(talk=running, key="own", says="What did you hear?")
    item = AgendaItem.objects.create(talk=running, by=cast.rita, text="Brightwater")
    took_on = a_commitment(cast.rita, running)
    feed = CalendarFeed.objects.create(person=cast.rita)
    at: Arguments = {"talk": running.pk}
    return {
        "North's cadence": {"programme": Programme.objects.create(team=cast.north).pk},
        "a topic": {"topic": Topic.objects.create(name="Asking first").pk},
        "Mel's with Rita, planned": {"talk": planned.pk},
        "Mel's with Rita, under way": at,
        "a step": {**at, "name": "plan"},
        "a question": {**at, "question": question.pk},
        "a point": {**at, "item": item.pk},
        "a note": {**at, "which": "mine"},
        "what Rita took on": {**at, "commitment": took_on.pk},
        "a moment": {**at, "call": call.pk, "turn": 1},
        "Rita's calendar": {"token": feed.token},
        **_of_oneself(cast, planned),
    }


def _of_oneself(cast: Cast, planned: Talk) -> dict[str, Arguments]:
    """What Rita wrote for herself, and what of it she brings to Mel."""
    said = {"person": cast.rita, "form": "mindset", "answers": {"R1": 4}}
    alone = CheckIn.objects.create(**said)
    brought = CheckIn.objects.create(**said, shared_in=planned)
    asked = StyleAnswers.objects.create(about=cast.rita, by=cast.pat, answers={})
    customer = Deal.objects.get(owner=cast.rita).customer
    contact = Contact.objects.create(customer=customer, name="Tomas")
    return {
        "Rita asks Pat": {"asked": asked.pk},
        "Tomas, at Rita's customer": {"contact": contact.pk},
        "Mel on Rita": {
            "thought": Thought.objects.create(
                by=cast.mel, about=cast.rita, on="move", says="Yes"
            ).pk
        },
        "Rita's check-in": {"checkin": alone.pk},
        "Rita's check-in, brought to Mel": {"checkin": brought.pk},
    }


def _calls(cast: Cast) -> dict[str, Call]:
    hour_over, still = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=5)

    def call(owner: Person | None, team: object, **more: object) -> Call:
        state = {"owner": owner, "team": team, "ready_at": hour_over, "added_by": owner} | more
        return _another(cast, **state)

    rita, mel, north = cast.rita, cast.mel, cast.north
    return {
        "Rita's, before hour and debrief": call(rita, north, manager_from=still),
        "Rita's, after the hour": call(rita, north, manager_from=hour_over),
        "Rita's, held back": call(rita, north, manager_from=hour_over, held_back=True),
        "Rita's, when she was in South": call(rita, cast.south, manager_from=hour_over),
        "Pat's, who lets Rita read": call(cast.pat, north, manager_from=still),
        "Pat's, not analysed yet": call(cast.pat, north, ready_at=None),
        "Tess's, after the hour": call(cast.tess, cast.south, manager_from=hour_over),
        "Sam's, after the hour": call(
            cast.sam, cast.service, manager_from=hour_over, kind="service"
        ),
        "Mel coaches Rita": call(rita, north, kind="coaching", coach=mel),
        "Rita's debrief, private": call(rita, north, kind="debrief"),
        "Rita's debrief, shared": call(rita, north, kind="debrief", manager_from=hour_over),
        "nobody's, added by Tess": call(None, None, added_by=cast.tess),
    }


def _look_back(cast: Cast, calls: dict[str, Call]) -> None:
    """Rita has written about one call; all others have been opened without, but for one."""
    for case, call in calls.items():
        if call.kind in {"sales", "service"} and call.owner and "before hour" not in case:
            written = "The first question" if case == "Rita's, after the hour" else ""
            Debrief.objects.create(call=call, by=call.owner, repeat=written, skipped=not written)


def _another(cast: Cast, **state: object) -> Call:
    """A call with words and an analysis, which are made once and copied."""
    words, said = _analysed(cast)
    number = Call.objects.count()
    told = {"kind": "sales", "title": f"Call {number}", "source_format": "native", "turns": 40}
    call = Call.objects.create(
        content_key=f"world {number}", started_at=timezone.now(), **{**told, **state}
    )
    Transcript.objects.create(call=call, native=words)
    done = {"state": "done", "result": said, "fingerprint": "of the tests"}
    Analysis.objects.create(call=call, **(done if call.ready_at else {}))
    Participant.objects.create(call=call, speaker="1", name="Rita", side="us", turns=20)
    return call


_KEPT: list[tuple[bytes, bytes]] = []


def _analysed(cast: Cast) -> tuple[bytes, bytes]:
    if not _KEPT:
        call = a_call(cast.rita)
        _KEPT.append((bytes(call.transcript.native), call.analysis.packed))
        call.delete()
    return _KEPT[0]


def _of_calls(**more: object) -> Callable[[World], dict[str, Arguments]]:
    return lambda world: {name: {"call": c.pk, **more} for name, c in world.calls.items()}


def _of_deals(world: World) -> dict[str, Arguments]:
    return {name: {"deal": pk} for name, pk in world.deals.items()}


def _one(name: str, thing: str) -> Callable[[World], dict[str, Arguments]]:
    return lambda world: {name: world.made[thing]}


CASES: dict[frozenset[str] | str, Callable[[World], dict[str, Arguments]]] = {
    frozenset(): lambda _world: {"": {}},
    frozenset({"call"}): _of_calls(),
    frozenset({"deal"}): _of_deals,
    frozenset({"deal", "evidence"}): _one("what Rita wrote for a gate of her deal", "evidence"),
    frozenset({"deal", "content"}): _one("what Rita's customer was given", "content"),
    frozenset({"deal", "other"}): _one("Rita's deal, Rita's call", "call of the deal"),
    frozenset({"customer"}): _one("Rita's customer", "customer"),
    frozenset({"call", "turn"}): _of_calls(turn=1),
    frozenset({"call", "comment"}): _one("Rita's comment on her call", "comment"),
    frozenset({"view"}): _one("Rita's", "view"),
    frozenset({"form"}): lambda _world: {"csv": {"form": "csv"}},
    frozenset({"batch"}): _one("Rita's", "import"),
    frozenset({"work"}): _one("Mel's sheet of the CRM", "Mel's sheet"),
    frozenset({"moment"}): _one("Rita shows Tess", "moment"),
    frozenset({"session"}): _one("Rita's", "session"),
    frozenset({"person"}): lambda w: {"Pat": {"person": w.cast.pat.pk}},
    frozenset({"person", "membership"}): _one("Pat in North", "membership"),
    frozenset({"team"}): lambda w: {"North": {"team": w.cast.north.pk}},
    frozenset({"grant"}): _one("Rita's to Tess, taken back", "grant"),
    frozenset({"alias"}): _one("Rita's", "alias"),
    frozenset({"version"}): lambda w: {
        case: {"version": w.made[case]["version"]} for case in ("the one in use", "Mel's draft")
    },
    frozenset({"version", "stage"}): lambda w: {
        "Mel's draft": w.made["Mel's draft"] | {"stage": "proposal"}
    },
    frozenset({"talk"}): lambda w: {
        case: w.made[case] for case in ("Mel's with Rita, planned", "Mel's with Rita, under way")
    },
    frozenset({"talk", "name"}): _one("Mel's with Rita", "a step"),
    frozenset({"talk", "question"}): _one("Mel's with Rita", "a question"),
    frozenset({"talk", "item"}): _one("Mel's with Rita", "a point"),
    frozenset({"talk", "which"}): _one("Mel's with Rita", "a note"),
    frozenset({"talk", "commitment"}): _one("Mel's with Rita", "what Rita took on"),
    frozenset({"talk", "call", "turn"}): _one("Mel's with Rita, Rita's call", "a moment"),
    frozenset({"checkin"}): lambda w: {
        case: w.made[case] for case in ("Rita's check-in", "Rita's check-in, brought to Mel")
    },
    frozenset({"thought"}): _one("Mel on Rita", "Mel on Rita"),
    frozenset({"asked"}): _one("Rita asks Pat how she is seen", "Rita asks Pat"),
    frozenset({"contact"}): _one("Tomas, at Rita's customer", "Tomas, at Rita's customer"),
    frozenset({"about"}): lambda _w: {f: {"about": f} for f in ("mindset", "readiness")},
    "talk_feed": _one("Rita's", "Rita's calendar"),
    frozenset({"programme"}): _one("North's", "North's cadence"),
    frozenset({"topic"}): _one("Mel's", "a topic"),
    frozenset({"commitment"}): _one("what Rita took on with Mel", "what Rita took on with Mel"),
    frozenset({"goal"}): _one("Rita's, not shared", "Rita's goal"),
    frozenset({"transformation"}): _one("North's", "a change of North"),
    frozenset({"answer"}): _one("Rita's", "Rita's answer"),
    frozenset({"play"}): lambda w: {
        case: w.made[case] for case in ("Rita's role-play", "Rita's role-play, shared")
    },
    "voice_note": _one("Rita's note", "Rita's note"),
    "delete_voice_note": _one("Rita's note", "Rita's note"),
    "answer_drill": _one("a moment of Rita's", "Rita's moment"),
    "put_drill_away": _one("a moment of Rita's", "Rita's moment"),
    frozenset({"diagnosis"}): _one("Pat's proposals", "question"),
    "retry_job": lambda w: {
        "Rita's analysis": {"kind": "analysis", "pk": w.calls["Rita's, after the hour"].pk}
    },
    frozenset({"pk"}): lambda _world: {"a passkey that is nobody's": {"pk": 1}},
    "welcome": _one("Noor's link", "token"),
    "your_word": _one("the link for Rita's customer", "word"),
    "first": lambda _world: {"somebody is here": {"token": "first:1:x"}},
    "account_reset_password_from_key": _one("Rita's link", "reset"),
}
"""By parameters, or by the name of an address whose parameters mean something else."""

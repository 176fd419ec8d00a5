"""A week of an administrator: invitations, moves, leads, grants, somebody who left, the record."""

from datetime import timedelta

from django.utils import timezone

from cast import Cast
from ridealong.web.audit.record import record
from ridealong.web.people.actions.changing import deactivate
from ridealong.web.people.actions.inviting import Newcomer, invite
from ridealong.web.people.actions.letting_read import let_read
from ridealong.web.people.actions.moving import lead, move
from ridealong.web.people.actions.organisation import OrganisationAs, change_organisation
from ridealong.web.people.models import Alias, Invitation, Person, Role
from ridealong.web.people.viewer import viewer_of


def office(cast: Cast) -> Invitation:
    """Everything that the pages of people can show, long names among it; Noor's invitation."""
    ada, today = viewer_of(cast.ada), timezone.localdate()
    noor = Newcomer(
        "Noor van der Meulen-Castellanos y Rivera",
        "noor.van.der.meulen-castellanos@ridealong.example",
        Role.REP,
        "Europe/Amsterdam",
        cast.north,
    )
    invitation = invite(ada, noor)
    move(ada, cast.pat, cast.south, today + timedelta(days=20))
    lead(ada, cast.mel, cast.service, today - timedelta(days=60))
    let_read(viewer_of(cast.rita), cast.pat)
    let_read(viewer_of(cast.tess), cast.rita)
    for kind, value in (("name", "rita h."), ("email", "rita.hollis@before.example")):
        Alias.objects.create(person=cast.rita, kind=kind, value=value)
    ivo = Person.objects.create_user("ivo@ridealong.example", "Ivo Lang", Role.REP)
    deactivate(ada, ivo, "Works elsewhere since October")
    holds = OrganisationAs(
        "Brightwater Trading",
        "brightwater.example",
        48,
        consent_needed=True,
        keep_days={"sales": 730},
    )
    change_organisation(ada, holds)
    for number in range(60):
        record(cast.mel, "call.seen", f"call {number}", about=cast.rita)
    return invitation

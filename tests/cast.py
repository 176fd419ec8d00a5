"""The people of the tests: Rita and her colleagues, each in their place."""

from dataclasses import dataclass
from datetime import date

from ridealong.web.people.models import Membership, Organisation, Person, Role, Team

BEGAN = date(2026, 1, 1)
PASSWORD = "a long password for the tests"


@dataclass(frozen=True)
class Cast:
    """Who works here."""

    rita: Person
    """Sells; the talks are mostly hers."""
    pat: Person
    """Her peer, in the same team."""
    mel: Person
    """Leads Rita and Pat."""
    olga: Person
    """Leads the other team."""
    tess: Person
    """Sells in Olga's team."""
    sam: Person
    """Service agent."""
    sol: Person
    """Leads the service team."""
    lee: Person
    """Leads them all."""
    ada: Person
    """Administrator."""
    north: Team
    south: Team
    service: Team

    @property
    def people(self) -> dict[str, Person]:
        """By first name."""
        return {n: p for n, p in vars(self).items() if isinstance(p, Person)}


def made() -> Cast:
    """The cast, in the database."""
    Organisation.get()

    def person(name: str, role: Role) -> Person:
        email = f"{name.split(maxsplit=1)[0].lower()}@ridealong.example"
        return Person.objects.create_user(email, name, role, PASSWORD)

    whole = Team.objects.create(name="Sales and service")
    north, south, service = (
        Team.objects.create(name=name, parent=whole, serves=name == "Service")
        for name in ("North", "South", "Service")
    )
    cast = Cast(
        rita=person("Rita Hollis", Role.REP),
        pat=person("Pat Okafor", Role.REP),
        mel=person("Mel Brandt", Role.MANAGER),
        olga=person("Olga Reyes", Role.MANAGER),
        tess=person("Tess Lindgren", Role.REP),
        sam=person("Sam Whitlock", Role.AGENT),
        sol=person("Sol Marin", Role.MANAGER),
        lee=person("Lee Castellan", Role.LEADER),
        ada=person("Ada Nwosu", Role.ADMINISTRATOR),
        north=north,
        south=south,
        service=service,
    )
    places = (
        (cast.rita, north, False),
        (cast.pat, north, False),
        (cast.mel, north, True),
        (cast.tess, south, False),
        (cast.olga, south, True),
        (cast.sam, service, False),
        (cast.sol, service, True),
        (cast.lee, whole, True),
    )
    for who, team, leads in places:
        Membership.objects.create(person=who, team=team, leads=leads, since=BEGAN)
    return cast

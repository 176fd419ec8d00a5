"""Who owns deals, and in which team: from a sheet of people, else from what the deals say."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from ridealong.process.model import Seller
from ridealong.process.sheets.gathered import Gathered
from ridealong.process.sheets.ids import same_id
from ridealong.process.sheets.model import Record
from ridealong.process.sheets.words import folded


class Sellers:
    """Owners by id, name or address."""

    def __init__(self, gathered: Gathered) -> None:
        self._teams = gathered.teams
        self._people: dict[str, Record] = {}
        self._said_team: dict[str, Counter[str]] = defaultdict(Counter)
        self._known: dict[str, str] = {}
        self._found: dict[str, Seller] = {}
        self._twice: set[str] = set()
        self.names_twice: list[str] = []
        """Names of several people by which deals name their owner."""
        for record in gathered.people:
            self._add(record)

    def _add(self, person: Record) -> None:
        name = folded(person.text("name"))
        if name and name in self._people:
            self._twice.add(name)
        for key in (same_id(person.text("id")), name, folded(person.text("email"))):
            if key:
                self._people.setdefault(key, person)

    def owner(self, record: Record) -> str:
        """The id of who owns a deal; empty where nobody is named."""
        said = record.text("owner_id") or record.text("owner") or record.text("owner_email")
        if not said:
            return ""
        key = self._known.get(said)
        if key is None:
            key = self._known[said] = self._new(said, record)
        if team := record.text("team") or record.text("manager"):
            self._said_team[key][team] += 1
        return key

    def _new(self, said: str, record: Record) -> str:
        person = self._person(said, record)
        if folded(said) in self._twice:
            self.names_twice.append(said)
        if person:
            key = person.text("id") or person.text("name") or person.text("email")
            name = person.text("name") or record.text("owner") or key
            team = self._team(person)
        else:
            spelled = folded(said)
            same = (seller.id for seller in self._found.values() if folded(seller.id) == spelled)
            key = next(same, said)
            name, team = record.text("owner") or said, ""
        self._found.setdefault(key, Seller(key, name, team))
        return key

    def _person(self, said: str, record: Record) -> Record | None:
        names = (said, record.text("owner"), record.text("owner_email"))
        keys = [same_id(said), *(folded(name) for name in names if name)]
        return next((self._people[key] for key in keys if key in self._people), None)

    def _team(self, person: Record) -> str:
        """The team's name, else the manager's, whose people are each other's peers."""
        if team := person.text("team"):
            return team
        if (of := same_id(person.text("team_id"))) and (name := self._teams.get(of)):
            return name
        if manager := person.text("manager"):
            return manager
        if of := same_id(person.text("manager_id")):
            leader = self._people.get(of)
            return (leader.text("name") if leader else "") or of
        return person.text("team_id") or person.text("region")

    def all(self, owners: Iterable[str]) -> tuple[Seller, ...]:
        """The sellers who own a deal, by name."""
        kept = [self._with_team(self._found[owner]) for owner in owners if owner]
        return tuple(sorted(kept, key=lambda s: (folded(s.name), s.id)))

    def _with_team(self, seller: Seller) -> Seller:
        if seller.team or not self._said_team[seller.id]:
            return seller
        return Seller(seller.id, seller.name, self._said_team[seller.id].most_common(1)[0][0])

"""A desk of 100,000 or a million calls, made in minutes: rows by the bulk, in the database itself.

Three years of an organisation: teams of a manager and eight people with about 500 calls each, a
head of all teams, one person with 40 calls. A move stands in one call of 5,000.
"""

import itertools
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.desk_talks import SHARES, Talk, talks

TALKS = 400
OF_A_PERSON = 500
IN_A_TEAM = 8
FEW = 40
YEARS = 3
SELDOM = ("threat", 5000)
"""A move, and in one of how many calls it stands."""
RESULTS = 100_000
"""Of so many calls, the newest, the analysis itself is kept; lists do not read it."""
NOW = datetime.now(UTC).replace(microsecond=0)
_ADJECTIVES = "Bright Cold Dry East Fair Green High Iron Kind Long North Old Red Salt West Young"
_NOUNS = "water field gate mill harbour bridge wood stone hill ford marsh brook ridge haven lane moor"
_TRADES = "Dairy Foods Logistics Tools Bakeries Clinics Print Textiles Energy Motors Glass Seeds"


def seed(calls: int, kept: Path) -> None:
    """Fill an empty, migrated database."""
    from django.db import transaction

    made = talks(TALKS, kept)
    with transaction.atomic():
        _people(calls)
        say("people and customers")
        _calls(calls, made)
        say("calls")
        _talks(made)
        _rest(made)
    _know_sizes()
    say("statistics")


_BEGAN = time.monotonic()


def say(what: str) -> None:
    print(f"{time.monotonic() - _BEGAN:7.1f} s  {what}", flush=True)


def _people(calls: int) -> None:
    from ridealong.web.calls.models import Customer
    from ridealong.web.people.models import Membership, Organisation, Person, Role, Team

    Organisation.get()
    whole = Team.objects.create(name="All teams")
    count = max(2, round(calls / OF_A_PERSON / IN_A_TEAM))
    teams = [Team(name=f"Team {n:03}", parent=whole, serves=n % 6 == 5) for n in range(count)]
    Team.objects.bulk_create(teams)
    names = (f"{a} {b}" for a, b in itertools.product(_given(), _family()))
    people, places = [], []

    def person(name: str, role: Role, team: Team, *, leads: bool) -> None:
        email = f"{len(people)}@ridealong.example"
        people.append(Person(email=email, name=name, role=role, password="!"))
        since = (NOW - timedelta(days=365 * YEARS)).date()
        places.append(Membership(person=people[-1], team=team, leads=leads, since=since))

    person("Olaf Head", Role.MANAGER, whole, leads=True)
    for team in teams:
        person(f"{next(names)} Lead", Role.MANAGER, team, leads=True)
        for _n in range(IN_A_TEAM):
            role = Role.AGENT if team.serves else Role.REP
            person(next(names), role, team, leads=False)
    person("Fay Few", Role.REP, teams[0], leads=False)
    person("Ada Admin", Role.ADMINISTRATOR, whole, leads=False)
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(places)
    customers = (f"{a}{b} {c}" for a, b, c in _names_of_customers())
    some = itertools.islice(customers, max(20, calls // 20))
    Customer.objects.bulk_create([Customer(name=name) for name in some], batch_size=5000)


def _given() -> list[str]:
    return "Ana Ben Cem Dora Eli Fred Gita Hugo Ines Jon Kai Lena Max Nora Ole Pia Rui Sara".split()


def _family() -> list[str]:
    first = "Ander Berg Castel Dahl Ecker Falk Grun Holm Iver Jans Kell Lund Mor Nord Ost Quist Roth Sand".split()
    return [a + b for a in first for b in ("son", "er", "mann", "holt", "wick", "ley", "by", "ström")]


def _names_of_customers() -> Iterator[tuple[str, str, str]]:
    chance = random.Random(2)
    kinds = [_ADJECTIVES.split(), _NOUNS.split(), _TRADES.split()]
    every = list(itertools.product(*kinds))
    chance.shuffle(every)
    yield from every
    for number in itertools.count(2):
        yield from ((a, b, f"{c} {number}") for a, b, c in every)


def _calls(count: int, made: Sequence[Talk]) -> None:
    """The rows of the calls, the talk that each has, and the words of its title."""
    from django.db import connection

    from ridealong.web.calls.models import Call, Customer
    from ridealong.web.people.models import Membership

    of_team = list(Membership.objects.filter(leads=False).exclude(person__role="administrator"))
    few = max(m.person_id for m in of_team)
    regular = [m for m in of_team if m.person_id != few]
    leads = dict(Membership.objects.filter(leads=True).values_list("team", "person"))
    customers = list(Customer.objects.values_list("pk", "name"))
    chance = random.Random(3)
    by_kind = {k: [i for i, t in enumerate(made) if t.kind == k] for k in SHARES}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE of_call (call_id bigint PRIMARY KEY, talk int)")

    def rows() -> Iterator[tuple[dict[str, Any], int]]:
        for number in range(1, count + 1):
            member = chance.choice(regular)
            if number % (count // FEW) == 0:
                member = next(m for m in of_team if m.person_id == few)
            kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
            talk = chance.choice(by_kind[kind])
            ago = timedelta(days=365 * YEARS) * (1 - number / count)
            if chance.random() < 0.1:
                ago = timedelta(days=365 * YEARS) * chance.random()
            yield _row(number, made[talk], member, leads, ago, chance, customers), talk

    pairs = _tee(rows(), count)
    for batch in pairs:
        _insert(Call, [row for row, _talk in batch])
        _insert_into("of_call", ("call_id", "talk"), [(row["id"], t) for row, t in batch])


def _row(
    number: int,
    talk: Talk,
    member: Any,
    leads: dict[int, int],
    ago: timedelta,
    chance: random.Random,
    customers: Sequence[tuple[int, str]],
) -> dict[str, Any]:
    at = NOW - ago - timedelta(seconds=chance.randrange(3600))
    with_others = talk.kind not in {"coaching", "debrief"}
    customer = chance.choice(customers) if with_others and chance.random() < 0.8 else None
    ready = at + timedelta(minutes=5)
    title = f"{customer[1]}, talk {number}" if customer else f"Talk {number}"
    return {
        "id": number,
        "kind": talk.kind,
        "title": title,
        "started_at": at,
        "dated": True,
        "duration_s": talk.duration_s,
        "turns": talk.turns,
        "words": talk.words,
        "source_name": f"{number}.vtt",
        "source_format": "zoom-vtt",
        "source_sha256": f"{number:064x}",
        "content_key": f"{number:064x}",
        "customer_id": customer[0] if customer else None,
        "owner_id": member.person_id,
        "coach_id": leads[member.team_id] if talk.kind == "coaching" else None,
        "team_id": member.team_id,
        "added_by_id": None,
        "added_at": at,
        "held_back": with_others and chance.random() < 0.001,
        "ready_at": None if ago < timedelta(minutes=30) else ready,
        "manager_from": ready + timedelta(hours=24) if with_others else None,
        "gates": talk.gates,
    }


def _talks(made: Sequence[Talk]) -> None:
    """What each talk brings along, once, from where the database copies it to every call."""
    from django.db import connection

    from ridealong.web.calls.lists import index_postgresql, index_sqlite

    blob = "bytea" if connection.vendor == "postgresql" else "blob"
    tables = {
        "talk": f"talk int PRIMARY KEY, native {blob}, result {blob}, sides {blob}",
        "talk_words": "talk int PRIMARY KEY, us text, them text, other text",
        "talk_move": "talk int, move varchar(24), n int",
        "talk_figure": "talk int, measure varchar(40), value double precision, n int",
        "talk_voice": "talk int, speaker varchar(120), side varchar(4), role varchar(8), turns int",
    }
    with connection.cursor() as cursor:
        for name, columns in tables.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")  # noqa: S608
    for number, talk in enumerate(made):
        import zlib

        columns = {"us": talk.us, "them": talk.them, "other": talk.other, "title": []}
        if connection.vendor == "postgresql":
            *words, _title = next(index_postgresql.parts(columns))
        else:
            *words, _title = index_sqlite._texts(columns)
        sides = zlib.compress(talk.sides.encode())
        _insert_into("talk", ("talk", "native", "result", "sides"), [(number, talk.native, talk.result, sides)])
        _insert_into("talk_words", ("talk", "us", "them", "other"), [(number, *words)])
        _insert_into("talk_move", ("talk", "move", "n"), [(number, m, n) for m, n in talk.moves.items()])
        _insert_into("talk_figure", ("talk", "measure", "value", "n"), [(number, m, v, n) for m, (v, n) in talk.figures.items()])
        _insert_into("talk_voice", ("talk", "speaker", "side", "role", "turns"), [(number, *v) for v in talk.voices])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE talk_vector AS SELECT talk, us::tsvector AS us, them::tsvector AS them, other::tsvector AS other FROM talk_words")


def _rest(made: Sequence[Talk]) -> None:
    from django.db import connection

    postgresql = connection.vendor == "postgresql"
    noise = "random()" if postgresql else "(abs(random()) / 9223372036854775807.0)"
    move, every = SELDOM
    of_call = "FROM of_call o JOIN calls_call c ON c.id = o.call_id"
    words = (
        "INSERT INTO calls_words (call_id, part, us, them, other, title) "
        "SELECT o.call_id, 0, t.us, t.them, t.other, to_tsvector('simple', c.title) "
        f"{of_call} JOIN talk_vector t ON t.talk = o.talk"
        if postgresql
        else "INSERT INTO calls_words (rowid, us, them, other, title) SELECT o.call_id, t.us, t.them, "
        f"t.other, lower(replace(c.title, ',', '')) {of_call} JOIN talk_words t ON t.talk = o.talk ORDER BY 1"
    )
    statements = {
        "transcripts": f"INSERT INTO calls_transcript (call_id, native) SELECT o.call_id, t.native {of_call} JOIN talk t ON t.talk = o.talk ORDER BY 1",
        "analyses": (
            "INSERT INTO calls_analysis (call_id, state, attempts, lease_key, error, queued_at, finished_at, "
            "fingerprint, result) SELECT o.call_id, 'done', 1, '', '', c.added_at, c.added_at, 'seed', "
            f"CASE WHEN o.call_id > (SELECT max(call_id) FROM of_call) - {RESULTS} THEN t.result END "
            f"{of_call} JOIN talk t ON t.talk = o.talk ORDER BY 1"
        ),
        "people in calls": (
            "INSERT INTO calls_participant (call_id, speaker, name, side, role, because, person_id, turns) "
            "SELECT o.call_id, v.speaker, v.speaker, v.side, v.role, 'stated', NULL, v.turns "
            f"{of_call} JOIN talk_voice v ON v.talk = o.talk"
        ),
        "moves": (
            "INSERT INTO calls_callmove (call_id, move, count, started_at) SELECT o.call_id, m.move, m.n, "
            f"c.started_at {of_call} JOIN talk_move m ON m.talk = o.talk WHERE m.move <> '{move}'"
        ),
        "the move that is seldom": (
            f"INSERT INTO calls_callmove (call_id, move, count, started_at) SELECT id, '{move}', 1, started_at "
            f"FROM calls_call WHERE id % {every} = 7"
        ),
        "figures": (
            "INSERT INTO calls_callmeasure (call_id, measure, owner_id, started_at, value, n) SELECT o.call_id, "
            f"f.measure, c.owner_id, c.started_at, 0.8 * f.value + 0.2 * {noise}, f.n {of_call} "
            "JOIN talk_figure f ON f.talk = o.talk"
        ),
        "debriefs": (
            "INSERT INTO coaching_debrief (call_id, by_id, repeat, differently, skipped, at, shared_at) "
            "SELECT id, owner_id, 'The short question.', 'Ask who decides.', FALSE, added_at, NULL "
            "FROM calls_call WHERE kind IN ('sales', 'service', 'partner') AND id % 5 < 3"
        ),
        "what is indexed": (
            "INSERT INTO calls_indexed (call_id, title, sides, made_by) SELECT o.call_id, c.title, t.sides, 1 "
            f"{of_call} JOIN talk t ON t.talk = o.talk"
        ),
        "the search index": words,
    }
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute("DROP INDEX calls_words_found")
        for what, statement in statements.items():
            cursor.execute(statement)
            say(what)
        if postgresql:
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(
                "CREATE INDEX calls_words_found ON calls_words USING gin (us, them, other, title) "
                "WITH (fastupdate = off)"
            )
            say("GIN")
            for table in ("calls_call",):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


def _tee(rows: Iterable[Any], count: int) -> Iterator[list[Any]]:
    for batch in itertools.batched(rows, min(count, 20_000)):
        yield list(batch)


def _insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    columns = tuple(rows[0])
    _insert_into(model._meta.db_table, columns, [tuple(r[c] for c in columns) for r in rows])


def _insert_into(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """COPY on PostgreSQL, one prepared statement on SQLite."""
    from django.db import connection

    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        adapt = connection.ops.adapt_datetimefield_value
        plain = [[adapt(v) if isinstance(v, datetime) else v for v in row] for row in rows]
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)  # noqa: S608


def _know_sizes() -> None:
    from django.db import connection

    from ridealong.web.calls.lists.index import backend

    if connection.vendor == "sqlite":
        backend().know_sizes()
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")

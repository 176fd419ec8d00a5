"""What a talk brings along, copied by the database to every call that it stands for.

The talks go into temporary tables once; then each statement below fills one table of the desk.
"""

import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from benchmarks.desk_talks import Talk

SELDOM = ("threat", 5000)
"""A move, and in one of how many calls it stands."""
RESULTS = 100_000
"""Of so many calls, the newest, the analysis itself is kept; lists do not read it."""
_TEMPORARY = {
    "talk": "talk int PRIMARY KEY, native {blob}, result {blob}, sides {blob}",
    "talk_words": "talk int PRIMARY KEY, us text, them text, other text",
    "talk_move": "talk int, move varchar(24), n int",
    "talk_figure": "talk int, measure varchar(40), value double precision, n int",
    "talk_voice": "talk int, speaker text, side text, role text, turns int",
}
_OF_CALL = "FROM of_call o JOIN calls_call c ON c.id = o.call_id"
_STATEMENTS = {
    "transcripts": """
        INSERT INTO calls_transcript (call_id, native)
        SELECT o.call_id, t.native {of_call} JOIN talk t ON t.talk = o.talk ORDER BY 1""",
    "analyses": """
        INSERT INTO calls_analysis (call_id, state, attempts, lease_key, error, queued_at,
            finished_at, fingerprint, result)
        SELECT o.call_id, 'done', 1, '', '', c.added_at, c.added_at, 'seed',
            CASE WHEN o.call_id > (SELECT max(call_id) FROM of_call) - {results} THEN t.result END
        {of_call} JOIN talk t ON t.talk = o.talk ORDER BY 1""",
    "people in calls": """
        INSERT INTO calls_participant (call_id, speaker, name, side, role, because, turns)
        SELECT o.call_id, v.speaker, v.speaker, v.side, v.role, 'stated', v.turns
        {of_call} JOIN talk_voice v ON v.talk = o.talk ORDER BY 1""",
    "moves": """
        INSERT INTO calls_callmove (call_id, move, count, started_at)
        SELECT o.call_id, m.move, m.n, c.started_at
        {of_call} JOIN talk_move m ON m.talk = o.talk WHERE m.move <> '{move}' ORDER BY 1""",
    "a move that is seldom": """
        INSERT INTO calls_callmove (call_id, move, count, started_at)
        SELECT id, '{move}', 1, started_at FROM calls_call WHERE id % {every} = 7""",
    "figures": """
        INSERT INTO calls_callmeasure (call_id, measure, owner_id, started_at, value, n)
        SELECT o.call_id, f.measure, c.owner_id, c.started_at, 0.8 * f.value + 0.2 * {noise}, f.n
        {of_call} JOIN talk_figure f ON f.talk = o.talk ORDER BY 1""",
    "debriefs": """
        INSERT INTO coaching_debrief (call_id, by_id, repeat, differently, skipped, at, shared_at)
        SELECT id, owner_id, 'The short question.', 'Ask who decides.', FALSE, added_at, NULL
        FROM calls_call WHERE kind IN ('sales', 'service', 'partner') AND id % 5 < 3 ORDER BY 1""",
    "what is indexed": """
        INSERT INTO calls_indexed (call_id, title, sides, made_by)
        SELECT o.call_id, c.title, t.sides, 1
        {of_call} JOIN talk t ON t.talk = o.talk ORDER BY 1""",
    "the search index": {
        "sqlite": """
            INSERT INTO calls_words (rowid, us, them, other, title)
            SELECT o.call_id, t.us, t.them, t.other, lower(replace(c.title, ',', ''))
            {of_call} JOIN talk_words t ON t.talk = o.talk ORDER BY 1""",
        "postgresql": """
            INSERT INTO calls_words (call_id, part, us, them, other, title)
            SELECT o.call_id, 0, t.us, t.them, t.other, to_tsvector('simple', c.title)
            {of_call} JOIN talk_vector t ON t.talk = o.talk ORDER BY 1""",
    },
}
_AS_VECTORS = """
    CREATE TEMPORARY TABLE talk_vector AS
    SELECT talk, us::tsvector AS us, them::tsvector AS them, other::tsvector AS other
    FROM talk_words"""
_GIN = """
    CREATE INDEX calls_words_found ON calls_words USING gin (us, them, other, title)
    WITH (fastupdate = off)"""


def keep_talks(made: Sequence[Talk]) -> None:
    """Every talk in temporary tables."""
    from django.db import connection

    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, columns in _TEMPORARY.items():
            typed = columns.format(blob="bytea" if postgresql else "blob")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({typed})")
    for number, talk in enumerate(made):
        _keep(number, talk)
    if postgresql:
        with connection.cursor() as cursor:
            cursor.execute(_AS_VECTORS)


def _keep(number: int, talk: Talk) -> None:
    sides = zlib.compress(talk.sides.encode())
    figures = [(number, name, value, n) for name, (value, n) in talk.figures.items()]
    insert(
        "talk",
        ("talk", "native", "result", "sides"),
        [(number, talk.native, talk.result, sides)],
    )
    insert("talk_words", ("talk", "us", "them", "other"), [(number, *_words(talk))])
    insert("talk_move", ("talk", "move", "n"), [(number, m, n) for m, n in talk.moves.items()])
    insert("talk_figure", ("talk", "measure", "value", "n"), figures)
    columns = ("talk", "speaker", "side", "role", "turns")
    insert("talk_voice", columns, [(number, *voice) for voice in talk.voices])


def _words(talk: Talk) -> list[str]:
    """What the search index takes, of each side."""
    from django.db import connection

    from ridealong.web.calls.lists import index_postgresql, index_sqlite

    columns = {"us": talk.us, "them": talk.them, "other": talk.other, "title": []}
    if connection.vendor == "postgresql":
        return next(index_postgresql.parts(columns))[:-1]
    return index_sqlite.texts(columns)[:-1]


def copy_talks(say: Callable[[str], None]) -> None:
    """Fill every table that hangs from the calls."""
    from django.db import connection

    postgresql = connection.vendor == "postgresql"
    noise = "random()" if postgresql else "(abs(random()) / 9223372036854775807.0)"
    move, every = SELDOM
    values = {"of_call": _OF_CALL, "results": RESULTS, "noise": noise, "move": move, "every": every}
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute("DROP INDEX calls_words_found")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for what, statement in _STATEMENTS.items():
            own = statement if isinstance(statement, str) else statement[connection.vendor]
            cursor.execute(own.format(**values))
            say(what)
        if postgresql:
            cursor.execute(_GIN)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('calls_call', 'id'), max(id)) FROM calls_call"
            )
            say("its GIN")


def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
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


def know_sizes() -> None:
    """Let the database know how many rows there are of what; outside a transaction."""
    from django.db import connection

    from ridealong.web.calls.lists.index import backend

    backend().know_sizes()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")

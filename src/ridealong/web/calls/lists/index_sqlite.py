"""The search index in SQLite: FTS5 with positions and without text. Its rowid is the call's id."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from ridealong.web.calls.lists.query import Query, Term

WINDOW = 400
"""Of the newest calls, how many are looked through before the whole index is asked."""
_COLUMNS = ("us", "them", "other", "title")
_BETWEEN_TURNS = " \ue000 "
"""No text holds this word, so that no phrase goes across it."""
_VALUES = f"(rowid, {', '.join(_COLUMNS)})"
_COUNTED = ("calls_call", "calls_callmove", "calls_callmeasure", "calls_customer")
_PAGES = 500
_MOST_ROUNDS = 10_000

type Columns = Mapping[str, Sequence[Sequence[str]]]


def add(pk: int, columns: Columns) -> None:
    """Put the words of a call in."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO calls_words {_VALUES} VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
            (pk, *texts(columns)),
        )


def remove(pk: int, columns: Columns) -> None:
    """Take them out; they have to be those that were put in."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO calls_words (calls_words, {_VALUES[1:]} "  # noqa: S608
            "VALUES ('delete', %s, %s, %s, %s, %s)",
            (pk, *texts(columns)),
        )


def clear() -> None:
    """Take everything out."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO calls_words (calls_words) VALUES ('delete-all')")


def rub_out() -> None:
    """Merge all parts of the index bit by bit, so that nobody waits long for a lock."""
    pages = -_PAGES  # below nought: all parts are to be merged; then on with it
    for _round in range(_MOST_ROUNDS):
        with transaction.atomic(), connection.cursor() as cursor:
            before = _changes()
            cursor.execute(
                "INSERT INTO calls_words (calls_words, rank) VALUES ('merge', %s)", [pages]
            )
            if _changes() - before < 2:
                return
        pages = _PAGES


def know_sizes() -> None:
    """Let the planner know how many rows share a value; a thousand of each index are looked at."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        for table in _COUNTED:
            cursor.execute(f"ANALYZE {table}")


def within(query: Query) -> tuple[str, tuple[str, ...]]:
    """Whether a row of the window `w` is found, as SQL with its values."""
    sql = (
        "w.id IN (SELECT rowid FROM calls_words WHERE calls_words MATCH %s AND rowid BETWEEN "
        "(SELECT min(id) FROM w) AND (SELECT max(id) FROM w))"
    )
    return sql, (match(query),)


def everywhere(query: Query) -> tuple[str, tuple[str, ...]]:
    """The ids of all calls that are found, as SQL with its values."""
    return "SELECT rowid FROM calls_words WHERE calls_words MATCH %s", (match(query),)


def match(query: Query) -> str:
    """The query in FTS5's own language."""
    wanted = " AND ".join(_term(t) for t in query.wanted)
    unwanted = " OR ".join(_term(t) for t in query.unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _term(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"{"*" if term.begins else ""}'
    return f"{term.where} : {phrase}" if term.where else phrase


def texts(columns: Columns) -> list[str]:
    """Each column as the index takes it."""
    return [_BETWEEN_TURNS.join(" ".join(turn) for turn in columns[name]) for name in _COLUMNS]


def _changes() -> int:
    connection.ensure_connection()
    return int(connection.connection.total_changes)

"""The search index in PostgreSQL: a tsvector for each side, with positions, under one GIN index.

A tsvector knows 255 places of a word and 16,383 places in all. A call that needs more has several
parts, each with the places of some of its turns, and with all words of the call. Only within one
turn of more than that a phrase may be missed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection

from ridealong.web.calls.lists.query import Query, Term

WINDOW = 3000
"""Of the newest calls, how many are looked through before the whole index is asked."""
_COLUMNS = ("us", "them", "other", "title")
_MOST_PLACES = 16_000
_MOST_OF_A_WORD = 250
_MOST_WORDS = 30_000
"""Different ones in a part; a tsvector ends at a megabyte."""

type Turns = Sequence[Sequence[str]]
type Columns = Mapping[str, Turns]


def add(pk: int, columns: Columns) -> None:
    """Put the words of a call in."""
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO calls_words (call_id, part, {', '.join(_COLUMNS)}) "  # noqa: S608
            f"VALUES (%s, %s, {marks})",
            [(pk, number, *vectors) for number, vectors in enumerate(parts(columns))],
        )


def remove(pk: int, columns: Columns) -> None:  # noqa: ARG001  # SQLite needs the words
    """Take them out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM calls_words WHERE call_id = %s", [pk])


def clear() -> None:
    """Take everything out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM calls_words")


def rub_out() -> None:
    """Nothing to do: the database vacuums by itself."""


def know_sizes() -> None:
    """Nothing to do: the database analyses by itself."""


def within(query: Query) -> tuple[str, tuple[str, ...]]:
    """Whether a row of the window `w` is found, as SQL with its values."""
    sql, values = condition(query)
    # A subquery with a limit is asked row by row; without, the whole index might be read instead.
    asks = f"SELECT TRUE FROM calls_words WHERE call_id = w.id AND {sql} LIMIT 1"  # noqa: S608
    return f"({asks})", values


def everywhere(query: Query) -> tuple[str, tuple[str, ...]]:
    """The ids of all calls that are found, as SQL with its values."""
    sql, values = condition(query)
    return f"SELECT call_id FROM calls_words WHERE {sql}", values  # noqa: S608


def condition(query: Query) -> tuple[str, tuple[str, ...]]:
    """The query as a condition on `calls_words`."""
    pieces: list[str] = []
    values: list[str] = []
    for term in query.terms:
        columns = (term.where,) if term.where else _COLUMNS
        found = " OR ".join(f"{name} @@ %s::tsquery" for name in columns)
        pieces.append(f"NOT ({found})" if term.absent else f"({found})")
        values += [_term(term)] * len(columns)
    return " AND ".join(pieces), tuple(values)


def parts(columns: Columns) -> Iterator[list[str]]:
    """The tsvectors of each part of a call."""
    cut = {name: list(_cut(columns[name])) for name in _COLUMNS}
    words = {name: {w for turn in columns[name] for w in turn} for name in _COLUMNS}
    for number in range(max(1, *(len(pieces) for pieces in cut.values()))):
        yield [
            _vector(pieces[number] if number < len(pieces) else {}, words[name])
            for name, pieces in cut.items()
        ]


def _cut(turns: Turns) -> Iterator[dict[str, list[int]]]:
    """The places of the words, in pieces that a tsvector can hold; no turn is cut in two."""
    piece: dict[str, list[int]] = {}
    place = 0
    for turn in turns:
        full = place + len(turn) > _MOST_PLACES or len(piece) > _MOST_WORDS
        if piece and (full or _too_often(piece, turn)):
            yield piece
            piece, place = {}, 0
        for word in turn:
            place += 1
            piece.setdefault(word, []).append(place)
        place += 1  # no phrase goes on into the next turn
    if piece:
        yield piece


def _too_often(piece: Mapping[str, list[int]], turn: Iterable[str]) -> bool:
    return any(len(piece.get(word, ())) >= _MOST_OF_A_WORD for word in turn)


def _vector(piece: Mapping[str, list[int]], words: set[str]) -> str:
    """As PostgreSQL reads it; of words that are in other parts it knows no place."""
    others = sorted(words - piece.keys()) if len(words) <= _MOST_WORDS else []
    placed = [f"'{word}':{','.join(map(str, places))}" for word, places in piece.items()]
    return " ".join([*placed, *(f"'{word}'" for word in others)])


def _term(term: Term) -> str:
    last = len(term.words) - 1
    pieces = [
        f"'{word}'{':*' if term.begins and number == last else ''}"
        for number, word in enumerate(term.words)
    ]
    return " <-> ".join(pieces)

"""Which deals a sheet may touch: an administrator's any, a manager's those of their teams."""

from collections.abc import Iterable

from ridealong.web.pipeline.incoming.context import Context


def owned_by(people: Iterable[int], table: str = "") -> str:
    """SQL that says whether a deal belongs to one of these."""
    ids = ", ".join(str(int(pk)) for pk in sorted(people)) or "0"
    owner = f"{table}.owner_id" if table else "owner_id"
    return f"(COALESCE({owner}, 0) IN ({ids}))"


def touchable(context: Context, table: str) -> str:
    """SQL that says whether a deal may be touched."""
    allowed = context.owners.allowed
    return "TRUE" if allowed is None else owned_by(allowed, table)

"""Bring Django up on this process, and the database to the shape that this version needs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ridealong.errors import UsageError
from ridealong.settings import settings as chosen

_MIGRATING = 20261117
"""The number of the lock under which one process at a time changes the tables of PostgreSQL."""


def prepare() -> None:
    """Load Django with our settings; doing it twice changes nothing."""
    import django  # noqa: PLC0415  # slow to load, and most commands do without
    from django.apps import apps  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ridealong.web.settings")
    if not apps.ready:
        django.setup()


def start() -> None:
    """Everything before the desk opens, or a worker begins; what stands in the way is told.

    Raises:
        UsageError: the folder, the database or a setting cannot be used; says what to do.
        SettingError: a setting names something that is not there.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more only wait for each other
    check_folder(chosen().desk.data)
    check_hearing()
    prepare()
    check_database()
    migrate()


def check_folder(folder: Path) -> None:
    """Whether the folder of the desk can be written to; it is made where it is not there.

    Raises:
        UsageError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        raise UsageError(
            f"The folder of the desk, {folder.absolute()}, cannot be written to "
            f"({error.strerror}). Name another one with --data or RIDEALONG_DATA, or let this "
            "account write there."
        ) from None


def check_hearing() -> None:
    """Whether the norms and the tagger that the settings name are there.

    Raises:
        RidealongError: they are not.
    """
    from ridealong.analysis.norms import load_norms  # noqa: PLC0415

    settings = chosen()
    load_norms(settings.norms)
    if settings.tagger == "llm":
        from ridealong.language.llm import llm_tagger  # noqa: PLC0415

        llm_tagger(settings)


def check_database() -> None:
    """Whether the database answers, and was not made by a newer version.

    Raises:
        UsageError: it does not, or it was.
    """
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.db import Error, connection  # noqa: PLC0415

    try:
        connection.ensure_connection()
        unknown = unknown_changes()
    except ImproperlyConfigured:
        raise UsageError(
            "RIDEALONG_DATABASE_URL names PostgreSQL, and its library is missing; "
            "pip install 'ridealong[postgres]'"
        ) from None
    except Error as error:
        raise UsageError(_does_not_answer(str(error))) from None
    if unknown:
        raise UsageError(
            "The database was used by a newer version of Ridealong "
            f"(it knows the change {unknown[0]}). Install that version again, or go back to the "
            "backup from before the upgrade; nothing was changed."
        )


def unknown_changes() -> list[str]:
    """The changes of the database that this version knows nothing of."""
    from django.apps import apps  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs()}
    unknown = set(loader.applied_migrations or ()) - set(loader.disk_migrations or ())
    return sorted(f"{app}.{name}" for app, name in unknown if app in ours)


def _does_not_answer(why: str) -> str:
    from django.db import connection  # noqa: PLC0415

    first = (why.strip().splitlines() or ["no reason given"])[0]
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return f"The database {name} cannot be opened ({first}). Is the file one of Ridealong's?"
    return (
        f"The database of RIDEALONG_DATABASE_URL does not answer ({first}). Is it running, and are "
        "name and password right?"
    )


def migrate() -> None:
    """Bring the database to this version's shape; nothing happens where it has it."""
    from django.core.management import call_command  # noqa: PLC0415

    prepare()
    with _one_at_a_time():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Put styles and scripts where they are served from, under names that change with them."""
    from django.core.management import call_command  # noqa: PLC0415

    prepare()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Server and workers may start together; the second waits until the first has migrated."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "migrating.lock").open("w", encoding="ascii") as file:
        with suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415  # not on every system

            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")  # the other may have much to change
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
                cursor.execute("RESET lock_timeout")

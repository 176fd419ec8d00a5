"""Bring Django up on this process, and the database to the shape that this version needs."""

import os


def prepare() -> None:
    """Load Django with our settings; doing it twice changes nothing."""
    import django  # noqa: PLC0415  # slow to load, and most commands do without
    from django.apps import apps  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ridealong.web.settings")
    if not apps.ready:
        django.setup()


def migrate() -> None:
    """Bring the database to this version's shape; nothing happens where it has it."""
    from django.core.management import call_command  # noqa: PLC0415

    prepare()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Put styles and scripts where they are served from, under names that change with them."""
    from django.core.management import call_command  # noqa: PLC0415

    prepare()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)

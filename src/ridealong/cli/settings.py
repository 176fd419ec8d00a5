"""`ridealong settings`: every setting, its value and where it comes from."""

import os

import click

from ridealong import settings as all_settings


@click.command("settings")
def command() -> int:
    """List every setting: variable, value in force, default, meaning."""
    all_settings.settings()  # a value that cannot be used is told before the list
    for setting in all_settings.ALL:
        value = os.environ.get(setting.variable)
        shown = _shown(setting, value)
        origin = "default" if value is None else f"set; default {setting.default!r}"
        click.echo(f"{setting.variable} = {shown}  ({origin})\n    {setting.says}")
    return 0


def _shown(setting: all_settings.Setting, value: str | None) -> str:
    if value and setting.secret:
        return "(not shown)"
    return repr(setting.default) if value is None else repr(value)

"""Options that several commands share, and names after `--us` without repeating it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, override

import click

from ridealong.conversation import Kind


class UsCommand(click.Command):
    """A command whose `--us` takes several names: `--us Rita acme.com -- call.vtt`.

    Words after a `--us` value that are neither options nor existing paths are further names.
    """

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, spread_us(args))


def spread_us(arguments: Sequence[str]) -> list[str]:
    """Repeat `--us` before each of its names, so that a plain option parser understands them.

    >>> spread_us(["call.vtt", "--us", "Rita", "Pat", "--fast"])
    ['call.vtt', '--us', 'Rita', '--us', 'Pat', '--fast']
    """
    spread: list[str] = []
    names = 0
    for i, argument in enumerate(arguments):
        if argument == "--":
            return [*spread, *arguments[i:]]
        if argument == "--us":
            names = 1
        elif argument.startswith("-"):
            names = 0
        elif names == 1:
            names = 2
        elif names == 2:
            if Path(argument).exists():
                names = 0
            else:
                spread.append("--us")
        spread.append(argument)
    return spread


def paths_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """`PATH…`: files, folders, or "-"."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def us_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--us`."""
    return click.option(
        "--us",
        multiple=True,
        metavar="NAME_OR_DOMAIN...",
        help="Whose side is ours: names or e-mail domains.",
    )(command)


def kind_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--kind`."""
    return click.option(
        "--kind",
        type=click.Choice([*(k.value for k in Kind), "auto"]),
        default="auto",
        show_default=True,
        help="What kind of conversation it is; auto takes what the file states.",
    )(command)


def fast_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--fast`."""
    return click.option("--fast", is_flag=True, help="Without the encoder: faster, less exact.")(
        command
    )


def kind_of(word: str) -> Kind | None:
    """The kind that `--kind` names; None for auto."""
    return None if word == "auto" else Kind(word)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--data`."""
    return click.option(
        "--data",
        metavar="DIR",
        help="The folder of the desk; else RIDEALONG_DATA, else ridealong-data.",
    )(command)

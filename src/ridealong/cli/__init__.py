"""The command line: thin commands over the library. Exit codes: 0 done, 2 wrong usage, 3 failed."""

import importlib
import os
import sys
from keyword import iskeyword
from typing import override

import click

from ridealong import __version__
from ridealong.errors import RidealongError

EXIT_USAGE = 2
EXIT_FAILED = 3

_COMMANDS = {
    "analyze": "Read, measure and report conversations.",
    "demo": "Analyse the conversations that come with Ridealong and open the report.",
    "diagnose": "Say what in a pipeline is worth a question, from a CRM's export.",
    "doctor": "Check the installation.",
    "export": "Write the calls of the desk as transcripts for other programs.",
    "import": "Bring data into the desk.",
    "moves": "Print what each turn does, or correct it.",
    "read": "Print the normalised transcript.",
    "serve": "Open the desk in the browser.",
    "settings": "List every setting.",
    "work": "Work in the background for the desk.",
}


class _Commands(click.Group):
    """Commands that are imported only when they are called, so that each starts fast."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"ridealong.cli.{module}").command
        assert isinstance(command, click.Command)  # noqa: S101  # ours, checked by the tests
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ridealong")
def group() -> None:
    """Sales coaching built on real conversations."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; whatever goes wrong on purpose is one sentence, no trace."""
    try:
        code = group.main(args=arguments, prog_name="ridealong", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except RidealongError as error:
        click.echo(f"ridealong: {error}", err=True)
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain again on closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)

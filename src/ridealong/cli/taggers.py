"""Which tagger a command uses: the one that is set, or the fast one with `--fast`."""

from typing import TYPE_CHECKING

import click

from ridealong.cli.output import tell
from ridealong.language.model import Tagger
from ridealong.settings import Settings

if TYPE_CHECKING:
    from ridealong.language.llm import Account


def tagger_for(chosen: Settings, *, fast: bool) -> Tagger:
    """The tagger of the settings; `fast` wins.

    What a language model has cost is told when the command ends, however it ends.

    Raises:
        SettingError: a language model is asked for and not configured.
    """
    from ridealong.language import taggers  # noqa: PLC0415  # loads a model

    if fast or chosen.tagger == "fast":
        return taggers.fast()
    if chosen.tagger == "llm":
        from ridealong.language.llm import llm_tagger  # noqa: PLC0415  # an extra

        asking = llm_tagger(chosen)
        click.get_current_context().call_on_close(lambda: _tell_cost(asking.account))
        return asking
    return taggers.default()


def _tell_cost(account: "Account") -> None:
    if account.windows:
        tell(str(account))

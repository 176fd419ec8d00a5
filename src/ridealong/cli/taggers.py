"""Which tagger a command uses: the one that is set, or the fast one with `--fast`."""

from ridealong.language.model import Tagger
from ridealong.settings import Settings


def tagger_for(chosen: Settings, *, fast: bool) -> Tagger:
    """The tagger of the settings; `fast` wins.

    Raises:
        SettingError: a language model is asked for and not configured.
    """
    from ridealong.language import taggers  # noqa: PLC0415  # loads a model

    if fast or chosen.tagger == "fast":
        return taggers.fast()
    if chosen.tagger == "llm":
        from ridealong.language.llm import llm_tagger  # noqa: PLC0415  # an extra

        return llm_tagger(chosen)
    return taggers.default()

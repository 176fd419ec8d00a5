"""The tagger that asks a language model, and another tagger where that gives no usable answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ridealong.conversation import Conversation
from ridealong.errors import SettingError
from ridealong.language import taggers
from ridealong.language.casting import scripts, warnings
from ridealong.language.llm.account import Account
from ridealong.language.llm.answering import Answer, Unusable, answer
from ridealong.language.llm.asking import Window, windows
from ridealong.language.model import Said, Tagger, Tagging
from ridealong.language.moves import moves_of
from ridealong.settings import Settings

if TYPE_CHECKING:
    from ridealong.language.llm.endpoint import Endpoint

TRIES = 2
"""So often a window is asked about until there is a usable answer."""


class GivenUp(Exception):
    """A window has no usable answer; says why."""


@dataclass(frozen=True, slots=True)
class LlmTagger:
    """A tagger that asks a language model. Its answers are as deterministic as the endpoint's."""

    name: str
    endpoint: "Endpoint"
    account: Account
    """What it has cost so far."""
    otherwise: Callable[[], Tagger]
    """Whose moves stand where there is no usable answer; made when it is first needed."""

    def tag(self, conversations: Sequence[Conversation]) -> list[Tagging]:
        """One tagging for each conversation."""
        return [self._tag(c) for c in conversations]

    def _tag(self, conversation: Conversation) -> Tagging:
        said: list[Said] = []
        failed: list[tuple[Window, str]] = []
        for script in scripts(conversation):
            for window in windows(script):
                try:
                    said += self._ask(window)
                except GivenUp as why:
                    failed.append((window, str(why)))
        own = Tagging(
            self.name,
            tuple(sorted(said)),
            {(s.turn, s.move): s.p for s in said},
            warnings(conversation),
        )
        return self._filled(own, conversation, failed) if failed else own

    def _ask(self, window: Window) -> tuple[Said, ...]:
        from ridealong.language.llm.endpoint import NoAnswer  # noqa: PLC0415  # an extra

        self.account.windows += 1
        wrong = ""
        for attempt in range(TRIES):
            self.account.retries += attempt > 0
            try:
                found = self._counted(answer(self.endpoint.ask(window, wrong), window))
            except Unusable as why:
                wrong = str(why)
            except NoAnswer as why:
                wrong = str(why)
                break
            else:
                if not found.mostly_false:
                    return found.said
                wrong = "most of its quotes are not in the turns, or its moves not in the lists"
        self.account.windows_failed += 1
        raise GivenUp(wrong)

    def _counted(self, found: Answer) -> Answer:
        self.account.not_in_turn += found.not_in_turn
        self.account.unknown += found.unknown
        self.account.not_for_role += found.not_for_role
        return found

    def _filled(
        self, own: Tagging, conversation: Conversation, failed: Sequence[tuple[Window, str]]
    ) -> Tagging:
        """With the other tagger's moves in the windows that were given up."""
        other = self.otherwise()
        (instead,) = other.tag([conversation])
        lines = {(line.turn, line.role) for window, _ in failed for line in window.asked}
        possible = {(turn, move) for turn, role in lines for move in moves_of(role)}
        said = (*own.said, *(s for s in instead.said if (s.turn, s.role) in lines))
        likelihood = {k: p for k, p in instead.likelihood.items() if k in possible}
        return Tagging(
            own.tagger,
            tuple(sorted(said)),
            likelihood | dict(own.likelihood),
            (*own.warnings, _warning({turn for turn, _ in lines}, failed, other.name)),
        )


def llm_tagger(chosen: Settings, otherwise: Callable[[], Tagger] = taggers.default) -> LlmTagger:
    """The tagger that asks the language model of the settings.

    Args:
        chosen: the settings in force.
        otherwise: makes the tagger whose moves stand where there is no usable answer.

    Raises:
        SettingError: the endpoint or the model is not named, or the extra is not installed.
    """
    for variable, value in (
        ("RIDEALONG_LLM_URL", chosen.llm.url),
        ("RIDEALONG_LLM_MODEL", chosen.llm.name),
    ):
        if not value:
            raise SettingError(f"{variable} is empty; a language model needs it, see docs/llm.md")
    try:
        from ridealong.language.llm.endpoint import Endpoint  # noqa: PLC0415  # an extra
    except ModuleNotFoundError:
        raise SettingError(
            "RIDEALONG_TAGGER is 'llm' and a library is missing; pip install 'ridealong[llm]'"
        ) from None
    account = Account(chosen.llm.price)
    return LlmTagger(f"llm {chosen.llm.name}", Endpoint(chosen.llm, account), account, otherwise)


def _warning(turns: set[int], failed: Sequence[tuple[Window, str]], other: str) -> str:
    why = "; ".join(dict.fromkeys(reason for _, reason in failed))
    count = f"{len(turns)} turns, the first of them" if len(turns) > 1 else "one turn,"
    return (
        f"The language model gave no usable answer for {count} turn {min(turns)} ({why}); "
        f"there stands what the tagger “{other}” finds."
    )

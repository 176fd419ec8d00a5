"""What was assumed or left open when a pipeline was joined, counted, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ridealong.process.model import Deal
from ridealong.process.sheets.stages import Stage

_ORDER = {
    "probabilities": "The order of stages was taken from the probabilities of deals: {}.",
    "deals": "The order of stages was taken from the order in which deals pass them: {}.",
    "names": "Nothing says in which order the stages come; by their names it was taken to be: {}.",
}


@dataclass(slots=True)
class Told:
    """Counts of what deserves a word."""

    ownerless: int = 0
    uncreated: int = 0
    created_from_history: int = 0
    unclosed: int = 0
    backward: int = 0
    backward_first: str = ""
    gone: int = 0
    unknown_end: int = 0
    names_twice: tuple[str, ...] = ()
    strangers: int = 0
    stranger_first: str = ""
    twice: int = 0
    too_many_stages: int = 0
    said: list[str] = field(default_factory=list)

    def order(self, source: str, stages: Sequence[Stage]) -> None:
        """How the order of stages was found, where no sheet states it."""
        if source in _ORDER:
            self.said.append(_ORDER[source].format(", ".join(stage.label for stage in stages)))
        if len(pipelines := {s.pipeline for s in stages if s.pipeline}) > 1:
            self.said.append(
                f"The stages of {len(pipelines)} pipelines stand one behind the other."
            )

    def currencies(self, deals: Sequence[Deal]) -> None:
        """A mix of currencies, which is not added up."""
        found = Counter(deal.currency for deal in deals if deal.value is not None)
        if len(found) > 1:
            listed = ", ".join(f"{code or 'none named'} ({n})" for code, n in found.most_common())
            self.said.append(f"Amounts are in several currencies, {listed}; none was converted.")

    def notes(self) -> tuple[str, ...]:
        """All of it, in words."""
        first = self.backward_first
        return (
            *self.said,
            *_if(self.ownerless, "{} without an owner."),
            *_if(self.uncreated, "{} without a date of creation."),
            *_if(
                self.created_from_history,
                "{} without a date of creation: the first stage's date stands for it.",
            ),
            *_if(self.unclosed, "{} closed, but without a date."),
            *_if(self.backward, f"{{}} closed before creation, such as {first}."),
            *_if(
                self.gone,
                "{} open in an earlier snapshot and missing in the last: how they ended is not "
                "known, and they were left out.",
            ),
            *_if(
                self.unknown_end,
                "{} closed, and nothing says whether they were won: they were left out.",
            ),
            *_if(
                len(self.names_twice),
                f"{{}} of more than one person, such as {', '.join(self.names_twice[:1])}; deals "
                "that name their owner so were given to the first.",
                "name",
            ),
            *_if(
                self.strangers,
                f"{{}} in the history of changes only, such as {self.stranger_first}; left out.",
            ),
            *_if(self.twice, "{} in more than one sheet: the last sheet counts."),
            *_if(self.too_many_stages, "{} changes to a stage beyond the 65,536th left out.", ""),
        )


def _if(count: int, says: str, what: str = "deal") -> tuple[str, ...]:
    if not count:
        return ()
    counted = f"{count:,} {what}{'s' if count != 1 else ''}" if what else f"{count:,}"
    return (says.format(counted),)

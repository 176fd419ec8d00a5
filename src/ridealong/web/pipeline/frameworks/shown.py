"""What the pages of the process show: a journey as a road, one stage of it, versions in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from ridealong.process.framework.model import Framework, Journey, Question, Stage, UseCase
from ridealong.web.people.policy import versions_seen
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks.using import in_use, parsed
from ridealong.web.pipeline.frameworks.words import JOURNEYS


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with the stage that is looked at, and the talk for which questions are wanted."""

    row: models.Framework
    framework: Framework
    stage: Stage
    use: UseCase | None

    @property
    def title(self) -> str:
        """Whose journey it is."""
        return JOURNEYS[self.framework.journey]

    def asked(self, stage: Stage) -> tuple[Question, ...]:
        """The questions of a stage for the talk that is wanted."""
        return tuple(q for q in stage.questions if self._wanted(q))

    @property
    def library(self) -> tuple[Question, ...]:
        """The questions for any stage."""
        return tuple(q for q in self.framework.questions if self._wanted(q))

    def _wanted(self, question: Question) -> bool:
        return self.use is None or not {self.use, UseCase.ANY}.isdisjoint(question.use)


def both(query: Mapping[str, str]) -> list[Shown]:
    """The process in use on either journey, as the address asks for it."""
    return [
        shown(in_use(journey), query.get(journey.value, ""), query.get("use", ""))
        for journey in Journey
    ]


def shown(row: models.Framework, stage: str = "", use: str = "") -> Shown:
    """A version; its first stage and every talk where nothing that is known is asked for."""
    framework = parsed(row)
    wanted = UseCase(use) if use in set(UseCase) else None
    return Shown(row, framework, framework.stage(stage) or framework.stages[0], wanted)


def versions(viewer: Viewer) -> dict[Journey, list[models.Framework]]:
    """The versions of each journey that somebody may read, the newest first."""
    for journey in Journey:
        in_use(journey)
    rows = models.Framework.objects.filter(versions_seen(viewer)).select_related("by")
    found: dict[Journey, list[models.Framework]] = {journey: [] for journey in Journey}
    for row in rows.defer("body").order_by("-version"):
        found[Journey(row.journey)].append(row)
    return found

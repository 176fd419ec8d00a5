"""What the diagnosis of a team's pipelines asks of its manager today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ridealong.process.diagnosis import Flag, Rule
from ridealong.process.model import Pipeline
from ridealong.report.diagnosis import Worded, worded
from ridealong.report.words import _
from ridealong.web.people.models import Person
from ridealong.web.people.policy import plans_seen
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Diagnosis
from ridealong.web.pipeline.shapes.found import flag_of
from ridealong.web.pipeline.shapes.load import framework_in_use

_ON = {
    Rule.PROPOSALS_WITHOUT_DEALS: _("on what comes before a proposal"),
    Rule.NOT_ENOUGH_PROPOSALS: _("on where new proposals come from"),
    Rule.DISCOUNTING: _("on what is given away, and for what"),
    Rule.STAGE_FULL: _("on the deals that stand in {stage}"),
    Rule.STAGE_EMPTY: _("on what has taken the place of {stage}"),
    Rule.STUCK: _("on the deals that stand still"),
    Rule.WIN_RATE: _("on the deals that were not won"),
}
MADE = _(
    "The figure stands out beside the others of the team or the own past year, in its second week, "
    "among everything that was looked at on that day (Benjamini and Hochberg, q = .10)."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is worth a question."""

    pk: int
    on: str
    """After the name: "on the deals that stand in Proposal"."""
    since: datetime
    told: Worded


def findings(viewer: Viewer, people: Collection[int]) -> Mapping[int, Sequence[Finding]]:
    """What nobody has taken into a talk or put off, the oldest first, by person."""
    seen = Person.objects.filter(plans_seen(viewer), pk__in=people)
    rows = Diagnosis.objects.filter(person__in=seen, state=Diagnosis.State.OPEN)
    flags = [(row, flag_of(row)) for row in rows.order_by("found_on", "pk")]
    if not flags:
        return {}
    pipeline = _names(viewer.now.date())
    found: dict[int, list[Finding]] = {}
    for row, flag in flags:
        if flag:
            found.setdefault(row.person_id, []).append(_finding(row, flag, pipeline))
    return found


def _names(today: date) -> Pipeline:
    """A pipeline without deals, for the names of its stages."""
    framework, _row = framework_in_use()
    stages = tuple(stage.key for stage in framework.stages)
    labels = tuple((stage.key, stage.label) for stage in framework.stages)
    return Pipeline((), stages, (), today, labels)


def _finding(row: Diagnosis, flag: Flag, pipeline: Pipeline) -> Finding:
    return Finding(
        pk=row.pk,
        on=_ON[flag.rule].format(stage=pipeline.label(flag.stage)),
        since=datetime.combine(row.found_on, time(), UTC),
        told=worded(flag, pipeline),
    )

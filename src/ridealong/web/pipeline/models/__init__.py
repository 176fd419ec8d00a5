"""The tables of the pipeline."""

from ridealong.web.pipeline.models.deal import (
    Account,
    Activity,
    Contact,
    Deal,
    SharedContent,
    StageEntry,
)
from ridealong.web.pipeline.models.evidence import Commit, Forecast, GateEvidence
from ridealong.web.pipeline.models.framework import Framework
from ridealong.web.pipeline.models.imports import CrmImport, RefusedRow, RememberedMapping
from ridealong.web.pipeline.models.plan import Agreement, Diagnosis, ShapeWeek

__all__ = [
    "Account",
    "Activity",
    "Agreement",
    "Commit",
    "Contact",
    "CrmImport",
    "Deal",
    "Diagnosis",
    "Forecast",
    "Framework",
    "GateEvidence",
    "RefusedRow",
    "RememberedMapping",
    "ShapeWeek",
    "SharedContent",
    "StageEntry",
]

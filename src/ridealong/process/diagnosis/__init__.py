"""What to ask a person about their pipeline: three rules, their figures, and chance.

`diagnose(pipeline, calls={seller: CallEvidence}, before=Week, targets={(seller, stage): a week})`
gives a `Diagnosis`: keys and figures; `ridealong.report.diagnosis` makes sentences of them.
"""

from ridealong.process.diagnosis.diagnosing import diagnose
from ridealong.process.diagnosis.model import (
    CallEvidence,
    Counted,
    Diagnosis,
    Fact,
    Flag,
    Hypothesis,
    Leaning,
    Looked,
    Measured,
    Rule,
    Warned,
)

__all__ = [
    "CallEvidence",
    "Counted",
    "Diagnosis",
    "Fact",
    "Flag",
    "Hypothesis",
    "Leaning",
    "Looked",
    "Measured",
    "Rule",
    "Warned",
    "diagnose",
]

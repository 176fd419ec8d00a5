"""How reliable the statements on ways of talking are among the people of this desk, in words.

Of everybody who answered all of them, the newest answers; nobody's own show in it.
"""

from functools import lru_cache

from django.db.models import F

from ridealong.coaching.styles import Reliability, reliability
from ridealong.coaching.styles.reliability import FEWEST
from ridealong.report.words import _
from ridealong.web.coaching.models import StyleAnswers


def reliability_told() -> str:
    """What is known of it here; one query."""
    rows = StyleAnswers.objects.filter(by=F("about")).order_by("about", "-at", "-pk")
    newest: dict[int, tuple[int, dict[str, int]]] = {}
    for pk, about, answers in rows.values_list("pk", "about", "answers"):
        newest.setdefault(about, (pk, answers))
    found = _of(tuple((pk, tuple(sorted(answers.items()))) for pk, answers in newest.values()))
    if any(r.alpha is None for r in found):
        return _(
            "Assumed: .75. It is reckoned here once {most} people have answered all statements; "
            "{n} have."
        ).format(most=FEWEST, n=found[0].people)
    said = [f"{r.alpha:.2f} ({r.low:.2f}–{r.high:.2f})" for r in found]
    return _("Cronbach’s alpha here: {first} and {second}, of {n} people.").format(
        first=said[0], second=said[1], n=found[0].people
    )


@lru_cache(maxsize=1)
def _of(answers: tuple[tuple[int, tuple[tuple[str, int], ...]], ...]) -> tuple[Reliability, ...]:
    """Reckoned anew only when somebody has answered."""
    return reliability(dict(rows) for _pk, rows in answers)

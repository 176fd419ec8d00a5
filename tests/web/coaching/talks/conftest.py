"""What the tests of talks share."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from cast import Cast
from held_calls import a_call
from held_past import REPEAT, past
from many_calls import counted, dice, measured
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief


@dataclass(frozen=True)
class Morning:
    """What there is when the brief is opened."""

    latest: Call
    due: Call
    """A call of Rita's that waits for her debrief; it has not reached Mel."""


@pytest.fixture
def morning(cast: Cast) -> Morning:
    """Half a year behind them: Rita's questions have closed."""
    throw, now = dice(11), timezone.now()
    seen = a_call(cast.rita, 0, seen_by_manager=True, at=now - timedelta(days=20))
    Debrief.objects.create(call=seen, by=cast.rita, repeat=REPEAT)
    figures = {
        "open_questions": [
            *counted(throw, 22, 0.55, first_day=170, every=7, now=now),
            *counted(throw, 6, 0.24, first_day=13, every=2, now=now),
        ],
        "listening": measured(throw, 28, 0.3, first_day=170, every=5, now=now),
    }
    latest = past(seen, figures)[-1]
    return Morning(latest, a_call(cast.rita, 5, at=now - timedelta(hours=8)))

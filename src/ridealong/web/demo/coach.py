"""What coaches of the invented firm keep of their own coaching, week by week."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from ridealong.web.coaching.coach import keeping
from ridealong.web.coaching.models import StepReached
from ridealong.web.demo.talks import WEEKS
from ridealong.web.desk import calls_to_action
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import viewer_of


@cache
def told() -> Mapping[str, Any]:
    """What `coach.toml` says."""
    return tomllib.loads(Path(__file__).with_name("coach.toml").read_text(encoding="utf-8"))


def fill(people: Mapping[str, Person], now: datetime) -> None:
    """As the desk would have noted it each week; calls, deals and talks are there already."""
    with transaction.atomic():
        for row in told()["coach"]:
            coach = people[row["person"]]
            keeping.work_hours(viewer_of(coach, now - timedelta(weeks=WEEKS)), str(row["hours"]))
            for weeks in range(WEEKS - 1, -1, -1):
                then = viewer_of(coach, now - timedelta(weeks=weeks))
                calls_to_action.note(then)
                keeping.note_steps_of(then)
            for step in row["by_hand"]:
                told_at = now - timedelta(weeks=1)
                StepReached.objects.get_or_create(
                    person=coach, step=step, defaults={"by_hand": True, "at": told_at}
                )
        for row in told()["thought"]:
            then = viewer_of(people[row["by"]], now - timedelta(weeks=row["weeks"]))
            about = people[row["about"]] if "about" in row else None
            keeping.think(then, row["on"], row["says"], about)

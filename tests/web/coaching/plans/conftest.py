"""What the tests of plans share."""

import pytest

from cast import Cast
from held_past import Morning
from held_past import morning as made_morning


@pytest.fixture
def morning(cast: Cast) -> Morning:
    """A year behind them: Rita's questions have closed."""
    return made_morning(cast)

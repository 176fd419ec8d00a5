"""A morning with a year behind it."""

import pytest

from cast import Cast
from held_past import Morning
from held_past import morning as made_morning


@pytest.fixture
def morning(cast: Cast) -> Morning:
    """Rita's questions have closed, Jude listens longer, Noor's calls wait for Mel."""
    return made_morning(cast)

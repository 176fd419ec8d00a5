"""A desk of its own for tests with real processes."""

from collections.abc import Iterator

import pytest

import desk_steps
from desks import Desk, database_for


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    """A desk with Rita and her colleagues; whatever was started on it ends with the test."""
    made = Desk(tmp_path / "desk", database_for(f"incoming_{tmp_path.name.lower()}"))
    made.data.mkdir()
    made.does(desk_steps.people)
    yield made
    made.close()

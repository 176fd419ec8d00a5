"""A desk of its own for tests with real processes."""

from collections.abc import Iterator

import pytest

from desks import Desk, database_for


@pytest.fixture
def desk(tmp_path, request) -> Iterator[Desk]:
    """An empty desk; whatever was started on it ends with the test."""
    made = Desk(tmp_path / "desk", database_for(f"desk_{tmp_path.name.lower()}"))
    made.data.mkdir()
    yield made
    made.close()

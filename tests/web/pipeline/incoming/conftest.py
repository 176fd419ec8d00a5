"""What the tests of sheets share: an empty spool before and after."""

import pytest

from brought import empty_spool


@pytest.fixture(autouse=True)
def _no_files_left(db):
    empty_spool()
    yield
    empty_spool()


@pytest.fixture
def ada(as_, cast):
    """Ada's browser."""
    return as_(cast.ada)


@pytest.fixture
def mel(as_, cast):
    """Mel's browser; she leads Rita and Pat."""
    return as_(cast.mel)

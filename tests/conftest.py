"""What all tests share: the place of real files, and own transcripts of every format."""

from pathlib import Path

import pytest

OWN_FILES = Path(__file__).parent / "readers" / "files"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files that lies beside the checkout; skips where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no folder with real files beside the checkout")
    return SHARED


@pytest.fixture
def samples(shared: Path) -> Path:
    """Real transcripts, by format."""
    return shared / "samples"

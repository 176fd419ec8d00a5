"""Where a conversation came from, as every report states it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One source file of a report."""

    path: str
    """As the person gave it; "-" for standard input."""
    format: str
    """The id of the format that it was read as: "zoom-vtt"."""
    sha256: str
    """Hex digest of the bytes."""

    @property
    def name(self) -> str:
        """The file's name without its folder, which is nobody else's business."""
        return self.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or self.path

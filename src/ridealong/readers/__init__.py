"""Bytes to conversation: one module per family of formats, found by content first."""

from ridealong.readers.format import Format, Sure
from ridealong.readers.registry import Reading, all_formats, read, read_bytes, read_source
from ridealong.readers.source import MAX_BYTES, Source

__all__ = [
    "MAX_BYTES",
    "Format",
    "Reading",
    "Source",
    "Sure",
    "all_formats",
    "read",
    "read_bytes",
    "read_source",
]

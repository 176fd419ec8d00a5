"""Talks between coach and rep: planned, prepared, held, noted; the brief, the sheet, the room."""

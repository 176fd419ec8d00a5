"""Coaching: for now the debrief, a rep's own view of a call before anybody else's."""

"""Rooms above are told when something new is said about a call.

`new_word` is sent inside the transaction that writes the analysis down, at a first reading, at
every further one and after each correction, with `call` and `said`, the analysis.
"""

from django.dispatch import Signal

new_word = Signal()

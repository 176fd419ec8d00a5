"""What stands in the search index about a call, so that it can be taken out again to the letter."""

from typing import override

from django.db import models

from ridealong.web.calls.models.call import Call


class Indexed(models.Model):
    """A call whose words can be searched; the words themselves lie in the table `calls_words`.

    SQLite's index keeps no text and forgets a call only when it is told what it had been given:
    the turns, which never change, each under its side of then, and the title of then.
    """

    call = models.OneToOneField(Call, models.CASCADE, primary_key=True, related_name="indexed")
    title = models.CharField(max_length=200)
    sides = models.BinaryField()
    """A letter for each turn."""
    made_by = models.PositiveSmallIntegerField()
    """Which way of finding words made it; see `lists.index`."""

    @override
    def __str__(self) -> str:
        return f"of call {self.pk}"

"""What became of files, counted in a sentence."""

from ridealong.report.words import _, ngettext
from ridealong.web.calls.incoming.progress import Counts
from ridealong.web.ui.words import count, listing


def says(counts: Counts) -> str:
    """What became of the files of an import, with every file in it once.

    >>> says(Counts(read=5, duplicate=1, refused=1))
    '5 files read, 1 here already and 1 not read.'
    """
    told = [
        (counts.read, _("{n} read")),
        (counts.duplicate, _("{n} here already")),
        (counts.held, _("{n} held back")),
        (counts.not_in, _("{n} not read")),
        (counts.waiting, _("{n} still waiting")),
    ]
    parts = [words.format(n=count(n)) for n, words in told if n]
    if not parts:
        return _("No file.")
    number, rest = parts[0].split(" ", maxsplit=1)
    first = next(n for n, _words in told if n)
    parts[0] = f"{number} {ngettext('file', 'files', first)} {rest}"
    return f"{listing(parts, most=len(parts))}."

"""Text with a line of name and time above each turn, as many tools copy and export it."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.format import Format, Sure
from ridealong.readers.headings import Way, add_blocks, all_blocks, headings_of
from ridealong.readers.source import Source


def sniff(source: Source) -> int:
    found = headings_of(source)
    head = found[1].heading if len(found) > 1 else None
    if head is None:
        return Sure.NO
    if head.way is Way.ARROW:
        named = sum(b.heading is not None and b.heading.name is not None for b in found[1:])
        return Sure.POSSIBLE if 2 * named > len(found) - 1 else Sure.NO
    return Sure.LIKELY - 10 if len(found) > 2 else Sure.POSSIBLE + 5


def read(source: Source) -> list[Conversation]:
    found = all_blocks(source)
    first = found[1].heading
    draft = Draft(Timing.CUE if first and first.end_s is not None else Timing.START)
    top = found[0].text
    if top and len(top[0]) < 200:
        draft.title = top[0].strip("#* ")
    add_blocks(draft, found[1:])
    return [draft.finish()]


FORMATS = (
    Format(
        id="heading-text",
        title="Text with name and time above each turn (Rev, Riverside, Gong, Fathom and others)",
        suffixes=(".txt", ".md"),
        timing=Timing.START,
        speakers="the line above the text: `Name (0:03)`, `0:03 - Name`, `Name` over `0:03`",
        traps="a sentence that ends with a time is no such line: one file keeps to one way",
        sniff=sniff,
        read=read,
    ),
)

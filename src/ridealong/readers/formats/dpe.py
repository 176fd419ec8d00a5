"""BBC Digital Paper Edit: paragraphs with a speaker and times, and the words beside them."""

from bisect import bisect_left

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, label, objects
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, first_has, time_s
from ridealong.readers.turns import add_turns, join_words


def sniff(source: Source) -> int:
    top = Node(source.json)
    if not first_has(top["words"], "start", "end", "text"):
        return Sure.NO
    if first_has(top["paragraphs"], "start", "end", "speaker"):
        return Sure.CERTAIN
    bare = isinstance(top.value, dict) and top.value.keys() <= {"words", "paragraphs"}
    return Sure.LIKELY if bare else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.WORD)
    items = objects(draft, top["words"])
    words = heard(draft, items, "words", text=("text",))
    timed = sorted((w for w in words if w.start_s is not None), key=lambda w: w.start_s or 0.0)
    paragraphs = list(entries(draft, top, "paragraphs"))
    if not paragraphs:
        add_turns(draft, ((None, word) for word in words), "words")
    starts = [word.start_s or 0.0 for word in timed]
    taken: set[int] = set()
    for paragraph in paragraphs:
        start_s, end_s = time_s(draft, paragraph, "start"), time_s(draft, paragraph, "end")
        within = _between(starts, start_s, end_s)
        taken.update(within)
        said = [timed[i] for i in within]
        name = label(paragraph["speaker"].value)
        who = draft.speaker(name)
        draft.turn(who, join_words(said), start_s, end_s, words=said, place=paragraph.path)
    if paragraphs and (outside := [w for i, w in enumerate(timed) if i not in taken]):
        draft.warn(f"{len(outside)} words lie in no paragraph; who says them is not known.")
        add_turns(draft, ((None, word) for word in outside), "words")
    return finish(source, [draft])


def _between(starts: list[float], start_s: float | None, end_s: float | None) -> range:
    """The numbers of the words that begin in a paragraph."""
    if start_s is None or end_s is None:
        return range(0)
    return range(bisect_left(starts, start_s - 0.005), bisect_left(starts, end_s))


FORMATS = (
    Format(
        id="dpe",
        title="BBC Digital Paper Edit (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the paragraph",
        traps="paragraphs have no text: the words that begin in one are it",
        sniff=sniff,
        read=read,
    ),
)

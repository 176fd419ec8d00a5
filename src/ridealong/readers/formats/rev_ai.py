"""Rev AI: monologues, each of one speaker, of elements that are words, spaces and marks."""

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, label, objects, text_of
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, first_has
from ridealong.readers.turns import Spoken, join_words, punctuate, span


def sniff(source: Source) -> int:
    top = Node(source.json)
    if first_has(top["monologues"], "elements"):
        return Sure.CERTAIN
    return Sure.LIKELY if isinstance(top["monologues"].value, list) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.WORD, language=bcp47(top.text("language")))
    for monologue in entries(draft, top, "monologues"):
        words, text = _words(draft, monologue["elements"])
        person = monologue["speaker_info"]
        key = label(monologue["speaker"].value) or label(person["id"].value)
        draft.turn(
            draft.speaker(key, person.text("display_name", "name")),
            text,
            *span(words),
            words=words,
            place=monologue.path,
        )
    return finish(source, [draft])


def _words(draft: Draft, elements: Node) -> tuple[list[Word], str]:
    """The words with their marks, and the text as it is, spaces being elements, too."""
    items = objects(draft, elements)
    text = "".join(text_of(item, ("value",)) for item in items)
    words = heard(draft, items, elements.path, text=("value",), start="ts", end="end_ts")
    spoken: list[Spoken] = []
    for item, word in zip(items, words, strict=True):
        if item.get("type") == "punct":
            punctuate(spoken, word.text)
        elif word.text:
            spoken.append((None, word))
    said = [word for _, word in spoken]
    return said, text if " " in text or len(said) < 2 else join_words(said)


FORMATS = (
    Format(
        id="rev-ai",
        title="Rev AI transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the monologue, its name in `speaker_info`",
        traps="marks and spaces are elements without times; a monologue is one turn",
        sniff=sniff,
        read=read,
    ),
)

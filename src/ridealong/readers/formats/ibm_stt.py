"""IBM Watson Speech to Text: results with word times, and speaker labels joined by time."""

from typing import Any

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, heard, objects, share, voices, with_best
from ridealong.readers.source import Source
from ridealong.readers.tolerant import extras, find, finish, found
from ridealong.readers.turns import Spoken, cut_by_speaker, join_words, span

_WRAPPERS = ("results",)
_HESITATION = "%HESITATION"


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_response, _WRAPPERS) else Sure.NO


def _is_response(node: Node) -> bool:
    results = node["results"].value
    listed = results[:8] if isinstance(results, list) else []
    first: Json = next((v for v in listed if isinstance(v, dict)), {})
    best = with_best([first])[0] if "alternatives" in first else {}
    return "timestamps" in best or ("final" in first and "transcript" in best)


def read(source: Source) -> list[Conversation]:
    """A job may hold several responses, one a recording."""
    top = Node(source.json)
    return finish(source, [_draft(response) for response in find(top, _is_response, _WRAPPERS)])


def _draft(response: Node) -> Draft:
    draft = Draft(Timing.WORD)
    labels = {
        _key(entry["from"].value): entry["speaker"].value
        for entry in extras(draft, response, "speaker_labels")
    }
    for i, result in enumerate(objects(draft, response["results"])):
        if result.get("final") is not False:
            _add(draft, result, labels, f"{response['results'].path}[{i}]")
    return draft


def _add(draft: Draft, result: Json, labels: dict[str, object], place: str) -> None:
    """Add a result, which is what was said up to a pause, cut where the speaker changes in it."""
    best = with_best([result])[0]
    spoken = _spoken(draft, best, labels, place)
    parts = list(cut_by_speaker(spoken)) or [(None, [])]
    transcript = best.get("transcript")
    for who, words in parts:
        whole = transcript if len(parts) == 1 and isinstance(transcript, str) else None
        draft.turn(
            who,
            (whole or join_words(words)).replace(_HESITATION, "uh"),
            *span(words),
            words=words,
            confidence=share(best.get("confidence")),
            place=place,
        )


def _spoken(draft: Draft, best: Json, labels: dict[str, object], place: str) -> list[Spoken]:
    """The words: [text, start, end] in one list, [text, confidence] in another."""
    listed, sure = best.get("timestamps"), best.get("word_confidence")
    times = [t for t in _listed(listed) if isinstance(t, list) and len(t) >= 3]
    rates = [r[1] if isinstance(r, list) and len(r) > 1 else None for r in _listed(sure)]
    rates += [None] * (len(times) - len(rates))
    items = [
        {"word": "uh" if t[0] == _HESITATION else t[0], "start": t[1], "end": t[2], "confidence": r}
        for t, r in zip(times, rates, strict=False)
    ]
    said_by = voices(draft, [labels.get(_key(t[1])) for t in times])
    return list(zip(said_by, heard(draft, items, f"{place}.timestamps"), strict=True))


def _key(time: object) -> str:
    """A start as text, by which words and labels find each other."""
    return str(time)[:25]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


FORMATS = (
    Format(
        id="ibm-stt",
        title="IBM Watson Speech to Text (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker_labels`, found by the start of each word",
        traps="asynchronous jobs wrap the response in `results`; %HESITATION is read as “uh”",
        sniff=sniff,
        read=read,
    ),
)

"""Praat and ELAN TextGrids: one tier a speaker, or tiers of words below tiers of phrases.

Read by Praat's own rule: quoted texts, free-standing numbers and flags count, in order; all else
is decoration. So the long and the short form are one, and the place of a fault is known.
https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.conversation.builder import LONGEST_S
from ridealong.errors import EmptyFile, Malformed
from ridealong.readers.format import Format, Sure
from ridealong.readers.patterns import lazy
from ridealong.readers.source import MOST_LINES, Source, refuse_if_more
from ridealong.readers.turns import cut_turns, join_words

_TOKEN = lazy(
    r'"(?P<text>(?:[^"]++|"")*+)"|(?P<open>")|(?P<flag><\w{1,20}>)|![^\n]*'
    r"|(?<!\S)(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?!\S)"
)
_WORDS = frozenset({"word", "words", "wrd", "ort-mau", "token", "tokens"})
_PHRASES = frozenset(
    {
        "ipu", "ipus", "ort", "orthography", "phrase", "phrases", "segment", "segments",
        "sentence", "sentences", "speech", "text", "trans", "transcript", "transcription", "turn",
        "turns", "utt", "utterance", "utterances",
    }
)  # fmt: skip
_SOUNDS = frozenset(
    {
        "breaks", "gloss", "glosses", "kan", "kas-mau", "lemma", "mau", "misc", "phn", "phone",
        "phoneme", "phonemes", "phones", "pitch", "pos", "syll", "syllable", "syllables", "tone",
        "tones",
    }
)  # fmt: skip
_SILENCE = frozenset({"", "sp", "sil", "<sil>", "<p:>", "<p>", "#", "_", "{sl}", "<silence>", "p:"})
_DIVIDER = lazy(r"\s*[-–_:/@|.]\s*|\s+")


@dataclass(slots=True)
class _Tier:
    """One tier: whose it is, what is in it, and its intervals as words."""

    speaker: str
    level: str
    """"word", "phrase" or "sound"."""
    spans: list[Word] = field(default_factory=list)


def sniff(source: Source) -> int:
    if source.is_zip or "ooTextFile" not in source.head[:200]:
        return Sure.NO
    return Sure.CERTAIN if '"TextGrid"' in source.head[:400] else Sure.NO


def read(source: Source) -> list[Conversation]:
    refuse_if_more(source.text.count('"') // 2, MOST_LINES, "labels")
    draft = Draft(Timing.WORD)
    tiers = _tiers(draft, source.text)
    if left_out := [tier for tier in tiers if tier.level == "sound" and tier.spans]:
        names = ", ".join(dict.fromkeys(tier.speaker or "?" for tier in left_out))
        draft.warn(f"Tiers of sounds or notes hold no talk and were left out: {names[:200]}.")
    turns: list[tuple[float, str, str, float, list[Word]]] = []
    speakers = dict.fromkeys(t.speaker.casefold() for t in tiers if t.level != "sound")
    for key in speakers:
        own = [t for t in tiers if t.speaker.casefold() == key]
        turns += _turns(draft, own)
    if not turns:
        raise EmptyFile("has no interval with text", remedy="Transcribe it first, or export again")
    names_by_key = {t.speaker.casefold(): t.speaker for t in reversed(tiers)}
    for start_s, key, text, end_s, words in sorted(turns, key=lambda turn: turn[0]):
        name = names_by_key[key]
        draft.turn(draft.speaker(key, name), text, start_s, end_s, words=words)
    return [draft.finish()]


def _turns(draft: Draft, tiers: list[_Tier]) -> Iterator[tuple[float, str, str, float, list[Word]]]:
    """The turns of one speaker: phrases with the words inside them, or words cut into turns."""
    key = tiers[0].speaker.casefold()
    words = sorted((w for t in tiers if t.level == "word" for w in t.spans), key=_start)
    starts = [_start(w) for w in words]
    used = 0
    for tier in tiers:
        for span in tier.spans if tier.level == "phrase" else ():
            start_s, end_s = _start(span), span.end_s or _start(span)
            first, last = bisect_left(starts, start_s - 0.001), bisect_left(starts, end_s - 0.001)
            used += last - first
            yield start_s, key, span.text, end_s, words[first:last]
    for word in words[used:] if used else ():
        draft.tally("a word outside all phrases; it was left out", f"{word.start_s:g} s")
    if not used:
        for _, said in cut_turns((key, word) for word in words):
            end_s = max(w.end_s or 0.0 for w in said)
            yield _start(said[0]), key, join_words(said), end_s, said


def _start(word: Word) -> float:
    return word.start_s or 0.0


def _tiers(draft: Draft, text: str) -> list[_Tier]:
    """All tiers of intervals.

    Raises:
        Malformed: the file ends before what it announces, or has something else in its place.
    """
    tokens = _Tokens(text)
    tokens.skip_header()
    tiers = []
    for _ in range(tokens.count("tiers")):
        kind, name = tokens.text("the class of a tier"), tokens.text("the name of a tier")
        tokens.number("the start of a tier")
        tokens.number("the end of a tier")
        points = kind == "TextTier"
        tier = _Tier("", "sound") if points else _tier(name)
        for _ in range(tokens.count("intervals")):
            start_s = tokens.number("a start")
            end_s = start_s if points else tokens.number("an end")
            label = tokens.text("a label")
            if label.strip().casefold() in _SILENCE:
                continue
            if tier.level == "word":
                label = label.strip().split("\n")[0]
            if not 0 <= start_s <= end_s <= LONGEST_S:
                draft.tally("an interval with impossible times; it was left out", tokens.place())
            elif not points:
                tier.spans.append(Word(label, start_s, end_s))
        tiers.append(tier)
    return tiers


def _tier(name: str) -> _Tier:
    """Whose tier it is and of what, by its name: "Rita", "words", "Rita - words", "words@Rita"."""
    name = name.strip().strip('"').strip()[:200]
    key = name.casefold()
    for level, names in (("word", _WORDS), ("phrase", _PHRASES), ("sound", _SOUNDS)):
        if key in names:
            return _Tier("" if level != "sound" else name, level)
        parts = _DIVIDER.split(key)
        for at, part in ((len(parts) - 1, parts[-1]), (0, parts[0])):
            if len(parts) > 1 and part in names:
                span = len(part)
                owner = name[span:] if at == 0 else name[:-span]
                return _Tier(owner.strip(" -–_:/@|."), level)
    return _Tier(name, "phrase")


class _Tokens:
    """The texts, numbers and flags of a TextGrid, one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = _TOKEN.finditer(text)
        self._at = 0

    def place(self) -> str:
        line = self._text.count("\n", 0, self._at) + 1
        return f"line {line}"

    def skip_header(self) -> None:
        """File type, class, start, end, and the flag that there are tiers."""
        self.text("the file type")
        self.text("the class")
        self.number("the start")
        self.number("the end")
        if (match := self._next()) is None or match["flag"] != "<exists>":
            raise self._wrong("the flag that there are tiers")

    def text(self, what: str) -> str:
        match = self._next()
        if match is None or match["text"] is None:
            raise self._wrong(f"{what} in quotes")
        return match["text"].replace('""', '"')

    def number(self, what: str) -> float:
        match = self._next()
        if match is None or match["number"] is None:
            raise self._wrong(f"{what}, a number")
        return float(match["number"])

    def count(self, of: str) -> int:
        value = self.number(f"the number of {of}")
        if not 0 <= value <= len(self._text):
            raise self._wrong(f"the number of {of} that are in the file")
        return int(value)

    def _next(self) -> re.Match[str] | None:
        for match in self._found:
            if match.lastgroup is not None:  # a comment has none
                self._at = match.start()
                return match
        self._at = len(self._text)
        return None

    def _wrong(self, expected: str) -> Malformed:
        ends = self._at >= len(self._text)
        found = "the file ends" if ends else f"stands {self._text[self._at : self._at + 20]!r}"
        return Malformed(
            f"is no whole TextGrid: {found} where {expected} was expected",
            place=self.place(),
            remedy="Save it again; it may be cut off",
        )


FORMATS = (
    Format(
        id="textgrid",
        title="Praat or ELAN TextGrid",
        suffixes=(".textgrid",),
        timing=Timing.WORD,
        speakers="the name of the tier; tiers called `words`, `phrases` are of the same speaker",
        traps="long, short, UTF-16; tiers of one name are one person; tiers of sounds and points "
        "are no talk; labels may hold quotes and line ends",
        sniff=sniff,
        read=read,
    ),
)

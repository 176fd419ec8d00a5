"""Streams of words become turns that can be read, whatever the language."""

from collections.abc import Iterable

import pytest

from ridealong.conversation import Draft, Timing, Word
from ridealong.readers.turns import (
    LONG_WORDS,
    add_streams,
    add_turns,
    cut_by_speaker,
    cut_turns,
    join_words,
    punctuate,
    span,
)


def stream(written: str) -> list[tuple[str | None, Word]]:
    """ "a:Hi:0:1 -:2024::" is a saying Hi from 0 to 1, and nobody knows who saying 2024 when."""
    said: list[tuple[str | None, Word]] = []
    for piece in written.split():
        who, text, start, end = piece.split(":")
        times = (float(time) if time else None for time in (start, end))
        said.append((None if who == "-" else who, Word(text, *times)))
    return said


def texts(turns: Iterable[tuple[str | None, list[Word]]]) -> list[str]:
    return [f"{who}: {join_words(words)}" for who, words in turns]


def steady(count: int, ends: str = "", every: int = 1000, pause: float = 0.0, who: str = "a"):
    """Words a third of a second apart; every so often one `ends` a sentence."""
    words, now = [], 0.0
    for i in range(1, count + 1):
        last = i % every == 0
        words.append((who, Word(f"w{i}{ends if last else ''}", now, now + 0.3)))
        now += 0.33 + (pause if last else 0.0)
    return words


@pytest.mark.parametrize(
    ("what", "words", "turns"),
    [
        ("nothing", "", []),
        ("another speaker", "a:Hi:0:1 b:Hello:1:2", ["a: Hi", "b: Hello"]),
        ("a pause of two seconds", "a:So:0:1 a:yes:3:4", ["a: So", "a: yes"]),
        ("a shorter pause", "a:So:0:1 a:yes:2.9:4", ["a: So yes"]),
        ("a word without times", "a:In:0:1 a:2024:: a:we:2:3", ["a: In 2024 we"]),
        ("a pause around one", "a:In:0:1 a:2024:: a:we:9:9.5", ["a: In 2024", "a: we"]),
        ("a full stop of another", "a:Hi:0:1 b:.:1:1 b:Yes:1:2", ["a: Hi.", "b: Yes"]),
        ("nobody", "-:Hi:0:1 a:Yes:1:2", ["None: Hi", "a: Yes"]),
        ("overlap", "a:Hi:0:3 b:Yes:1:2 a:so:3:4", ["a: Hi", "b: Yes", "a: so"]),
    ],
)
def test_a_turn_ends_at_another_speaker_and_at_a_pause(what: str, words: str, turns: list[str]):
    assert texts(cut_turns(stream(words))) == turns, what


def test_a_monologue_is_cut_at_the_end_of_a_sentence_once_it_is_long():
    turns = list(cut_turns(steady(200, ends=".", every=25)))
    assert [len(words) for _, words in turns] == [75, 75, 50]


def test_a_monologue_without_full_stops_is_cut_where_it_draws_breath():
    turns = list(cut_turns(steady(200, every=45, pause=0.6)))
    assert [len(words) for _, words in turns] == [90, 90, 20]


def test_a_monologue_without_stops_and_pauses_stays_whole():
    assert [len(words) for _, words in cut_turns(steady(5 * LONG_WORDS))] == [5 * LONG_WORDS]


@pytest.mark.parametrize("stop", ["?", "!", "…", "。", "？", "।", "؟"])
def test_a_sentence_may_end_in_any_language(stop):
    assert len(list(cut_turns(steady(100, ends=stop, every=LONG_WORDS)))) == 2


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        ("", []),
        ("a:Hi:0:1 a:there:5:6", ["a: Hi there"]),
        ("a:Hi:0:1 b:Yes:1:2", ["a: Hi", "b: Yes"]),
        ("a:In:0:1 -:2024:: b:Yes:1:2", ["a: In 2024", "b: Yes"]),
        ("-:2024:: a:was:0:1 b:Yes:1:2", ["a: 2024 was", "b: Yes"]),
        ("-:so:0:1 -:what:1:2", ["None: so what"]),
    ],
)
def test_a_segment_is_cut_only_where_the_speaker_changes(words: str, turns: list[str]):
    assert texts(cut_by_speaker(stream(words))) == turns


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["", " "], ""),
        (["Well", ",", "yes", "."], "Well, yes."),
        ([" Hi", " there", "."], "Hi there."),
        (["She", "said", "“", "no", "”", "."], "She said “no”."),
        (["half", "(", "or", "less", ")", "?"], "half (or less)?"),
        (["¿", "Cuánto", "?"], "¿Cuánto?"),
        (["vole ?", "oui"], "vole ? oui"),
        (["it", "is", "$5", "-", "ish"], "it is $5 - ish"),
        (["&", "so", "on", "..."], "& so on..."),
        (["はい", "、", "そうです", "。"], "はい、そうです。"),
        (["我们", "用", "Excel", "做", "。"], "我们用 Excel 做。"),
        (["안녕", "하세요"], "안녕 하세요"),
        (["สวัสดี", "ครับ"], "สวัสดีครับ"),
        (["نعم", "؟"], "نعم؟"),
        (["don't", "'s"], "don't 's"),
    ],
)
def test_words_are_joined_as_their_script_is_written(words, text):
    assert join_words(Word(word) for word in words) == text


def test_a_mark_goes_to_the_last_word_and_nowhere_if_there_is_none():
    said = stream("a:Hi:0:1")
    punctuate(said, "!")
    assert said == stream("a:Hi!:0:1")
    nothing: list[tuple[str | None, Word]] = []
    punctuate(nothing, "!")
    assert nothing == []


def test_the_span_of_words_is_of_those_that_have_times():
    said = [Word("a"), Word("b", 1.0, None), Word("c", 0.5, 2.0)]
    assert span(said) == (0.5, 2.0)
    assert span([Word("a")]) == (None, None)


def test_turns_keep_their_words_and_take_their_times_from_them():
    draft = Draft(Timing.WORD)
    who = draft.speaker("Rita")
    add_turns(draft, [(who, Word("Hi", 0.5, 0.7)), (who, Word("Bo", 0.8, 1.0))])
    [turn] = draft.finish().turns
    assert (turn.text, turn.start_s, turn.end_s, len(turn.words)) == ("Hi Bo", 0.5, 1.0, 2)


def test_channels_are_cut_apart_and_told_in_order_of_time():
    draft = Draft(Timing.WORD)
    rita, bo = draft.speaker("Rita"), draft.speaker("Bo")
    add_streams(
        draft,
        [
            [
                (rita, Word("So", 0.0, 1.0)),
                (rita, Word("then", 1.1, 2.0)),
                (rita, Word("Bye", 9, 10)),
            ],
            [(bo, Word("Mhm", 0.9, 1.2)), (bo, Word("Bye", 8.0, 8.5))],
        ],
    )
    conversation = draft.finish()
    assert [turn.text for turn in conversation.turns] == ["So then", "Mhm", "Bye", "Bye"]
    assert conversation.warnings == ()

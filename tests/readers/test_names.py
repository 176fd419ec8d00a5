"""Which words before a colon are people."""

import pytest

from ridealong.readers.names import accepted, could_be_name, looks_like_name, split_prefix


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("Rita: hello", "Rita", "hello"),
        ("Rita : hello", "Rita", "hello"),
        ("Rita:", "Rita", ""),
        ("Rita: at 10:30: sharp", "Rita", "at 10:30: sharp"),
        ("Lumi | Fjord Labs: hi", "Lumi | Fjord Labs", "hi"),
        ("Dan Leh (Fjord): hi", "Dan Leh (Fjord)", "hi"),
        ("Chris - Fjord: hi", "Chris - Fjord", "hi"),
        ("bond.credit: hi", "bond.credit", "hi"),
        ("Rita 🚀: hi", "Rita 🚀", "hi"),
        ("Moe, Rita (Sales, Acme & Co. KG in the far north of it all): hi",
         "Moe, Rita (Sales, Acme & Co. KG in the far north of it all)", "hi"),
        ("J. R. Moe Jr.: hi", "J. R. Moe Jr.", "hi"),
        ("Rita M.: hi", "Rita M.", "hi"),
        ("[SPEAKER_00]: hi", "SPEAKER_00", "hi"),
        ("李雷：你好", "李雷", "你好"),
        ("Mr. Okoro: so: yes", "Mr. Okoro", "so: yes"),
    ],
)  # fmt: skip
def test_a_name_is_split_off(line, name, text):
    assert split_prefix(line) == (name, text)


@pytest.mark.parametrize(
    "line",
    [
        "no colon",
        "",
        ":",
        ": text",
        "https://fjord.example: see there",
        "see https://fjord.example",
        "www.fjord.example: see",
        "10:30 works for me",
        "at 10: see",
        "42: the answer",
        "Really?: yes",
        "Well, you know,: yes",
        "I was there.: yes",
        '"so": yes',
        "<b>Rita</b>: hi",
        "key=value: hi",
        "--: hi",
        "So what we mean by this one thing is: no",
        "x" * 90 + ": hi",
        "Rita:hi",
    ],
)
def test_what_could_be_no_name_is_not_split_off(line):
    assert split_prefix(line) is None


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Rita"], {"Rita"}),
        (["Rita Moe", "Bo"], {"Rita Moe", "Bo"}),
        (["Note", "Note", "Note", "Note", "Note"], set()),
        (["Remember", "Step 2", "Option B", "Warning"], set()),
        (["So Rita", "Yes Bo", "Hi Al"], set()),
        (["The point"], set()),
        (["and then he said", "and then he said"], set()),
        (["the question is", "the question is"], set()),
        (["Q", "A", "Q", "A"], {"Q", "A"}),
        (["Q"], set()),
        (["nixo"], set()),
        (["nixo", "nixo"], {"nixo"}),
        (["Marius van der Wijden"], {"Marius van der Wijden"}),
        (["Iván | ethrex"], {"Iván | ethrex"}),
        (["emma (reth)", "emma (reth)"], {"emma (reth)"}),
        (["IT Support", "MAN 2", "RK"], {"IT Support", "MAN 2", "RK"}),
        (["李雷"], {"李雷"}),
    ],
)
def test_people_are_told_from_headings_and_sentences(names, people):
    assert accepted(names) == people


def test_a_single_word_is_a_name_where_most_lines_begin_with_one():
    assert accepted(["nixo", "note", "an idea of"], mostly=True) == {"nixo"}


def test_who_is_listed_is_a_person_whatever_the_name():
    assert accepted(["notes", "and so on"], known=["Notes", "And So On"]) == {"notes", "and so on"}


@pytest.mark.parametrize("text", ["", "a" * 81, "a: b", "one two three four five six seven eight"])
def test_too_much_for_a_name(text):
    assert not could_be_name(text)


@pytest.mark.parametrize(
    ("text", "is_written_so"),
    [("Rita", True), ("Rita Moe (sales)", True), ("rita", False), ("Well", False), ("No", False),
     ("No Min-jun", True), ("OK GO", True), ("()", True)],
)  # fmt: skip
def test_how_names_are_written(text, is_written_so):
    assert looks_like_name(text) is is_written_so

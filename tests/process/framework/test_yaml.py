"""Frameworks as YAML: written and read back as the same, and every mistake named by its line."""

from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.process.framework import known
from ridealong.process.framework.default import default
from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.model import (
    EvidenceKind,
    Framework,
    Gate,
    Journey,
    Question,
    Side,
    Skill,
    Stage,
    UseCase,
)
from ridealong.process.framework.tree import MOST_CHARACTERS
from ridealong.process.framework.yaml import dump, from_plain, load, plain

SMALL = dedent(
    """\
    name: Ours
    journey: sales
    skills:
      - key: listening
        label: Listens
        behaviours: [measure:listening_share]
    stages:
      - key: meet
        label: Meet
        customer_step: They tell
        seller_step: We ask
        until: until a need is admitted
        gate:
          key: admits_need
          label: Admits it
          customer:
            - key: said
              says: said so
              finds: [label:admits_need]
          seller:
            - key: asked
              says: asked
              finds: [move:need_question]
        skills: [listening]
        questions:
          - key: what
            says: What do they need?
            use: [any]
      - key: decide
        label: Decide
        customer_step: They decide
        seller_step: We help
        until: until yes or no
        questions:
          - key: which
            says: Which step do they take?
            unknown: admits_need
    """
)


def broken(old: str, new: str) -> BadFramework:
    """What is said about the small process with one thing replaced."""
    assert old in SMALL
    with pytest.raises(BadFramework) as caught:
        load(SMALL.replace(old, new, 1), "ours.yaml")
    return caught.value


def test_a_small_process_is_read() -> None:
    ours = load(SMALL, "ours.yaml")
    assert [stage.key for stage in ours.stages] == ["meet", "decide"]
    assert ours.gates[0].customer[0].finds == ("label:admits_need",)
    assert ours.stages[1].questions[0].use == (UseCase.ANY,), "where no talk is named"


@pytest.mark.parametrize("journey", list(Journey), ids=str)
def test_what_is_shipped_comes_back_as_it_went(journey: Journey) -> None:
    framework = default(journey)
    assert load(dump(framework), "again.yaml") == framework
    assert from_plain(plain(framework), "body") == framework


MISTAKES = [
    # what is replaced, by what, line, key, what is said of it
    ("name: Ours", "nmae: Ours", 1, "nmae", "is a key that is not known here"),
    ("name: Ours\n", "", 1, "name", "is missing"),
    ("journey: sales", "journey: buying", 2, "journey", "“buying” is not known"),
    ("label: Listens", "lable: Listens", 5, "skills[listening].lable", "not known here"),
    ("measure:listening_share", "measure:listning_share", 6,
     "skills[listening].behaviours[1]", "is not known"),
    ("key: decide", "key: meet", 29, "stages[meet]", "the key “meet” stands here twice"),
    ("key: meet", "key: Meet us", 8, "stages[1].key", "“Meet us” is no key"),
    ("key: which", "key: what", 35, "stages[decide].questions[what]", "stands here twice"),
    ("until: until a need is admitted", "until:", 12, "stages[meet].until", "is missing"),
    ("key: admits_need", "key: decide", 14, "stages[meet].gate.key", "that of a stage"),
    ("label:admits_need", "label:admits_needs", 19,
     "stages[meet].gate.customer[said].finds[1]", "is not known"),
    ("[label:admits_need]", "[activity:email.out]", 19,
     "stages[meet].gate.customer[said].finds[1]", "is ours, and counts on the other side"),
    ("[move:need_question]", "[move:admits_need]", 23,
     "stages[meet].gate.seller[asked].finds[1]", "is the customer’s, and counts on the other"),
    ("skills: [listening]", "skills: [hearing]", 24,
     "stages[meet].skills[1]", "is no skill of this process"),
    ("skills: [listening]", "skills: listening", 24, "stages[meet].skills", "is not a list"),
    ("What do they need?", "When will they sign?", 27,
     "stages[meet].questions[what].says", "asks when it closes"),
    ("What do they need?", "How big is the deal?", 27,
     "stages[meet].questions[what].says", "how big it is"),
    ("What do they need?", "x" * 301 + "?", 27,
     "stages[meet].questions[what].says", "has 302 characters"),
    ("use: [any]", "use: [lunch]", 28, "stages[meet].questions[what].use[1]", "is not known"),
    ("unknown: admits_need", "unknown: mood", 37,
     "stages[decide].questions[which].unknown", "nothing that can be unknown"),
    ("says: asked\n", "says: {a: b}\n", 22,
     "stages[meet].gate.seller[asked].says", "is not a text"),
    ("label: Meet\n", "label: Meet\n    label: Meeting\n", 10,
     "stages[meet].label", "stands here twice"),
    ("name: Ours", "name: &o Ours\nmapped: *o", 2, "", "points to another place"),
    ("name: Ours", "name: [Ours", 2, "", "is no YAML"),
    ("name: Ours", "name: Ours\x07", 1, "", "cannot be shown (U+0007)"),
    ("name: Ours", 'name: "Ours\\a"', 1, "name", "cannot be shown (U+0007)"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "cause"), MISTAKES)
def test_a_mistake_is_named_by_file_line_key_cause_and_remedy(
    old: str, new: str, line: int, key: str, cause: str
) -> None:
    found = {(fault.line, fault.key): fault for fault in broken(old, new).all}
    assert (line, key) in found, [str(fault) for fault in found.values()]
    fault = found[line, key]
    assert fault.path == "ours.yaml"
    assert cause in fault.cause
    assert fault.remedy
    assert str(fault).startswith(f"ours.yaml, line {line}")


def test_a_gate_without_the_customers_side_is_refused() -> None:
    """S4.84: what we do alone opens no gate."""
    theirs = SMALL[SMALL.index("      customer:\n") : SMALL.index("      seller:\n")]
    fault = broken(theirs, "")
    assert fault.key == "stages[meet].gate.customer"
    assert "opens no gate" in fault.remedy


def test_a_question_for_the_volume_of_service_is_refused() -> None:
    assert "how many" in broken("What do they need?", "How many tickets did you close?").cause


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = SMALL.replace("use: [any]", "use: [lunch]").replace("name: Ours", "nmae: Ours")
    with pytest.raises(BadFramework) as caught:
        load(text, "ours.yaml")
    assert [fault.line for fault in caught.value.all] == [1, 1, 28]


@pytest.mark.parametrize(
    "text", ["", "   \n", "# nothing\n", "just words", "- a\n- b", "42", "null"]
)
def test_what_is_no_process_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadFramework) as caught:
        load(text, "x.yaml")
    assert caught.value.remedy


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadFramework, match="at most"):
        load("a" * (MOST_CHARACTERS + 1), "x.yaml")
    for depth in (20, 5000, 100_000):
        with pytest.raises(BadFramework, match=r"deeper|nesting"):
            load("[" * depth, "x.yaml")


def test_words_stay_what_was_written() -> None:
    """Other readers of YAML make a no, a number or a day of them."""
    text = SMALL.replace("says: said so", "says: no").replace(
        "label: Meet\n", "label: 2026-12-01\n"
    )
    framework = load(text, "x.yaml")
    assert framework.gates[0].customer[0].says == "no"
    assert framework.stages[0].label == "2026-12-01"
    assert load(dump(framework), "again.yaml") == framework


def test_a_question_without_a_key_gets_one() -> None:
    framework = load(SMALL.replace("- key: what\n        says", "- says"), "x.yaml")
    assert framework.stages[0].questions[0].key == "what-do-they-need"


def test_a_crms_label_leads_to_one_stage() -> None:
    text = SMALL.replace("label: Decide", "crm: [Meeting]\n    label: Decide")
    text = text.replace("label: Meet\n", "crm: [meeting]\n    label: Meet\n")
    with pytest.raises(BadFramework, match=r"stands at stages.meet. as well"):
        load(text, "x.yaml")


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(deadline=None, max_examples=300)
@given(st.one_of(texts, st.text("[]{}:-*&!|>%@'\"# \n\tab", max_size=80)))
def test_anything_is_read_or_refused_with_a_word(text: str) -> None:
    try:
        load(text, "x.yaml")
    except BadFramework as fault:
        assert fault.cause
        assert fault.remedy


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_process_with_a_piece_cut_or_changed_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SMALL) - 1))
    end = data.draw(st.integers(start, min(len(SMALL), start + 40)))
    text = SMALL[:start] + data.draw(st.text(max_size=4)) + SMALL[end:]
    try:
        framework = load(text, "x.yaml")
    except BadFramework as fault:
        assert fault.cause
    else:
        assert load(dump(framework), "again.yaml") == framework


values = st.recursive(
    st.one_of(st.none(), st.text(max_size=8), st.integers(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["name", "journey", "stages", "skills", "questions", "mapped", "key", "gate",
                 "customer", "seller", "says", "finds", "use", "crm", "exit", "steps", "other"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.dictionaries(
        st.sampled_from(["name", "journey", "stages", "skills", "questions", "mapped"]), values
    )
)
def test_any_body_is_read_or_refused(body: dict[str, object]) -> None:
    try:
        from_plain(body, "body")
    except BadFramework as fault:
        assert fault.cause


def _line(most: int) -> st.SearchStrategy[str]:
    """What a person can write in a line."""
    shown = st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"),
        exclude_characters="\ufeff",
    )  # fmt: skip
    words = st.lists(st.text(shown, min_size=1, max_size=8), min_size=1, max_size=4)
    return words.map(" ".join).map(lambda text: text[:most].strip()).filter(bool)


_keys = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,30}", fullmatch=True)
# A word that asks for nothing, so that no question is refused.
_asked = _line(80).filter(lambda text: not any(w in text.lower() for w in ("when", "how", "your")))


def _kinds(side: Side) -> st.SearchStrategy[tuple[EvidenceKind, ...]]:
    finds = st.lists(st.sampled_from(known.finds(side)), max_size=3, unique=True).map(tuple)
    kind = st.builds(EvidenceKind, st.just("k"), _line(100), finds)
    return st.lists(kind, min_size=1, max_size=3).map(
        lambda kinds: tuple(replace(k, key=f"{side[0]}{i}") for i, k in enumerate(kinds))
    )


def _gates(key: str) -> st.SearchStrategy[Gate]:
    return st.builds(Gate, st.just(key), _line(60), _kinds(Side.CUSTOMER), _kinds(Side.SELLER))


_uses = st.sets(st.sampled_from(UseCase), min_size=1).map(
    lambda chosen: tuple(use for use in UseCase if use in chosen)
)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Any framework that can be written down."""
    keys = draw(st.lists(_keys, min_size=3, max_size=12, unique=True))
    half = len(keys) // 2
    skills = tuple(
        Skill(
            f"skill-{i}",
            draw(_line(60)),
            tuple(draw(st.sets(st.sampled_from(known.behaviours()), max_size=3))),
        )
        for i in range(draw(st.integers(0, 3)))
    )
    asked = draw(st.lists(_asked, max_size=6))
    questions = [
        Question(f"q{i}", says, draw(_uses), draw(st.sampled_from(["", "problem", "who"])))
        for i, says in enumerate(asked)
    ]
    stages = tuple(
        Stage(
            key, draw(_line(60)), draw(_line(200)), draw(_line(200)), draw(_line(100)),
            gate=draw(_gates(keys[half + i])) if draw(st.booleans()) else None,
            questions=tuple(questions[i::half]),
            skills=tuple(skill.key for skill in skills[: i + 1]),
            exit=tuple(draw(st.lists(_line(100), max_size=2, unique=True))),
        )
        for i, key in enumerate(keys[:half])
    )  # fmt: skip
    mapped = tuple(
        (m, ((draw(_line(30)), keys[0]),)) for m in draw(st.lists(_line(20), max_size=2))
    )
    return Framework(draw(_line(120)), draw(st.sampled_from(Journey)), stages, skills, (), mapped)


@settings(deadline=None, max_examples=150)
@given(frameworks())
def test_what_is_written_is_read_back_as_the_same(framework: Framework) -> None:
    assert load(dump(framework), "x.yaml") == framework
    assert from_plain(plain(framework), "x") == framework

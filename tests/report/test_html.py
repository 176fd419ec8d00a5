"""The page of one talk: safe, alone, and with a reason for every figure."""

import gzip
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from labelled import tagging
from own_talk import FINDINGS, LINES, SOURCE, analysis, conversation, placed
from ridealong.analysis import analyse
from ridealong.analysis.model import Analysis
from ridealong.conversation import Draft, Kind, Role, Side, Timing, assign_sides
from ridealong.report import SourceInfo, render_html, render_json, render_text
from ridealong.report.pages import styles
from ridealong.report.pictures import signs
from tagged_talk import MOVES, kestrel, told

HOSTILE = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def page():
    return render_html(analysis(), SOURCE)


@pytest.fixture(scope="module")
def tagged():
    return render_html(kestrel(), SOURCE)


class Tags(HTMLParser):
    """All start tags of a page, with the text of style and script."""

    def __init__(self, page):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"style": [], "script": []}
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in self.inline else ""
        if self._inside:
            self.inline[tag].append("")

    def handle_endtag(self, tag):
        assert tag
        self._inside = ""

    def handle_data(self, data):
        if self._inside:
            self.inline[self._inside][-1] += data

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def test_the_policy_allows_this_style_and_this_script_alone(page):
    tags = Tags(page)
    policy = tags.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    hashes = {
        kind: "sha256-" + b64encode(sha256(texts[0].encode()).digest()).decode()
        for kind, texts in tags.inline.items()
    }
    assert policy["content"] == (
        f"default-src 'none'; style-src '{hashes['style']}'; script-src '{hashes['script']}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert [len(texts) for texts in tags.inline.values()] == [1, 1]


@pytest.mark.parametrize("which", ["page", "tagged"])
def test_nothing_in_the_page_needs_what_the_policy_forbids(which, request):
    page = request.getfixturevalue(which)
    for tag, attrs in Tags(page).tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
    assert "@import" not in page
    assert "javascript:" not in page


def test_the_page_names_no_other_host(page):
    assert not re.findall(r"https?:|url\((?!\"#)", page)
    for _, attrs in Tags(page).tags:
        for name in ("href", "src", "action", "srcset"):
            assert (attrs.get(name) or "#").startswith(("#", "data:"))


def test_hostile_names_and_words_are_text():
    draft = Draft(Timing.CUE, title=HOSTILE)
    who = draft.speaker("a", HOSTILE)
    draft.turn(who, HOSTILE, 0.0, 200.0)
    draft.turn(draft.speaker("b", '"><img src=x onerror=alert(1)>'), HOSTILE, 201.0, 260.0)
    draft.note(HOSTILE, HOSTILE, 3.0, kind=HOSTILE)
    draft.warn(HOSTILE)
    talk = draft.finish()
    finding = replace(FINDINGS[0], says=HOSTILE, ask=HOSTILE, evidence=(0,))
    made = Analysis(talk, tuple(placed(talk, Timing.CUE, sides=False)), (), (finding,))
    page = render_html(made, SourceInfo(HOSTILE, HOSTILE, HOSTILE))
    tags = Tags(page)
    assert len(tags.all("script")) == 1
    assert not tags.all("img")
    assert "alert(" not in tags.inline["script"][0]
    assert HOSTILE not in page


@pytest.mark.parametrize("which", ["page", "tagged"])
def test_every_turn_has_its_anchor_and_every_link_leads_somewhere(which, request):
    page = request.getfixturevalue(which)
    tags = Tags(page)
    assert len(set(tags.ids)) == len(tags.ids)
    assert {f"t{i}" for i in range(len(LINES))} <= set(tags.ids)
    linked = {a["href"][1:] for a in tags.all("a") if (a.get("href") or "").startswith("#")}
    assert linked <= set(tags.ids)


def test_every_figure_says_how_it_was_made(page):
    made = re.findall(r'<dl class="made">(.*?)</dl>', page, re.DOTALL)
    assert len(made) == len(re.findall(r'<details class="figure">', page)) > 5
    for table in made:
        for term in ("Formula", "Counted", "Interval", "Source", "Limits"):
            assert f"<dt>{term}</dt><dd>" in table
        assert "<dd></dd>" not in table


def test_at_most_five_figures_stand_on_top(page):
    figures = page[page.index('id="figures"') : page.index('class="course"')]
    assert figures.count('<details class="figure">') == 5


def test_what_is_withheld_is_told_and_never_0(page):
    withheld = page[page.index('id="withheld"') : page.index('id="people"')]
    assert withheld.count("not enough to tell</span>") == 2
    assert "Talk at the same time is unknown." in withheld
    assert not re.search(r">0 %|>0\.0 s|>0<", withheld)


def test_a_point_has_quote_marker_link_and_question(page):
    point = page[page.index('id="p1"') : page.index('id="p2"')]
    assert "<mark>What does a night like that set in motion for you?</mark>" in point
    assert '<a href="#t4">0:42, turns 4–6</a>' in point
    assert "What made you ask what the night sets in motion" in point


def test_only_two_points_are_open(page):
    assert page.count('<article class="point"') == 3
    assert page.index("1 further finding") < page.index('id="p3"')


def test_the_two_points_say_what_to_repeat_and_what_to_try(tagged):
    assert "<h3>To repeat</h3>" in tagged[tagged.index('id="p1"') : tagged.index('id="p2"')]
    assert "<h3>To try</h3>" in tagged[tagged.index('id="p2"') : tagged.index('id="p3"')]
    assert "4 further findings" not in tagged
    assert "3 further findings" in tagged


def test_a_point_s_own_quote_is_marked_there_and_in_the_transcript(tagged):
    words = "I can take ten per cent off if you begin before the summer"
    assert f'<mark class="said">“{words}”</mark>' in tagged
    assert re.search(rf'<span id="t20">[^<]*<mark>{words}</mark>', tagged)
    point = tagged[tagged.index('id="p2"') : tagged.index('id="p3"')]
    assert point.count(words) == 1


def test_the_sentence_that_carries_a_move_is_marked_where_nothing_is_quoted(tagged):
    carried = "The morning jobs slip, so planning rings three customers before eight."
    assert f'<span id="t5"><mark>{carried}</mark>' in tagged


def test_moves_stand_beside_their_turn_and_an_unsure_one_with_its_probability(tagged):
    turn = tagged[tagged.index('<span id="t8">') : tagged.index('<span id="t9">')]
    assert '<span class="act sure">business problem <small>99 %</small></span>' in turn
    assert '<span class="act">gives something away <small>62 %</small></span>' in tagged


def test_a_gate_is_a_line_across_the_transcript_and_a_flag_on_the_road(tagged):
    after = tagged[tagged.index('<span id="t8">') : tagged.index('<span id="t9">')]
    assert "<span>Gate 1, in Hugo’s words</span>" in after
    assert 'aria-label="1 admits a need"' in tagged


def test_gates_that_were_not_heard_are_questions(tagged):
    gates = tagged[tagged.index('id="gates"') : tagged.index('id="next"')]
    assert gates.count("not heard yet") == 2
    assert "2 of 4 heard" in gates
    assert "How is something like this decided" in gates


def test_every_sign_of_the_road_can_be_filtered_without_script(tagged):
    tags = Tags(tagged)
    ids = [a["id"] for a in tags.all("input") if (a.get("id") or "").startswith("only-")]
    assert {"only-open", "only-back", "only-offer"} <= set(ids)
    for id_ in ids:
        assert f"#{id_}:checked" in tags.inline["style"][0]
        assert f" s-{id_.removeprefix('only-')}" in tagged


def test_every_sign_has_its_rule_in_the_style():
    known = {sign.id for own in signs.OF.values() for sign in own}
    assert known == set(re.findall(r"#only-(\w+):checked", styles()))


def test_the_page_says_which_tagger_spoke_and_how_to_correct_it(tagged):
    assert "named by the tagger “a test 1”" in tagged
    assert "<code>ridealong moves kestrel.vtt --correct …</code>" in tagged


def test_a_page_without_moves_says_nothing_of_them(page):
    assert "--correct" not in page
    assert 'class="act' not in page
    assert "Show moves" not in page


def test_a_coaching_talk_says_whose_mirror_it_is():
    made = told(Kind.COACHING, ("mel", "How did you ask that?", "behaviour_question"))
    assert "A mirror for whoever coached" in render_html(made, SOURCE)


def test_consecutive_turns_of_one_speaker_are_one_paragraph(page):
    assert re.search(r'<span id="t5">.*?</span> <span id="t6">', page)


def test_people_stand_in_order_of_name_with_side_and_reason(page):
    people = page[page.index('id="people"') : page.index('id="warnings"')]
    names = re.findall(r'<span class="name \w+">([^<]+)', people)
    assert names == ["Hugo Lindqvist", "Mel Sato", "Rita Okafor"]
    assert "In order of name" in people
    assert "because: provider label (affiliation)" in people
    assert "Named, and did not speak: Lee, Read.ai meeting notes." in people


def test_notes_stand_beside_the_words_that_were_spoken_then(page):
    turn = page[page.index('<span id="t5">') : page.index('<span id="t7">')]
    assert "chat 1:16, Hugo" in turn
    assert "the bindery bill, if it helps" in turn


@pytest.mark.parametrize(
    ("timing", "told"),
    [
        (Timing.START, "The transcript says when a turn starts."),
        (Timing.MINUTE, "The transcript has a time every few minutes."),
        (Timing.NONE, "The transcript has no times."),
    ],
)
def test_estimated_times_are_shown_as_such(timing, told):
    page = render_html(analysis(timing), SOURCE)
    assert told in page
    assert 'id="estimated"' in page
    assert ("1:00</text>" in page) is (timing is not Timing.NONE)


def test_a_talk_without_anything_to_say_is_still_a_page():
    empty = Analysis(conversation=conversation(), placed=(), measures=())
    page = render_html(empty, SOURCE)
    assert "No point." in page
    assert "No figure." in page


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("timing", list(Timing))
def test_a_real_analysis_of_any_kind_and_timing_has_a_page_and_a_text(kind, timing):
    real = analyse(assign_sides(conversation(timing), kind=kind))
    page = render_html(real, SOURCE)
    assert page.count("not enough to tell</span>") >= 1
    assert "None" not in re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    assert "Kestrel Print Works" in render_text(real, SOURCE)
    assert json.loads(render_json(real, SOURCE))["schema"] == 1


@pytest.mark.slow
def test_a_thousand_turns_weigh_less_than_150_kb():
    page = render_html(long_talk(1000), SOURCE)
    assert len(gzip.compress(page.encode())) < 150_000


@pytest.mark.slow
def test_three_hundred_turns_with_their_moves_weigh_less_than_150_kb():
    plain = long_talk(300)
    moves = sorted({move for own in MOVES.values() for move in own})
    given = [(i, moves) for i in range(300)]
    made = replace(plain, tagging=tagging(plain.conversation, given))
    page = render_html(made, SOURCE)
    assert page.count('class="act') > 300
    assert len(gzip.compress(page.encode())) < 150_000


def long_talk(turns):
    draft = Draft(Timing.CUE, title="A long one")
    hugo = draft.speaker("h", "Hugo Lindqvist", side=Side.THEM, role=Role.CUSTOMER, because="label")
    rita = draft.speaker("r", "Rita Okafor", side=Side.US, role=Role.SELLER, because="label")
    for i in range(turns):
        words = f"{i} {LINES[(7 * i) % len(LINES)][3]} {LINES[(11 * i) % len(LINES)][3][::-1]}"
        draft.turn((hugo, rita)[i % 2], words, 5.0 * i, 5.0 * i + 4.5)
    talk = draft.finish()
    made = analysis()
    return replace(
        made, conversation=talk, placed=tuple(placed(talk, Timing.CUE, sides=False)), findings=()
    )

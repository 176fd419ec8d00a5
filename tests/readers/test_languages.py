"""What vendors call a language becomes one tag."""

import pytest

from ridealong.readers.languages import bcp47, most_common

CASES = [
    ("en-us", "en-US"),
    ("en_GB", "en-GB"),
    ("EN", "en"),
    ("eng", "en"),
    ("ger", "de"),
    ("English", "en"),
    ("zh-hans-cn", "zh-Hans-CN"),
    ("es-419", "es-419"),
    ("yue", "yue"),
    ("und", None),
    ("zxx", None),
    ("auto", None),
    ("", None),
    (None, None),
    ("what language?", None),
    ("en-!", "en"),
    ("en" * 5000, None),
]


@pytest.mark.parametrize(("stated", "tag"), CASES)
def test_a_language_becomes_a_tag(stated: str | None, tag: str | None):
    assert bcp47(stated) == tag


def test_the_language_of_most_turns_is_that_of_the_call():
    assert most_common(["de", None, "en", "en"]) == "en"
    assert most_common([None]) is None

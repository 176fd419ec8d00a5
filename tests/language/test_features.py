from ridealong.language.features import row, tokens, turn_features


def signs(text, before="", role="seller"):
    return turn_features(tokens(text), tokens(before), role, 0.5)


def test_capitals_and_kinds_of_apostrophe_make_no_difference():
    assert signs("What’s It cost") == signs("what's it cost")


def test_numbers_are_alike():
    assert tokens("14 vans, 220 drops") == ["0", "vans", "0", "drops"]


def test_the_word_before_is_marked_as_such():
    found = signs("and then", before="it broke")
    assert row("p:broke") in found
    assert row("w:broke") not in found
    assert found[row("p:broke")] < found[row("w:then")]


def test_the_role_counts():
    assert signs("can you hear me", role="coach") != signs("can you hear me", role="rep")


def test_an_empty_turn_has_signs_of_its_form_alone():
    assert 0 < len(signs("")) < 12

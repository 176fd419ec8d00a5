"""What asking a language model has cost so far, and what of its answers was not believed."""

from dataclasses import dataclass

from ridealong.settings import Price

MILLION = 1_000_000


@dataclass(slots=True)
class Account:
    """Counts of one tagger since it was made; the only thing here that changes."""

    price: Price | None = None
    requests: int = 0
    """Sent to the endpoint, with those that were sent again."""
    retries: int = 0
    """Requests sent again because the endpoint failed or because its answer was of no use."""
    prompt_tokens: int = 0
    """As far as the endpoint tells them."""
    completion_tokens: int = 0
    windows: int = 0
    windows_failed: int = 0
    """Windows without a usable answer."""
    not_in_turn: int = 0
    """Moves dropped because their quote does not stand in the turn."""
    unknown: int = 0
    """Moves dropped because the vocabulary does not have them."""
    not_for_role: int = 0
    """Moves dropped because who speaks cannot make them."""

    @property
    def cost(self) -> float | None:
        """In the currency of the price; None where no price is set."""
        if self.price is None:
            return None
        spent = self.prompt_tokens * self.price.prompt
        return (spent + self.completion_tokens * self.price.completion) / MILLION

    def __str__(self) -> str:
        """Two lines for a person."""
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        return (
            f"Language model: {self.requests} requests ({self.retries} of them retries), "
            f"{self.prompt_tokens} prompt and {self.completion_tokens} completion tokens{cost}.\n"
            f"No usable answer for {self.windows_failed} of {self.windows} windows; moves dropped: "
            f"{self.not_in_turn} with a quote that is not in the turn, {self.unknown} unknown, "
            f"{self.not_for_role} not possible for the role."
        )

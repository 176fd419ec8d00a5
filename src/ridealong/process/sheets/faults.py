"""What is wrong with one value, on its way to becoming a refusal."""


class BadValue(Exception):
    """A value that cannot be read as what its column is taken for.

    Args:
        why: what is wrong, without a full stop.
        remedy: what to do about it, without a full stop.
    """

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy

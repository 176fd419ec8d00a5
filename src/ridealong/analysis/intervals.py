"""95 % intervals for counts and shares, and Student's t, from the standard library alone.

Moves are counted in one talk, out of all the talks that could have been: a rate and a ratio of
few acts say little, and the interval shows how little.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp, inf, lgamma, log

TAIL = 0.025
"""Left out at each end."""
_STEPS = 32
_TERMS = 300
_TINY = 1e-300


@lru_cache(maxsize=1024)
def poisson(count: int) -> tuple[float, float]:
    """The exact interval for the mean of a count (Garwood 1936).

    >>> [round(end, 2) for end in poisson(10)]
    [4.8, 18.39]
    """
    most = count + 10 * (count + 1) ** 0.5 + 10
    low = _solve(lambda mean: 1 - _at_most(count - 1, mean) > TAIL, most) if count else 0.0
    return low, _solve(lambda mean: _at_most(count, mean) < TAIL, most)


@lru_cache(maxsize=1024)
def share(part: float, whole: float) -> tuple[float, float]:
    """The interval for a share by the posterior under Jeffreys' prior; part ≤ whole.

    >>> [round(end, 2) for end in share(7, 10)]
    [0.39, 0.91]
    """
    a, b = part + 0.5, whole - part + 0.5
    low = _solve(lambda x: _beta(a, b, x) > TAIL, 1.0) if part else 0.0
    high = _solve(lambda x: _beta(a, b, x) > 1 - TAIL, 1.0) if part < whole else 1.0
    return low, high


def ratio(part: float, other: float) -> tuple[float, float]:
    """The interval for part : other, from that of the share part ÷ (part + other).

    >>> [round(end, 2) for end in ratio(5, 10)]
    [0.16, 1.4]
    """
    low, high = share(part, part + other)
    return low / (1 - low), high / (1 - high) if high < 1 else inf


@lru_cache(maxsize=1024)
def student(degrees: float) -> float:
    """Student's t that leaves `TAIL` at each end.

    >>> round(student(5), 3), round(student(200), 2)
    (2.571, 1.97)
    """
    return _solve(lambda t: beyond(t, degrees) < 2 * TAIL, 1000.0)


def beyond(t: float, degrees: float) -> float:
    """How likely Student's t lies at least so far from 0, on either side.

    >>> round(beyond(2.571, 5), 3), beyond(0, 5)
    (0.05, 1.0)
    """
    return _beta(degrees / 2, 0.5, degrees / (degrees + t * t)) if t else 1.0


def _solve(passed: Callable[[float], bool], most: float) -> float:
    """Where between 0 and `most` the condition begins to hold; it holds from there on."""
    low, high = 0.0, most
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if passed(middle) else (middle, high)
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """How likely a Poisson count is at most so high."""
    if mean <= 0:
        return 1.0
    return sum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(count + 1))


def _beta(a: float, b: float, x: float) -> float:
    """The distribution function of Beta(a, b), by the continued fraction of the textbooks."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    fraction, c, d = 1.0, 1.0, 0.0
    for i in range(_TERMS):
        m = i // 2
        if i == 0:
            term = 1.0
        elif i % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        fraction *= c * d
        if abs(1 - c * d) < 1e-12:
            break
    return front * (fraction - 1)

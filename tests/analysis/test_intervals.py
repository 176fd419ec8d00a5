"""Intervals beside figures worked out by other means (tables, numerical integration)."""

import pytest

from ridealong.analysis.intervals import poisson, ratio, share


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.69), (1, 0.03, 5.57), (10, 4.80, 18.39), (50, 37.1, 65.9)]
)
def test_counts(count, low, high):
    assert poisson(count) == pytest.approx((low, high), abs=0.02)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 5, 0, 0.379), (5, 5, 0.621, 1), (4, 12, 0.125, 0.612), (50, 80, 0.516, 0.725)],
)
def test_shares(part, whole, low, high):
    assert share(part, whole) == pytest.approx((low, high), abs=0.001)


def test_a_ratio_is_its_share_turned_round():
    assert ratio(4, 8) == pytest.approx((0.142, 1.58), abs=0.005)
    assert ratio(8, 0)[1] == float("inf")

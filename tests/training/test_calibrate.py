import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.calibrate import HeldOut, best_threshold, fit
from training.evaluate import Judged, calibration_error, figure, micro

RNG = np.random.default_rng(7)
TURNS = 4000


@pytest.fixture(scope="module")
def held():
    """Two moves whose true log-odds are twice the score, less one."""
    scores = RNG.normal(size=(TURNS, 2))
    labels = RNG.random((TURNS, 2)) < 1 / (1 + np.exp(-(2 * scores - 1)))
    talk = np.array([f"talk {i // 40}" for i in range(TURNS)])
    same = np.full(TURNS, "a")
    return HeldOut(
        moves=("one", "two"),
        talk=talk,
        source=same,
        area=same,
        role=same,
        labels=labels,
        able=np.ones_like(labels),
        encoder={"written": scores, "plain": scores},
        linear={"written": scores, "plain": scores},
    )


def test_probabilities_come_out_as_they_were_planted(held):
    fitted = fit(held, np.arange(TURNS), None)
    assert fitted.slope == pytest.approx([2, 2], abs=0.2)
    assert fitted.offset == pytest.approx([-1, -1], abs=0.2)


def test_calibrated_probabilities_err_little(held):
    fitted = fit(held, np.arange(TURNS), None)
    p = fitted.p(held.linear["written"])
    assert calibration_error(Judged(held, p, p > 0.5)) < 0.02
    assert calibration_error(Judged(held, p**3, p > 0.5)) > 0.05


def test_an_interval_holds_its_figure(held):
    said = held.labels.copy()
    said[::5] = False
    found = figure("micro", Judged(held, np.zeros(said.shape), said), micro)
    assert found.low < found.value < found.high
    assert found.cases == 100


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=60))
def test_no_threshold_promises_a_better_f1(chances):
    p = np.array(chances)
    best = best_threshold(p)

    def promised(threshold):
        said = p >= threshold
        return 2 * p[said].sum() / (said.sum() + p.sum())

    assert promised(best) == pytest.approx(max(promised(t) for t in p))

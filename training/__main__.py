"""Train, calibrate and measure the taggers in one command: `python -m training`.

    python -m training --corpora DIR --python TRAINING_PYTHON

DIR holds the licensed corpora (primock57, casino, persuasion_for_good, bridge_tutoring, uptake);
without it the real talk is left out, which is said. TRAINING_PYTHON is an interpreter with what
training/requirements.txt names. The whole takes about two hours on two idle cores.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from training import calls, card, coaching_focus
from training.calibrate import HeldOut, choose_weight, load, write
from training.corpus import FOLDS, HERE, lexicon, written
from training.evaluate import judge
from training.prepare import prepare
from training.real_text import present, real

WEIGHTS = HERE.parent / "src" / "ridealong" / "language" / "weights"
RUN = HERE.parent / "build" / "training"
VERSION = "2"


def main() -> None:
    """Run every step, or those that are asked for."""
    asked = _asked()
    corpora = Path(asked.corpora)
    examples = [*written(), *lexicon()]
    if present(corpora):
        examples += real(corpora)
    else:
        print(f"{corpora} does not hold the corpora: training without real talk.")
    prepare(examples, RUN)
    if not asked.keep_folds:
        _step(asked.python, "linear.py")
        for fold in range(len(FOLDS)):
            _step(asked.python, "encoder.py", "--fold", str(fold))
    held = load(RUN)
    write(held, WEIGHTS / "calibration.json", VERSION)
    _step(asked.python, "linear.py", "--export", str(WEIGHTS))
    _step(asked.python, "encoder.py", "--export", str(WEIGHTS))
    calls.main()
    coaching_focus.main(_predictions(held))
    card.write(held, examples)


def _predictions(held: HeldOut) -> Path:
    """What the default tagger says of every talk whose author it had not seen, a file a talk."""
    folder = RUN / "predictions"
    folder.mkdir(exist_ok=True)
    judged = judge(held, choose_weight(held))
    for talk in np.unique(held.talk):
        p = judged.p[held.talk == talk]
        rows = [
            [int(t), held.moves[m], round(float(p[t, m]), 4)] for t, m in np.argwhere(p >= 0.02)
        ]
        name = str(talk).replace(":", "_")
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", default="../shared/training", help="the licensed corpora")
    parser.add_argument(
        "--python", default=sys.executable, help="the training environment's Python"
    )
    parser.add_argument(
        "--keep-folds", action="store_true", help="take the held-out scores of the last run"
    )
    return parser.parse_args()


def _step(python: str, script: str, *options: str) -> None:
    print(script, *options, flush=True)
    subprocess.run([python, str(HERE / script), str(RUN), *options], check=True)


if __name__ == "__main__":
    main()

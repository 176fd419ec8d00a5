"""The second test set: conversations that nothing was trained, calibrated or tuned on.

    python -m training.second

Reads the author of `second/` who has not been looked at before, tags the conversations with the
taggers as they are shipped, and writes into the model card how right the moves and the labels of
whole conversations are. Meant to be looked at once: whoever tunes against it has no second test set
any more. Author z was looked at with version 1 of the taggers.
"""

from pathlib import Path

import numpy as np

from ridealong.analysis import analyse
from ridealong.conversation import assign_sides
from ridealong.language import moves, moves_of, taggers
from ridealong.language.corrections import tag
from ridealong.readers import read
from training.calibrate import HeldOut
from training.card import CARD, beside, put
from training.corpus import HERE, written
from training.evaluate import Judged, by_move, figures
from training.whole import Pair
from training.whole import figures as whole_figures

FOLDER = HERE / "second"
AUTHOR = "y"


def judge(tagger_name: str, folder: Path = FOLDER) -> tuple[Judged, list[Pair]]:
    """What a shipped tagger says of the set, and what the analyses make of it."""
    examples = [e for e in written(folder) if e.source == AUTHOR]
    talks = [assign_sides(read(folder / f"{e.id}.json").conversations[0]) for e in examples]
    heard = tag(talks, getattr(taggers, tagger_name)())
    places = {move: i for i, move in enumerate(moves())}
    turns = [(e, i) for e in examples for i in range(len(e.turns))]
    start = {e.id: n for n, (e, i) in enumerate(turns) if i == 0}
    labels, able, said = (np.zeros((len(turns), len(places)), bool) for _ in range(3))
    p = np.zeros(labels.shape)
    for e, talk, tagging in zip(examples, talks, heard, strict=True):
        for i, turn in enumerate(e.turns):
            labels[start[e.id] + i, [places[m] for m in turn.moves]] = True
            role = talk.by_id[talk.turns[i].speaker or ""].role
            able[start[e.id] + i, [places[m] for m in moves_of(role)] if role else []] = True
        for s in tagging.said:
            said[start[e.id] + s.turn, places[s.move]] = True
        for (turn_, move), chance in tagging.likelihood.items():
            p[start[e.id] + turn_, places[move]] = chance
    held = HeldOut(
        moves=tuple(moves()),
        talk=np.array([e.id for e, _ in turns]),
        source=np.array([e.source for e, _ in turns]),
        area=np.array([e.area for e, _ in turns]),
        role=np.array([e.turns[i].role for e, i in turns]),
        labels=labels,
        able=able,
        encoder={},
        linear={},
    )
    pairs = [
        Pair(e.kind, analyse(talk, tagging=tagging).labels, e.labels)
        for e, talk, tagging in zip(examples, talks, heard, strict=True)
    ]
    return Judged(held, p, said), pairs


def main() -> None:
    """Put every figure into the card."""
    told = []
    for name in ("default", "fast"):
        judged, pairs = judge(name)
        told.append([*figures(judged), *by_move(judged), *whole_figures(pairs)])
    text = CARD.read_text(encoding="utf-8")
    CARD.write_text(put(text, "second", beside(*told)), encoding="utf-8")


if __name__ == "__main__":
    main()

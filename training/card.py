"""The figures of the model card, written between its markers."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from training import whole
from training.calibrate import HeldOut, choose_weight
from training.corpus import FOLDS, HERE, Example
from training.evaluate import REAL, Figure, Judged, by_move, figures, judge

CARD = HERE / "MODEL_CARD.md"
SECOND = HERE / "agreement.jsonl"
"""What a second labeller said, who did not see the first one's labels."""


def write(held: HeldOut, examples: Sequence[Example], path: Path = CARD) -> None:
    """Put the figures of a run into the card."""
    weight = choose_weight(held)
    both = {
        "default": judge(held, weight),
        "default, no punctuation": judge(held, weight, "plain"),
        "fast": judge(held, None),
        "fast, no punctuation": judge(held, None, "plain"),
    }
    text = path.read_text(encoding="utf-8")
    for name, lines in (
        ("data", _data(examples)),
        ("figures", _figures(both)),
        ("moves", _moves(both["default"], both["fast"])),
        ("whole", _whole(both["default"], both["fast"], examples)),
    ):
        text = put(text, name, lines)
    path.write_text(text, encoding="utf-8")


def put(text: str, name: str, lines: Iterable[str]) -> str:
    """A card's text with other lines between the markers of this name."""
    block = "\n".join(lines)
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return marked.sub(lambda m: f"{m[1]}{block}\n{m[2]}", text)


def beside(default: Iterable[Figure], fast: Iterable[Figure]) -> Iterator[str]:
    """The same figures of both taggers, a row each."""
    quick = {f.name: f for f in fast}
    yield "| figure | default | 95 % interval | fast | 95 % interval | of |"
    yield "|---|--:|---|--:|---|--:|"
    for f in default:
        other = quick.get(f.name)
        told = f"{other.value:.2f} | {_interval(other)}" if other else "– | –"
        yield f"| {f.name} | {f.value:.2f} | {_interval(f)} | {told} | {f.cases or ''} |"


def agreement() -> dict[str, tuple[float, int]]:
    """Of each move: F1 of the second labeller against the first, and the cases of the first."""
    hits: Counter[str] = Counter()
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for line in SECOND.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        hits.update(set(row["first"]) & set(row["second"]))
        first.update(row["first"])
        second.update(row["second"])
    return {m: (2 * hits[m] / (first[m] + second[m]), first[m]) for m in first | second}


def _data(examples: Sequence[Example]) -> Iterator[str]:
    turns: Counter[str] = Counter()
    talks: Counter[str] = Counter()
    for e in examples:
        talks[e.source] += len(e.turns) > 1
        turns[e.source] += sum(t.counts for t in e.turns)
    yield "| source | conversations | labelled turns | held out in fold |"
    yield "|---|--:|--:|--:|"
    for source in sorted(turns, key=lambda s: (s in REAL, len(s) > 1, s)):
        fold = next((str(i) for i, f in enumerate(FOLDS, 1) if source in f), "never")
        name = f"author {source}" if len(source) == 1 else source
        yield f"| {name} | {talks[source] or '–'} | {turns[source]:,} | {fold} |"
    yield f"| together | {sum(talks.values())} | {sum(turns.values()):,} | |"


def _figures(judged: dict[str, Judged]) -> Iterator[str]:
    yield "| tagger | of | figure | 95 % interval |"
    yield "|---|---|--:|---|"
    for name, all_ in judged.items():
        own = all_.of(~np.isin(all_.held.source, REAL))
        for part, whose in ((all_, "all"), (own, "written for the project")):
            for f in figures(part):
                yield f"| {name}, {whose} | {f.name} | {f.value:.3f} | {_interval(f)} |"


def _moves(default: Judged, fast: Judged) -> Iterator[str]:
    agreed = agreement()
    quick = {f.name: f.value for f in by_move(fast)}
    yield "| move | F1 | 95 % interval | precision | recall | cases | fast | second labeller |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    for f in by_move(default):
        move, area = f.name.split(", ")
        part = default.of(default.held.area == area)
        k = part.held.moves.index(move)
        said, labels = part.said[:, k], part.held.labels[:, k]
        hits = int((said & labels).sum())
        precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(labels.sum()))
        second, n = agreed.get(move, (float("nan"), 0))
        cells = (
            f.name,
            f"{f.value:.2f}",
            _interval(f),
            f"{precision:.2f}",
            f"{recall:.2f}",
            str(labels.sum()),
            f"{quick[f.name]:.2f}",
            f"{second:.2f} ({n})" if n else "–",
        )
        yield f"| {' | '.join(cells)} |"


def _whole(default: Judged, fast: Judged, examples: Sequence[Example]) -> Iterator[str]:
    told = [whole.figures(whole.pairs(judged, examples)) for judged in (default, fast)]
    return beside(*told)


def _interval(f: Figure) -> str:
    return "–" if np.isnan(f.low) else f"{f.low:.2f}–{f.high:.2f}"

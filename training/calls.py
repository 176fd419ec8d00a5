"""Learn by which figures stages, gates and focus are told: `python -m training.calls`.

Reads the labelled calls and the held-out scores of the last training run (`build/training`), so
that the weights fit moves as a tagger gives them for authors that it has not seen. Every figure is
measured on authors left out here as well, then the tables are learnt from all.

Rates of moves in stages come from the labels of people. The weights of gates and focus are those
of a logistic regression, drawn toward 0, on both taggers' held-out moves: with moves set by people
beside them, the focus was right in 75 % instead of 80 % of calls on the default tagger's.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer import focus, gates, stages
from ridealong.analysis.customer.tables import FIFTHS, STAGES, Tables
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.labels import GATES
from ridealong.conversation import Conversation, Role, assign_sides
from ridealong.language import Said, Tagging, moves_of
from ridealong.readers import read
from training.calibrate import FORMS, Fitted, choose_weight, fit, load
from training.corpus import CONVERSATIONS, HERE

type Floats = NDArray[np.float64]

RUN = HERE.parent / "build" / "training"
TABLES = HERE.parent / "src" / "ridealong" / "analysis" / "customer" / "tables.yaml"
PEOPLE, FAST, DEFAULT = "people", "fast", "default"
LIKE_ANY, LIKE_ITS_STAGE = 30.0, 5.0
"""So many turns at the usual rate are added to a stage, and to its first turns at the stage's."""
STEPS, RATE = 800, 0.5
PULL = 1.0
FOCUS_PULL = 30.0


class Call(NamedTuple):
    """One labelled call, its moves from one of the three."""

    id: str
    moves_of: str
    heard: Heard
    truth: Heard
    """With the moves that people set."""
    labels: Mapping[str, object]

    @property
    def author(self) -> str:
        """The first letter of the name."""
        return self.id[0]


def main() -> None:
    """Measure on authors left out, then learn from all and write the tables."""
    calls = list(_calls())
    measured: dict[tuple[str, str], list[float]] = defaultdict(list)
    for author in sorted({c.author for c in calls}):
        learnt = learn([c for c in calls if c.author != author])
        _use(learnt)
        for call in calls:
            if call.author == author:
                _measure(call, measured)
    for (moves, what), values in sorted(measured.items()):
        print(f"{moves:8} {what:40} {np.mean(values):.3f} of {len(values)}")
    learnt = learn(calls)
    _use(learnt)
    text = yaml.safe_dump(_rounded(learnt), sort_keys=False, default_flow_style=None)
    note = "# Made by `python -m training.calls`; `tables.Tables` says what stands here.\n"
    TABLES.write_text(note + text, encoding="utf-8")


def learn(calls: Sequence[Call]) -> dict[str, object]:
    """The tables, learnt from these calls."""
    return {
        **_stages([c for c in calls if c.moves_of == PEOPLE]),
        "gates": {gate: _gate(gate, calls) for gate in GATES},
        "focus": _focus(calls),
    }


def _calls() -> Iterator[Call]:
    chances = _held_out()
    for path in sorted(CONVERSATIONS.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["kind"] != "sales" or "stages" not in raw["labels"]:
            continue
        conversation = assign_sides(read(path).conversations[0])
        given = {(i, m): 1.0 for i, t in enumerate(raw["turns"]) for m in t["moves"]}
        truth = _heard(conversation, given)
        yield Call(path.stem, PEOPLE, truth, truth, raw["labels"])
        for moves, likely in chances.get(path.stem, {}).items():
            yield Call(path.stem, moves, _heard(conversation, likely), truth, raw["labels"])


def _heard(conversation: Conversation, likely: Mapping[tuple[int, str], float]) -> Heard:
    said = []
    for (turn, move), p in likely.items():
        role = conversation.by_id[conversation.turns[turn].speaker or ""].role
        if p >= 0.5 and role is not None and move in moves_of(role):
            said.append(Said(turn, move, p, role, 0, len(conversation.turns[turn].text)))
    return Heard(clock_of(conversation), Tagging("training", tuple(sorted(said)), likely))


def _held_out() -> dict[str, dict[str, dict[tuple[int, str], float]]]:
    """By call and tagger: how likely each turn makes each move, by models new to its author."""
    held = load(RUN)
    rows = np.arange(len(held.talk))
    raw = json.loads((RUN / "corpus.json").read_text(encoding="utf-8"))
    linear = np.load(RUN / f"linear-{FORMS[0]}.npz")
    encoder = {}
    for path in sorted(RUN.glob(f"encoder-*-{FORMS[0]}.npz")):
        stored = np.load(path)
        encoder |= {name: stored[name] for name in stored.files}
    weight = choose_weight(held)
    fast, default = fit(held, rows, None), fit(held, rows, weight)
    found: dict[str, dict[str, dict[tuple[int, str], float]]] = {}
    for talk in raw["conversations"]:
        name, roles = talk["id"], [t[0] for t in talk["turns"]]
        able = [[m in raw["roles"][role] for m in raw["moves"]] for role in roles]
        if name in encoder:  # else its author was trained on, and no score is held out
            scores = encoder[name] + weight * linear[name]
            found[name] = {
                FAST: _likely(fast, linear[name], list(raw["moves"]), able),
                DEFAULT: _likely(default, scores, list(raw["moves"]), able),
            }
    return found


def _likely(
    fitted: Fitted, scores: Floats, moves: Sequence[str], able: Sequence[Sequence[bool]]
) -> dict[tuple[int, str], float]:
    p = fitted.p(scores)
    return {
        (turn, move): float(p[turn, k])
        for turn, mask in enumerate(able)
        for k, move in enumerate(moves)
        if mask[k] and p[turn, k] >= gates.WORTH_A_LOOK
    }


def _stages(calls: Sequence[Call]) -> dict[str, object]:
    """How often each move is made in each stage, and how stages follow one another."""
    turns: Counter[tuple[str, bool, bool]] = Counter()
    made: Counter[tuple[str, bool, str]] = Counter()
    begins: Counter[str] = Counter()
    follows: Counter[tuple[int, str, str]] = Counter()
    for call in calls:
        path = _truth(call)
        for turn, stage in enumerate(path):
            first = turn == 0 or path[turn - 1] != stage
            turns[stage, first, call.heard.role(turn) in SELLS] += 1
            for move in call.heard.moves(turn):
                made[stage, first, move] += 1
            if turn:
                follows[FIFTHS * turn // len(path), path[turn - 1], stage] += 1
            else:
                begins[stage] += 1
    return {
        "usual": _usual(turns, made),
        "moves": {s: _rates(s, turns, made) for s in STAGES},
        "ours": {s: [_ours(turns, s, first=f) for f in (True, False)] for s in STAGES},
        "begins": {s: (begins[s] + 0.5) / (begins.total() + 2) for s in STAGES},
        "follows": [{a: _after(a, fifth, follows) for a in STAGES} for fifth in range(FIFTHS)],
    }


def _of_role(move: str) -> bool:
    return move in moves_of(Role.SELLER)


def _moves() -> tuple[str, ...]:
    return (*moves_of(Role.SELLER), *moves_of(Role.CUSTOMER))


def _usual(turns: Counter, made: Counter) -> dict[str, float]:
    found = {}
    for move in _moves():
        count = sum(n for (_, _, ours), n in turns.items() if ours == _of_role(move))
        found[move] = (sum(made[s, f, move] for s in STAGES for f in (0, 1)) + 0.5) / (count + 10)
    return found


def _rates(stage: str, turns: Counter, made: Counter) -> dict[str, list[float]]:
    usual = _usual(turns, made)
    found = {}
    for move in _moves():
        first, rest = (turns[stage, f, _of_role(move)] for f in (True, False))
        whole = made[stage, True, move] + made[stage, False, move] + LIKE_ANY * usual[move]
        base = whole / (first + rest + LIKE_ANY)
        found[move] = [
            (made[stage, True, move] + LIKE_ITS_STAGE * base) / (first + LIKE_ITS_STAGE),
            (made[stage, False, move] + LIKE_ANY * usual[move]) / (rest + LIKE_ANY),
        ]
    return found


def _ours(turns: Counter, stage: str, *, first: bool) -> float:
    ours, theirs = turns[stage, first, True] + 2, turns[stage, first, False] + 2
    return float(ours / (ours + theirs))


def _after(was: str, fifth: int, follows: Counter) -> dict[str, float]:
    ever = {s: sum(follows[f, was, s] for f in range(FIFTHS)) + 0.5 for s in STAGES}
    here = {s: follows[fifth, was, s] + 20 * ever[s] / sum(ever.values()) for s in STAGES}
    return {s: here[s] / sum(here.values()) for s in STAGES}


def _gate(gate: str, calls: Sequence[Call]) -> dict[str, float]:
    rows, passes = [], []
    for call in calls:
        if call.moves_of == PEOPLE:
            continue
        for turn in call.heard.by(Role.CUSTOMER):
            likely = call.heard.p(turn, gate) >= gates.WORTH_A_LOOK
            if likely and not gates.refused(call.heard, turn, gate):
                rows.append(gates.signs(call.heard, turn, gate))
                passes.append(gate in call.truth.moves(turn))
    return _weights(rows, np.array(passes, int), PULL, 2)[1]


def _focus(calls: Sequence[Call]) -> dict[str, dict[str, float]]:
    tagged = [c for c in calls if c.moves_of != PEOPLE]
    rows = [focus.signs(c.heard) for c in tagged]
    names = list(focus.CLASSES)
    labels = np.array([names.index(str(c.labels["focus"])) for c in tagged])  # type: ignore[arg-type]
    return dict(zip(names, _weights(rows, labels, FOCUS_PULL, len(names)), strict=True))


def _weights(
    rows: Sequence[Mapping[str, float]], labels: NDArray[np.int_], pull: float, classes: int
) -> list[dict[str, float]]:
    """Multinomial logistic regression by steps down the gradient, on signs of one spread."""
    names = list(rows[0])
    x = np.array([[row[n] for n in names] for row in rows])
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    wanted = np.eye(classes)[labels]
    w = np.zeros((z.shape[1], classes))
    speed = np.zeros_like(w)
    drawn = np.ones_like(w) * pull / len(z)
    drawn[-1] = 0
    for _ in range(STEPS):
        scores = z @ w
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        speed = 0.9 * speed - RATE * (z.T @ (p - wanted) / len(z) + drawn * w)
        w += speed
    if classes == 2:
        w = w - w[:, :1]
    plain = w[:-1] / spread[:, None]
    offset = w[-1] - mean @ plain
    return [
        {"offset": float(offset[k]), **dict(zip(names, map(float, plain[:, k]), strict=True))}
        for k in range(classes)
    ]


def _truth(call: Call) -> list[str]:
    path = ["opening"] * len(call.heard.turns)
    for stage in call.labels["stages"]:  # type: ignore[attr-defined]
        for turn in range(stage["start_turn"], stage["end_turn"] + 1):
            path[turn] = stage["name"]
    return path


def _use(learnt: dict[str, object]) -> None:
    """Let the analysis use these tables."""
    known = Tables(**learnt)  # type: ignore[arg-type]
    for module in (gates, focus, stages):
        module.tables = lambda: known  # type: ignore[attr-defined]


def _measure(call: Call, measured: dict[tuple[str, str], list[float]]) -> None:
    path = _truth(call)
    found = {
        t
        for s in stages.stages(call.heard)
        if s.name == "interview"
        for t in range(s.start_turn, s.end_turn + 1)
    }
    told = {t for t, stage in enumerate(path) if stage == "interview"}
    if told:
        measured[call.moves_of, "interview overlap"].append(len(found & told) / len(found | told))
    else:
        measured[call.moves_of, "interview where there is none"].append(bool(found))
    right = focus.label(call.heard) == call.labels["focus"]
    measured[call.moves_of, "focus right"].append(right)
    passed = gates.passed(call.heard)
    for gate in GATES:
        true = call.labels["gates"][gate] is not None  # type: ignore[index]
        if passed[gate]:
            measured[call.moves_of, f"{gate} precision"].append(true)
        if true:
            measured[call.moves_of, f"{gate} recall"].append(passed[gate] is not None)


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    return float(f"{value:.3g}")


if __name__ == "__main__":
    main()

"""A small encoder that reads a turn with the turns before it, on one thread of a CPU.

The score of a move is linear in the mean of the turn's token vectors, plus how near that mean lies
to the definition of the move. Both are sums over tokens, so what a token adds is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ridealong.language.casting import Line, Script
from ridealong.language.scoring import Scores
from ridealong.language.windows import shortened, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    type Floats = NDArray[np.float32]

CLS, SEP = 101, 102
MOST_LOOK = 8.0
"""The logarithm of a token's weight lies between this and its negative."""
LOOKED_AT = 2.0
"""How much being looked at counts where a sentence is chosen (tests/language/test_carrying.py)."""


class Piece(NamedTuple):
    """One token of a turn."""

    id: int
    place: int
    """The character of the turn's text at which it begins; -1 for the role and the separator."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What turns token vectors into scores of moves."""

    weights: "Floats"
    """Moves by vector."""
    bias: "Floats"
    projection: "Floats"
    shift: "Floats"
    definitions: "Floats"
    """Unit vectors, moves by vector."""
    scale: "Floats"

    look: "Floats"
    """Moves by vector: how much a move looks at a token."""
    look_bias: "Floats"

    def score(self, vectors: "Floats") -> "Floats":
        """The scores of one turn."""
        near = self._near(vectors)
        looks = self._looks(vectors)
        held = np.sum(looks * (vectors @ self.weights.T), axis=0) / np.sum(looks, axis=0)
        scored: Floats = np.asarray(held + self.bias, np.float32)
        scored += self.scale * (self.definitions @ near)
        return scored

    def by_token(self, vectors: "Floats", move: int) -> "Floats":
        """How much each token speaks for a move: what it says of it, how much it is looked at."""
        looks = np.log(self._looks(vectors)[:, move])
        spoken: Floats = vectors @ self.weights[move] + LOOKED_AT * looks
        return spoken

    def _looks(self, vectors: "Floats") -> "Floats":
        seen: Floats = np.exp(
            np.clip(vectors @ self.look.T + self.look_bias, -MOST_LOOK, MOST_LOOK)
        )
        return seen

    def _near(self, vectors: "Floats") -> "Floats":
        near: Floats = self.projection @ vectors.mean(axis=0) + self.shift
        near /= max(float(np.linalg.norm(near)), 1e-12)
        return near


@dataclass(frozen=True, slots=True)
class EncoderScores:
    """The scores of one script, with the vectors they come from."""

    logits: "Floats"
    pieces: Sequence[Sequence[Piece]]
    vectors: Sequence["Floats"]
    heads: Heads

    def by_sentence(self, line: int, spans: Sequence[tuple[int, int]], move: int) -> "Floats":
        """The most that a token of each sentence adds; -∞ where none of it was read."""
        added = self.heads.by_token(self.vectors[line], move)
        places = np.array([p.place for p in self.pieces[line]])
        most = [added[(places >= a) & (places < b)].max(initial=-np.inf) for a, b in spans]
        return np.array(most, np.float32)


class Encoder:
    """Scores scripts by what their turns mean where they stand."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer", heads: Heads) -> None:
        self.session = session
        self.tokenizer = tokenizer
        self.heads = heads

    @classmethod
    def load(cls) -> "Encoder":
        """The model that comes with Ridealong."""
        return _load()

    def score(self, scripts: Sequence[Script]) -> list[Scores]:
        """The scores of each script."""
        return [self._score(script) for script in scripts]

    def _score(self, script: Script) -> EncoderScores:
        pieces = list(self._pieces(script))
        vectors: list[Floats] = []
        for window in windows([len(p) for p in pieces]):
            read = pieces[window.first : window.end]
            ids = np.array([[CLS, *(p.id for turn in read for p in turn)]], np.int64)
            (out,) = self.session.run(None, {"input_ids": ids})
            ends = np.cumsum([1, *(len(turn) for turn in read)])
            turns = np.split(np.asarray(out)[0], ends)[1:-1]
            vectors += turns[window.scored - window.first :]
        scored = [self.heads.score(v) for v in vectors]
        logits = np.array(scored, np.float32).reshape(len(script), len(self.heads.bias))
        return EncoderScores(logits, pieces, vectors, self.heads)

    def _pieces(self, script: Script) -> Iterator[list[Piece]]:
        texts = [f"{line.role} : {line.text}" for line in script]
        for line, encoded in zip(
            script, self.tokenizer.encode_batch(texts, add_special_tokens=False), strict=True
        ):
            yield [*_placed(line, encoded.ids, encoded.offsets), Piece(SEP, -1)]


def _placed(line: Line, ids: list[int], offsets: list[tuple[int, int]]) -> list[Piece]:
    lead = len(f"{line.role} : ")
    return shortened([Piece(i, max(-1, a - lead)) for i, (a, _) in zip(ids, offsets, strict=True)])


def tokenizer_of(vocabulary: str) -> "Tokenizer":
    """The tokenizer of BERT without capitals, from its pieces of words, one a line."""
    from tokenizers import (  # noqa: PLC0415  # slow to load, and --fast does without
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
    )

    pieces = {piece: i for i, piece in enumerate(vocabulary.removesuffix("\n").split("\n"))}
    tokenizer = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))  # noqa: S106  # a piece of a word
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@cache
def _load() -> Encoder:
    import onnxruntime as ort  # noqa: PLC0415  # slow to load, and --fast does without

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    weights = files(__package__) / "weights"
    with as_file(weights) as folder:
        session = ort.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = tokenizer_of((folder / "vocabulary.txt").read_text(encoding="utf-8"))
        stored = np.load(folder / "heads.npz")
        heads = Heads(**{name: stored[name].astype(np.float32) for name in stored.files})
    return Encoder(session, tokenizer, heads)

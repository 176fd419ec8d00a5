"""The same work by other libraries; runs in the benchmark's own environment, prints JSON.

Takes the path of a JSON file: {"vtt": [paths], "conversations": [native JSON paths], "wpt": …}.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median


def by_webvtt_py(path: str) -> dict[str, object]:
    import webvtt

    captions = webvtt.read(path).captions
    return {
        "cues": len(captions),
        "speakers": len({c.voice for c in captions if c.voice}),
        "first_start_s": captions[0].start_in_seconds if captions else None,
        "text": [c.text for c in captions],
    }


def by_pysubs2(path: str) -> dict[str, object]:
    import pysubs2

    events = pysubs2.load(path).events
    return {
        "cues": len(events),
        "speakers": len({e.name for e in events if e.name}),
        "first_start_s": events[0].start / 1000 if events else None,
        "text": [e.text for e in events],
    }


def timed(read, path: str) -> dict[str, object]:
    took = []
    try:
        for _ in range(15):
            began = time.process_time()
            result = read(path)
            took.append(time.process_time() - began)
    except Exception as error:  # noqa: BLE001  # what a library refuses is part of the comparison
        return {"refused": f"{type(error).__name__}: {str(error)[:80]}"}
    return {**result, "ms": median(took) * 1000}


def talk_time_sharing(paths: list[str]) -> dict[str, object]:
    """ConvoKit's TalkTimeSharing over conversations; groupA is us, groupB is them."""
    from convokit import Corpus, Speaker, Utterance
    from convokit.talktimesharing import TalkTimeSharing
    from convokit.talktimesharing.talktimesharing_util import _rhythm_count_utt_time

    import_done = time.process_time()
    utterances = []
    for path in paths:
        conversation = json.loads(Path(path).read_text())
        side = {s["id"]: s["side"] for s in conversation["speakers"]}
        speakers = {i: Speaker(id=f"{path}:{i}") for i in side}
        for n, turn in enumerate(t for t in conversation["turns"] if t["speaker"] in side):
            utterances.append(
                Utterance(
                    id=f"{path}:{n}",
                    speaker=speakers[turn["speaker"]],
                    conversation_id=path,
                    reply_to=f"{path}:{n - 1}" if n else None,
                    timestamp=n,
                    text=turn["text"],
                    meta={
                        "start": turn["start_s"],
                        "stop": turn["end_s"],
                        "utt_group": "groupA" if side[turn["speaker"]] == "us" else "groupB",
                    },
                )
            )
    corpus = Corpus(utterances=utterances)
    built = time.process_time()
    TalkTimeSharing(remove_first_last_utt=False).transform(corpus)
    done = time.process_time()
    shares = {}
    for conversation in corpus.iter_conversations():
        ours, theirs = _rhythm_count_utt_time(corpus, conversation.get_utterance_ids(), 0)
        shares[conversation.id] = {
            "share_us": ours / (ours + theirs),
            "imbalance": conversation.meta["balance_score"],
        }
    return {
        "ms_corpus": (built - import_done) * 1000 / len(paths),
        "ms_transform": (done - built) * 1000 / len(paths),
        "shares": shares,
    }


def main() -> None:
    asked = json.loads(Path(sys.argv[1]).read_text())
    answer = {
        "webvtt-py": {p: timed(by_webvtt_py, p) for p in asked["vtt"]},
        "pysubs2": {p: timed(by_pysubs2, p) for p in asked["vtt"]},
        "convokit": talk_time_sharing(asked["conversations"]),
    }
    Path(sys.argv[2]).write_text(json.dumps(answer))


main()

"""Break files in many ways and see that reading them ends in an answer or a clear error.

    python tools/fuzz.py tests/readers/files/* --rounds 100000 --seed 7

Prints each fault with the seed and the round that show it again; exit 1 where there was one.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from mutations import cuts, mutations
from ridealong.analysis import analyse
from ridealong.conversation import assign_sides
from ridealong.errors import ReaderFault, ReadError
from ridealong.readers import Source, read_source


def outcome(data: bytes, name: str) -> str:
    began = time.perf_counter()
    try:
        for conversation in read_source(Source(data, name)).conversations:
            analyse(assign_sides(conversation))
    except ReaderFault as fault:
        return f"FAULT {fault}"
    except ReadError as error:
        word = type(error).__name__
    except Exception as error:  # noqa: BLE001  # finding these is the purpose
        return f"FAULT in analysis: {type(error).__name__} {error}"
    else:
        word = "read"
    took = time.perf_counter() - began
    return word if took < 2 else f"FAULT slow: {took:.1f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=1000, help="over all files")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seen: Counter[str] = Counter()
    for path in asked.files:
        data = path.read_bytes()
        each = max(1, asked.rounds // len(asked.files))
        broken = [*cuts(data, 50), *mutations(data, each, asked.seed)] if data else []
        for i, copy in enumerate(broken):
            said = outcome(copy, path.name)
            seen[said.split()[0]] += 1
            if said.startswith("FAULT"):
                print(f"{path} seed {asked.seed} round {i - 50}: {said}")
    print(", ".join(f"{n} {word}" for word, n in seen.most_common()))
    return 1 if seen["FAULT"] else 0


if __name__ == "__main__":
    sys.exit(main())

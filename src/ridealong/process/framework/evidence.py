"""Gates with what counts on either side, out of a tree."""

from ridealong.process.framework import known
from ridealong.process.framework.model import EvidenceKind, Gate, Side
from ridealong.process.framework.reader import LABEL, Reader
from ridealong.process.framework.seen import Seen
from ridealong.process.framework.tree import Node

MOST_EVIDENCE, MOST_FINDS = 12, 12
EVIDENCE_KEY = 40
_GATE = ("key", "label", "customer", "seller")
_EVIDENCE = ("key", "says", "finds")


def read_gate(reader: Reader, node: Node | None, at: str, seen: Seen) -> Gate | None:
    """The gate, if there is one; without the customer's side it is none."""
    if node is None or node.value is None:
        return None
    of = reader.table(node, at, _GATE)
    if not of:
        return None
    kinds: set[str] = set()
    customer = _side(reader, of.get("customer"), f"{at}.customer", Side.CUSTOMER, kinds)
    if not customer and not any(f.key.startswith(f"{at}.customer") for f in reader.faults):
        _no_customer(reader, of.get("customer", node), f"{at}.customer")
    return Gate(
        key=_key(reader, of.get("key"), f"{at}.key", node, seen),
        label=reader.text(of.get("label"), f"{at}.label", node, LABEL),
        customer=customer,
        seller=_side(reader, of.get("seller"), f"{at}.seller", Side.SELLER, kinds),
    )


def _no_customer(reader: Reader, node: Node, at: str) -> None:
    remedy = "Name what they will have said or done; what we do alone opens no gate"
    reader.fault(node, at, "says nothing that the customer has to do", remedy)


def _key(reader: Reader, node: Node | None, at: str, of: Node, seen: Seen) -> str:
    key = reader.key(node, at, of)
    if key and key in seen.gates_read:
        remedy = "Give each gate a key of its own"
        reader.fault(node or of, at, f"the key “{key}” stands at two gates", remedy)
    elif key and key in seen.stages:
        remedy = "Give the gate a key that no stage has"
        reader.fault(node or of, at, f"the key “{key}” is that of a stage", remedy)
    seen.gates_read.add(key)
    return key


def _side(
    reader: Reader, node: Node | None, at: str, side: Side, seen: set[str]
) -> tuple[EvidenceKind, ...]:
    def one(item: Node, place: str) -> EvidenceKind | None:
        of = reader.table(item, place, _EVIDENCE)
        return EvidenceKind(
            reader.key(of.get("key"), f"{place}.key", item, EVIDENCE_KEY),
            reader.text(of.get("says"), f"{place}.says", item),
            _finds(reader, of.get("finds"), f"{place}.finds", side),
        )

    return reader.once(node, at, MOST_EVIDENCE, one, seen)


def _finds(reader: Reader, node: Node | None, at: str, side: Side) -> tuple[str, ...]:
    found = []
    for place, word in reader.items(node, at, MOST_FINDS):
        text = reader.text(word, place, word)
        if text and (why := known.no_find(text, side)):
            reader.fault(word, place, *why)
        found.append(text)
    return tuple(dict.fromkeys(filter(None, found)))

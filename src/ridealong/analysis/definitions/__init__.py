"""What each measure is: its question, its formula, what it needs, where it comes from.

`docs/measures.md` is made from this table (`analysis.docs`); the formula that a measure carries
is the one that stands here, with what was estimated added.
"""

from collections.abc import Mapping

from ridealong.analysis.definitions.coaching import COACHING
from ridealong.analysis.definitions.customer import CUSTOMER
from ridealong.analysis.definitions.debrief import DEBRIEF
from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.analysis.definitions.service import SERVICE
from ridealong.analysis.definitions.talk import TALK

__all__ = ["DEFINITIONS", "OWN", "STATED", "Definition"]

DEFINITIONS: Mapping[str, Definition] = {
    d.id: d for d in (*TALK, *CUSTOMER, *COACHING, *SERVICE, *DEBRIEF)
}
STATED = "stated_by_source"
"""The id under which figures of the source itself stand beside ours (`analysis.stated`)."""

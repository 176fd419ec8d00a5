"""The labels of a conversation, as the command line's contract names them."""

from collections.abc import Mapping

GATES = ("admits_need", "open_to_solutions", "agrees_to_discuss", "can_decide")
LABELS = (
    "stages",
    "focus",
    "gates",
    "solution_before_need",
    "value_first",
    "business_problem_found",
    "next_step_agreed",
    "mmot",
    "coaching_focus",
    "stance",
    "substance",
    "goals",
    "service",
)


def no_labels() -> Mapping[str, object]:
    """Every label, none of them told: what is said has not been looked at."""
    return {label: dict.fromkeys(GATES) if label == "gates" else None for label in LABELS}

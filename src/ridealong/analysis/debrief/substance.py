"""How much a debrief holds to work with: the client's problem, and one's own acts in it."""

from ridealong.analysis.debrief.answers import CHANGE, REPEAT
from ridealong.analysis.heard import LEARNS, Heard

_SAID = 1.0
"""In turns, by likelihood: from here something was said at all."""
_PROBLEM = 0.6
_BOTH = 1.4
"""Of answers: about one to each of the two questions."""


def level(heard: Heard) -> int:
    """0 where neither is spoken of, 2 where the client's problem and both answers are, else 1.

    A talk alone has no 3: nobody is there with whom to agree how it will be checked.
    """
    own = heard.by(*LEARNS)
    answered = sum(max(heard.p(t, REPEAT), heard.p(t, CHANGE)) for t in own)
    problem = sum(heard.p(t, "client_problem") for t in own)
    if answered + problem < _SAID:
        return 0
    return 2 if problem >= _PROBLEM and answered >= _BOTH else 1

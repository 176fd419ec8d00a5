"""Three to six open questions for a talk, out of a framework's library.

choose(default(Journey.SALES), Occasion(UseCase.DEAL, stage="needs-review",
                                        unknown=("who", "measure")))
"""

from ridealong.coaching.questions.choosing import (
    FEWEST,
    MOST,
    Because,
    Chosen,
    Occasion,
    choose,
)

__all__ = ["FEWEST", "MOST", "Because", "Chosen", "Occasion", "choose"]

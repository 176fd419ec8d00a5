"""Many figures looked at together: how sure one may be of those that stand out most.

Whoever looks at a hundred figures sees five at 95 % by chance. After Benjamini and Hochberg (1995)
each p becomes the share of false ones among all that are at least so clear, in the long run.
"""

from collections.abc import Sequence

import numpy as np


def chances(ps: Sequence[float]) -> tuple[float, ...]:
    """The adjusted p of each.

    >>> chances([0.5, 0.001, 0.04])
    (0.5, 0.003, 0.06)
    """
    if not ps:
        return ()
    told = np.asarray(ps, np.float64)
    order = np.argsort(told)
    ranked = told[order] * len(told) / np.arange(1, len(told) + 1)
    least = np.minimum(1.0, np.minimum.accumulate(ranked[::-1])[::-1])
    back = np.empty(len(told))
    back[order] = least
    return tuple(float(p) for p in back)

"""Shares over an order of calls or weeks: the ground on which dots and bars stand.

Places across are percent, so that lettering never scales; the scale upwards is always 0 to 100 %.
"""

from html import escape

from ridealong.report.pictures.svg import element, label, number, percent

TOP, HEIGHT = 14, 108
LEFT, RIGHT = 0.085, 0.995
"""Shares of the width: what is left of it carries the scale."""
WHOLE_HEIGHT = TOP + HEIGHT + 24


def up(share: float) -> str:
    """How far down a share of 0 to 1 stands."""
    return number(TOP + HEIGHT * (1 - min(1.0, max(0.0, share))))


def ground(*lines: int) -> str:
    """The lines of the scale, in percent, with their names."""
    return "".join(_line(n) for n in lines)


def bar(place: float, low: float, high: float) -> str:
    """An interval: pale, thick, without caps."""
    at = percent(place)
    return element("line", class_="interval", x1=at, x2=at, y1=up(high), y2=up(low))


def dot(place: float, share: float, kind: str, title: str = "") -> str:
    """A dot: "dot" for an estimate, "began" for a single call."""
    said = element("title", escape(title)) if title else ""
    return element("circle", said, class_=kind, cx=percent(place), cy=up(share), r="4")


def band(low: float, high: float, end: float) -> str:
    """Where it usually lies, from the left to `end`."""
    height = max(1.0, HEIGHT * (high - low))
    return element(
        "rect",
        class_="usual",
        x=percent(LEFT),
        width=percent(end - LEFT),
        y=up(high),
        height=number(height),
    )


def below(text: str, place: float, anchor: str = "middle") -> str:
    """A name under the ground."""
    return label(text, percent(place), TOP + HEIGHT + 17, text_anchor=anchor)


def hatching(place: float) -> str:
    """Where a dot would stand if there were enough to tell."""
    at = percent(place)
    lines = (
        element("line", class_="hatch", x1="-5", x2="5", y1=number(y + 8), y2=number(y))
        for y in range(TOP + 14, TOP + HEIGHT - 14, 10)
    )
    return element("svg", "".join(lines), x=at, y="0", overflow="visible")


def picture(content: str, says: str) -> str:
    """The whole drawing; `says` is read out in its place."""
    return element(
        "svg",
        content,
        class_="plot",
        width="100%",
        height=str(WHOLE_HEIGHT),
        role="img",
        aria_label=says,
    )


def _line(n: int) -> str:
    y = up(n / 100)
    name = f"{n} %" if n == 100 else str(n)  # the unit stands once
    line = element("line", class_="grid", x1=percent(LEFT), x2=percent(RIGHT), y1=y, y2=y)
    return line + label(name, "0", float(y) + 4)

"""What stands above the road: the stages as quiet bands, and a flag for each gate passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ridealong.report.pictures.svg import element, label, number, percent
from ridealong.report.words import _

_FLAG_HEIGHT, _BAND_HEIGHT, _GAP = 20, 18, 6
_TOGETHER = 0.045
"""Flags nearer than this share one; on a phone their numbers would lie on each other."""
_ROOM_FOR_NAME = 0.13
"""Share of the width that a flag's name takes; without so much room it is left out."""
_TURNED = 0.86
"""From here on a flag hangs to the left, so that it stays inside the picture."""
_SHOWS_NAME, _SHOWS_NAME_ON_A_PHONE = 0.06, 0.22


@dataclass(frozen=True, slots=True)
class Band:
    """One stage. Places are shares of the width, 0 to 1."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Flag:
    """One gate that the customer passed, or one step that was taken."""

    number: int
    name: str
    place: float
    href: str


def draw(bands: Sequence[Band], flags: Sequence[Flag]) -> str:
    """Flags over bands; empty where there are neither. The same stands in words in the page."""
    if not bands and not flags:
        return ""
    top = _FLAG_HEIGHT + 4 if flags else 0
    height = top + (_BAND_HEIGHT if bands else 0) + _GAP
    drawn = [_band(band, top, odd=i % 2 == 1) for i, band in enumerate(bands)]
    drawn += _flags(flags, height)
    return element(
        "svg",
        "".join(drawn),
        class_="stages-svg",
        width="100%",
        height=number(height),
        role="group",
        aria_label=_("Stages and gates"),
    )


def poles(flags: Iterable[Flag], top: float, bottom: float) -> str:
    """The poles of the flags where they cross the lanes."""
    return "".join(
        element(
            "line",
            class_="pole",
            x1=percent(place),
            x2=percent(place),
            y1=number(top),
            y2=number(bottom),
        )
        for place in dict.fromkeys(f.place for f in flags)
    )


def _band(band: Band, top: float, *, odd: bool) -> str:
    width = band.end - band.start
    shape = element("rect", width="100%", height="100%", class_="odd" if odd else None)
    title = element("title", band.name)
    minor = "minor" if width < _SHOWS_NAME_ON_A_PHONE else None
    name = label(band.name, "7", 13, class_=minor) if width >= _SHOWS_NAME else ""
    return element(
        "svg",
        title + shape + name,
        class_="band",
        x=percent(band.start),
        width=percent(width),
        y=number(top),
        height=str(_BAND_HEIGHT),
    )


def _flags(flags: Sequence[Flag], height: float) -> Iterable[str]:
    """Flags that would lie on each other are one, with all their numbers."""
    joined: list[list[Flag]] = []
    for flag in sorted(flags, key=lambda f: (f.place, f.number)):
        if joined and flag.place - joined[-1][0].place < _TOGETHER:
            joined[-1].append(flag)
        else:
            joined.append([flag])
    for i, group in enumerate(joined):
        after = joined[i + 1][0].place if i + 1 < len(joined) else 1.0
        yield _flag(group, after - group[0].place, height)


def _flag(group: Sequence[Flag], room: float, height: float) -> str:
    first = group[0]
    turned = first.place > _TURNED
    numbers = ", ".join(map(str, sorted(f.number for f in group)))
    width = 14 + 6 * len(numbers)
    cloth = f"M0 0h{width}l-3.5 7 3.5 7H0z"
    shape = element("path", d=cloth, transform="scale(-1 1)" if turned else None, class_="cloth")
    text = label(numbers, number(-width + 7 if turned else 5), 11)
    named = len(group) == 1 and not turned and room >= _ROOM_FOR_NAME
    name = label(first.name, str(width + 4), 11, class_="flag-name minor") if named else ""
    pole = element("line", class_="pole", x1="0", x2="0", y1="0", y2=number(height))
    link = element(
        "a",
        shape + text + name,
        href=first.href,
        aria_label="; ".join(f"{f.number} {f.name}" for f in group),
    )
    return element(
        "svg", pole + link, class_="flag", x=percent(first.place), y="0", overflow="visible"
    )

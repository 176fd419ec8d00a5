"""Practice in words: what is asked, why an answer counts or not, and how far it is to a habit."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.coaching import practice
from ridealong.coaching.practice import Reason, Task
from ridealong.report.excerpt import Excerpt
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.models import Drill, DrillAnswer
from ridealong.web.coaching.plans.drilling import spaced_of
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day

ASKS = {
    Task.ASK: (_("You ask, in one sentence"), _("Who, what, how…")),
    Task.SAY_BACK: (_("Say back in your words what you heard"), _("So for you…")),
    Task.CHALLENGE: (_("Show another side, with respect"), _("What I see elsewhere…")),
    Task.HOLD_BACK: (_("Keep the solution back: ask, or say back"), _("Before I offer anything…")),
}
NAMES = {
    Task.ASK: _("Asking about the need"),
    Task.SAY_BACK: _("Saying back"),
    Task.CHALLENGE: _("Showing another side"),
    Task.HOLD_BACK: _("Keeping the solution back"),
}
_DOES = {
    Task.ASK: _("It asks, and leaves the rest out."),
    Task.SAY_BACK: _("It says back what was heard."),
    Task.CHALLENGE: _("It shows another side."),
    Task.HOLD_BACK: _("It asks or says back, and offers nothing yet."),
}
_REASONS = {
    Reason.SPOILED: _("It offers or gives something here; that can wait."),
    Reason.BOTH: _("It does what is asked, and also offers or gives something. You decide."),
    Reason.MISSES: _("Something else is heard here than what was asked for."),
    Reason.UNSURE: _("This may do what was asked; it cannot be told for sure. You decide."),
}


@dataclass(frozen=True)
class Result:
    """An answer, as it was marked."""

    viewer: Viewer
    row: DrillAnswer
    drill: practice.Drill

    @property
    def sign(self) -> str:
        """The shape."""
        if self.unsure:
            return "unknown"
        return "full" if self.row.did else "empty"

    @property
    def unsure(self) -> bool:
        """Whether the person decides."""
        heard = self.row.heard
        return heard.get("done") is None and not heard.get("corrected")

    @property
    def why(self) -> str:
        """Why it counts, or not."""
        if self.row.heard.get("corrected"):
            return _("You say that it does.") if self.row.did else _("You say that it does not.")
        reason = Reason(self.row.heard["reason"])
        return _DOES[self.drill.task] if reason is Reason.DOES else _REASONS[reason]

    @property
    def words(self) -> Excerpt:
        """The answer, with what carries it marked."""
        heard, text = self.row.heard, self.row.text
        shown = next(iter([*heard.get("wanted", ()), *heard.get("spoils", ())]), None)
        if shown is None or not 0 <= shown["start"] < shown["end"] <= len(text):
            return Excerpt(text, "", "")
        start, end = shown["start"], shown["end"]
        return Excerpt(text[:start], text[start:end], text[end:])

    @property
    def again(self) -> str:
        """When it comes next."""
        return _("This moment comes again {day}.").format(day=day(self.row.drill.due_at))


def until_habit(rows: Sequence[Drill], viewer: Viewer) -> Sequence[str]:
    """How far it is until something is a habit, a sentence each, in a fixed order."""
    found = []
    for task in Task:
        own = [spaced_of(r) for r in rows if r.asks_for == task.value]
        if not own:
            continue
        if practice.is_habit(own, viewer.now):
            says = _("{name}: a habit in practice. The calls say whether it is one there.")
            found.append(says.format(name=NAMES[task]))
            continue
        there = sum(practice.is_habit([one], viewer.now) for one in own)
        says = ngettext(
            "{name}: {k} of {n} moment came four times in a row and can wait three weeks.",
            "{name}: {k} of {n} moments came four times in a row and can wait three weeks.",
            len(own),
        )
        found.append(says.format(name=NAMES[task], k=there, n=len(own)))
    return found

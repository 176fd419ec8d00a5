"""What each action of the record is called on a page: one table, nothing else.

A new action needs a line here; a test finds every action that the code writes.
"""

from ridealong.report.words import _

ACTIONS: dict[str, str] = {
    "alias.forgotten": _("forgot a recorder’s name"),
    "call.added": _("brought in a call"),
    "call.deleted": _("deleted a call"),
    "call.exported": _("took a call out as a file"),
    "alias.remembered": _("had a recorder’s name remembered"),
    "call.customer_named": _("said with whom a call was"),
    "call.given": _("said whose call it is"),
    "call.heard": _("listened to a call"),
    "call.seen": _("read a call"),
    "call.turned": _("said what kind of talk it is"),
    "calls.exported": _("took a list of calls out as a file"),
    "comment.changed": _("changed a comment"),
    "comment.deleted": _("deleted a comment"),
    "comment.written": _("wrote a comment"),
    "consent.given": _("wrote down that somebody agreed to be recorded"),
    "consent.withdrawn": _("wrote down that somebody does not agree to be recorded"),
    "debrief.skipped": _("opened a call without a debrief"),
    "debrief.written": _("wrote a debrief"),
    "grant.given": _("let a colleague read their talks"),
    "grant.taken_back": _("no longer lets a colleague read their talks"),
    "import.begun": _("brought in files"),
    "lead.began": _("gave a team its lead"),
    "lead.ended": _("ended the lead of a team"),
    "moment.seen": _("read a moment of a call"),
    "moment.shown": _("showed a moment of a call"),
    "moment.taken_back": _("took a moment back"),
    "move.corrected": _("corrected what a turn does"),
    "move.taken_back": _("took a correction back"),
    "organisation.changed": _("changed what holds for all"),
    "password.changed": _("changed a password"),
    "person.came": _("came in"),
    "person.came_back": _("let somebody come back"),
    "person.changed": _("changed a person"),
    "person.exported": _("took their own data along"),
    "person.invited": _("invited somebody"),
    "person.invited_again": _("made a new link for somebody"),
    "person.left": _("ended somebody’s access"),
    "person.left_team": _("took somebody out of a team"),
    "person.moved": _("moved somebody to another team"),
    "person.not_signed_in": _("refused a wrong password"),
    "person.signed_in": _("signed in"),
    "record.exported": _("exported the record"),
    "session.ended": _("ended a session"),
    "speaker.told": _("said who a speaker is"),
    "team.changed": _("changed a team"),
    "team.made": _("made a team"),
    "two_step.added": _("added a second step"),
    "two_step.removed": _("removed a second step"),
    "view.deleted": _("deleted a view of their own"),
    "work.retried": _("had work that was given up tried again"),
}
LOOKED = ("call.seen", "call.heard", "call.exported", "moment.seen")
"""Actions by which somebody has looked at a call."""
FIELDS = {
    "audience": _("for"),
    "calls": _("calls"),
    "files": _("files"),
    "filters": _("filters"),
    "first_turn": _("from turn"),
    "form": _("as"),
    "holds": _("it is one"),
    "last_turn": _("to turn"),
    "move": _("move"),
    "side": _("side"),
    "turn": _("turn"),
    "was_owned": _("was somebody’s before"),
    "way": _("way"),
    "with_moves": _("with moves"),
    "team": _("team"),
    "on": _("from"),
    "role": _("role"),
    "was": _("before"),
    "changed": _("changed"),
    "kind": _("kind"),
    "name": _("name"),
    "parent": _("part of"),
    "sessions_ended": _("sessions ended"),
    "entries": _("entries"),
    "counted": _("of them"),
    "file": _("file"),
    "format": _("format"),
}


def action_words(action: str) -> str:
    """What somebody did, as the end of a sentence that begins with their name."""
    return ACTIONS.get(action, action)


def details_words(details: dict[str, object]) -> str:
    """What else is known, in a line.

    >>> details_words({"team": "South", "on": "2026-12-01"})
    'team: South, from: 2026-12-01'
    """
    told = {FIELDS.get(name, name): value for name, value in details.items()}
    return ", ".join(f"{name}: {_flat(value)}" for name, value in told.items() if value)


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

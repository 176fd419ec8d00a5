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
    "content.changed": _("noted how the customer reacted"),
    "content.removed": _("removed something that was given to a customer"),
    "content.shared": _("wrote down what a customer was given"),
    "deal.call_added": _("said that a call was about a deal"),
    "deal.call_taken_away": _("said that a call was not about a deal"),
    "deal.changed": _("changed what is written about a deal"),
    "deal.committed": _("gave their word on a deal"),
    "deal.seen": _("read a deal"),
    "deals.exported": _("took a list of deals out as a file"),
    "crm_import.begun": _("brought a sheet of the CRM"),
    "crm_import.failed": _("found a sheet of the CRM that cannot be read"),
    "crm_import.loaded": _("took a sheet of the CRM in"),
    "crm_import.taken_in": _("said what the columns of a sheet mean"),
    "crm_import.thrown_away": _("threw a sheet of the CRM away"),
    "crm_stages.told": _("said what stages of the CRM mean"),
    "deals.given": _("said whose deals of the CRM these are"),
    "debrief.skipped": _("opened a call without a debrief"),
    "debrief.written": _("wrote a debrief"),
    "diagnosis.put_off": _("put a question about a pipeline off"),
    "diagnosis.taken": _("took a question about a pipeline into the next talk"),
    "evidence.accepted": _("accepted what speaks for a gate"),
    "evidence.entered": _("wrote down what speaks for a gate"),
    "evidence.left_open": _("left open what speaks for a gate"),
    "evidence.refused": _("refused what speaks for a gate"),
    "evidence.taken_back": _("took back what they had written for a gate"),
    "framework.archived": _("put a draft of the process away"),
    "framework.changed": _("changed a draft of the process"),
    "framework.drafted": _("began a draft of the process"),
    "framework.published": _("put a version of the process to use"),
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
    "plan.signed": _("signed what was agreed"),
    "plan.written": _("wrote down what is to be agreed"),
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
    "version": _("version"),
    "stage": _("stage"),
    "rule": _("rule"),
    "audience": _("for"),
    "calls": _("calls"),
    "call": _("call"),
    "content": _("content"),
    "deal": _("deal"),
    "evidence": _("evidence"),
    "files": _("files"),
    "filters": _("filters"),
    "first_turn": _("from turn"),
    "form": _("as"),
    "gate": _("gate"),
    "reaction": _("reaction"),
    "will": _("it will be won"),
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
    "table": _("rows"),
    "added": _("added"),
    "refused": _("refused"),
    "deals": _("deals"),
    "labels": _("stages"),
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

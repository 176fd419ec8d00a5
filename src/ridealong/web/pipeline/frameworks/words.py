"""What the pages of the process call things: talks, what is unknown, where evidence is found."""

from ridealong.language.moves import moves
from ridealong.process.framework.known import move_of
from ridealong.process.framework.model import EvidenceKind, Framework, Journey, UseCase
from ridealong.report.words import _

JOURNEYS = {Journey.SALES: _("Sales"), Journey.SERVICE: _("Service")}
USES = {
    UseCase.ANY: _("Any talk"),
    UseCase.ONE_TO_ONE: _("One-to-one"),
    UseCase.PIPELINE: _("Pipeline"),
    UseCase.DEAL: _("Deal"),
    UseCase.PRE_CALL: _("Before a call"),
    UseCase.POST_CALL: _("After a call"),
    UseCase.JOINT_CALL: _("Joint call"),
    UseCase.HUDDLE: _("Huddle"),
    UseCase.MOUND: _("Five minutes"),
    UseCase.ONBOARDING: _("Onboarding"),
    UseCase.PARTNER: _("Partner"),
}
_UNKNOWN = {
    "problem": _("the problem"),
    "value": _("what it is worth"),
    "who": _("to whom it matters"),
    "measure": _("how success is measured"),
}
_PLACES = {
    "label": _("calls"),
    "move": _("calls"),
    "activity:email.in": _("mails from them"),
    "activity:email.out": _("mails from us"),
    "activity:call.in": _("calls"),
    "activity:call.out": _("calls"),
    "activity:call": _("calls"),
    "activity:meeting": _("meetings"),
    "activity:task": _("tasks"),
    "activity:note": _("notes"),
    "content": _("what we gave them"),
}
_FINDS = {
    "label:admits_need": _("a call: a need is admitted"),
    "label:open_to_solutions": _("a call: they are open to a solution"),
    "label:agrees_to_discuss": _("a call: they agree to look at one"),
    "label:can_decide": _("a call: they can decide"),
    "activity:email.in": _("a mail from them"),
    "activity:email.out": _("a mail from us"),
    "activity:call.in": _("they called"),
    "activity:call.out": _("we called"),
    "activity:call": _("a call was held"),
    "activity:meeting": _("a meeting was held"),
    "activity:task": _("a task of ours"),
    "activity:note": _("a note of ours"),
    "content:shared": _("we gave them something"),
    "content:opened": _("they opened what we gave them"),
    "content:asked": _("they asked about it"),
    "content:corrected": _("they corrected it"),
    "content:used": _("they used it with others"),
}


def unknown_words(framework: Framework, unknown: str) -> str:
    """What is not known when a question helps; of a gate its name."""
    labels = {gate.key: gate.label for gate in framework.gates}
    return _UNKNOWN.get(unknown) or labels.get(unknown, unknown)


def places_of(kind: EvidenceKind) -> list[str]:
    """Where Ridealong looks for it by itself, each place once."""
    return list(dict.fromkeys(_place(find) for find in kind.finds))


def find_words(find: str) -> str:
    """What evidence is found by, as the editor says it."""
    if move := move_of(find):
        return _("a call: {move}").format(move=move.name[:1].lower() + move.name[1:])
    return _FINDS.get(find, find)


def behaviour_words(behaviour: str) -> str:
    """In what a skill shows: the name of a move, or that of a measure."""
    kind, _colon, name = behaviour.partition(":")
    return moves()[name].name if kind == "move" else name.replace("_", " ").capitalize()


def _place(find: str) -> str:
    return _PLACES.get(find) or _PLACES[find.partition(":")[0]]

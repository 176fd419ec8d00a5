"""What follows when somebody says more about a call: transcript, people, index, a new hearing."""

from collections.abc import Mapping

from ridealong.conversation import Conversation
from ridealong.web.calls.incoming.take_in import participants
from ridealong.web.calls.lists import index
from ridealong.web.calls.models import Analysis, Call, Participant, Transcript
from ridealong.web.jobs import lease
from ridealong.web.people.models import Person


def held(call: Call) -> Call:
    """The call's row, held until the transaction ends: two people may put it right at once."""
    return (
        Call.objects.select_for_update(of=("self",))
        .select_related("owner", "coach", "team", "customer", "transcript")
        .get(pk=call.pk)
    )


def people_of(call: Call) -> dict[str, Person]:
    """Who of us each speaker is, by the speaker's id."""
    rows = call.participants.select_related("person")
    return {row.speaker: row.person for row in rows if row.person is not None}


def rewrite(call: Call, conversation: Conversation, people: Mapping[str, Person]) -> None:
    """Put a conversation in the place of the one that is there, and have it heard again.

    Args:
        call: held.
        conversation: with the same turns as before.
        people: who of us each speaker is, by the speaker's id.
    """
    Transcript.of(call, conversation).save(force_update=True)
    Participant.objects.filter(call=call).delete()
    Participant.objects.bulk_create(participants(call, conversation, people))
    if call.ready_at is not None:
        index.put(call, conversation)
    hear_again(call)


def hear_again(call: Call) -> None:
    """Have a call analysed anew; what is said about it stays until then."""
    from ridealong.web.calls.tasks import analyse  # noqa: PLC0415  # tasks stand above

    lease.requeue_all(Analysis.objects.filter(call=call))
    analyse.enqueue(call.pk)

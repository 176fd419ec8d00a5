"""Voice notes and role-plays are kept as long as the organisation keeps debriefs; then they go."""

from datetime import timedelta

from django.utils import timezone

from ridealong.web.audit.record import record
from ridealong.web.calls.keeping.deletion import rub_out
from ridealong.web.calls.models.call import Kind
from ridealong.web.coaching.models import RolePlay, VoiceNote
from ridealong.web.people.models import Organisation

_LONGEST_DAYS = 36_500


def forget_old() -> int:
    """Delete what has been kept long enough; without a time for debriefs nothing is.

    Returns:
        How many that were.
    """
    days = Organisation.get().keep_days.get(Kind.DEBRIEF.value)
    if not isinstance(days, int) or days <= 0:
        return 0
    before = timezone.now() - timedelta(days=min(days, _LONGEST_DAYS))
    deleted = 0
    for note in VoiceNote.objects.filter(at__lt=before).only("pk", "by"):
        record(None, "debrief.voice_deleted", f"voice note {note.pk}", about=note.by_id)
        deleted += note.delete()[0] > 0
    for play in RolePlay.objects.filter(at__lt=before).only("pk", "person"):
        record(None, "role_play.thrown_away", f"role-play {play.pk}", about=play.person_id)
        deleted += play.delete()[0] > 0
    if deleted:
        rub_out()
    return deleted

"""The tables of coaching."""

from ridealong.web.coaching.models.checkin import CheckIn, CustomerStyle, Rating, StyleAnswers
from ridealong.web.coaching.models.debrief import Debrief
from ridealong.web.coaching.models.plan import Commitment, Drill, DrillAnswer, Goal, Transformation
from ridealong.web.coaching.models.programme import CalendarFeed, Programme, Topic
from ridealong.web.coaching.models.spoken import RolePlay, RolePlayHeard, VoiceNote
from ridealong.web.coaching.models.talk import AgendaItem, Talk, TalkNote, TalkPerson, TalkQuestion
from ridealong.web.coaching.models.voice import CustomerVoice, Loyalty

__all__ = [
    "AgendaItem",
    "CalendarFeed",
    "CheckIn",
    "Commitment",
    "CustomerStyle",
    "CustomerVoice",
    "Debrief",
    "Drill",
    "DrillAnswer",
    "Goal",
    "Loyalty",
    "Programme",
    "Rating",
    "RolePlay",
    "RolePlayHeard",
    "StyleAnswers",
    "Talk",
    "TalkNote",
    "TalkPerson",
    "TalkQuestion",
    "Topic",
    "Transformation",
    "VoiceNote",
]

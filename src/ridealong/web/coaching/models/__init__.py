"""The tables of coaching."""

from ridealong.web.coaching.models.checkin import CheckIn, CustomerStyle, Rating, StyleAnswers
from ridealong.web.coaching.models.coach import CallToAction, StepReached, Thought, WorkingTime
from ridealong.web.coaching.models.debrief import Debrief
from ridealong.web.coaching.models.plan import Commitment, Drill, DrillAnswer, Goal, Transformation
from ridealong.web.coaching.models.programme import CalendarFeed, Programme, Topic
from ridealong.web.coaching.models.spoken import RolePlay, RolePlayHeard, VoiceNote
from ridealong.web.coaching.models.talk import AgendaItem, Talk, TalkNote, TalkPerson, TalkQuestion
from ridealong.web.coaching.models.voice import CustomerVoice, Loyalty

__all__ = [
    "AgendaItem",
    "CalendarFeed",
    "CallToAction",
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
    "StepReached",
    "StyleAnswers",
    "Talk",
    "TalkNote",
    "TalkPerson",
    "TalkQuestion",
    "Thought",
    "Topic",
    "Transformation",
    "VoiceNote",
    "WorkingTime",
]

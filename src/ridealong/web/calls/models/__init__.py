"""The tables of the calls."""

from ridealong.web.calls.models.analysis import Analysis, CallMeasure, CallMove
from ridealong.web.calls.models.call import Call, Consent, Customer, Participant, Transcript
from ridealong.web.calls.models.imports import Import, ImportedCall, ImportItem
from ridealong.web.calls.models.said import Comment, Correction, SavedView, SharedMoment
from ridealong.web.calls.models.searched import Indexed

__all__ = [
    "Analysis",
    "Call",
    "CallMeasure",
    "CallMove",
    "Comment",
    "Consent",
    "Correction",
    "Customer",
    "Import",
    "ImportItem",
    "ImportedCall",
    "Indexed",
    "Participant",
    "SavedView",
    "SharedMoment",
    "Transcript",
]

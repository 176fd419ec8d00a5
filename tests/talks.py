"""Small conversations that several tests share."""

from ridealong.conversation.native import from_dict

TALK = from_dict(
    {
        "ridealong": 1,
        "kind": "sales",
        "title": "First call",
        "started_at": "2026-11-02T09:00:00Z",
        "speakers": [
            {"id": "a", "name": "Rita", "side": "us", "role": "seller",
             "email": "rita@acme.example"},
            {"id": "b", "name": "Mr Okoro", "side": "them", "role": "customer"},
        ],
        "turns": [
            {"speaker": "a", "start_s": 0.0, "end_s": 3.2, "text": "What does a late van cost?"},
            {"speaker": None, "start_s": 3.3, "end_s": 3.4, "text": "Mhm."},
            {"speaker": "b", "start_s": 3.5, "end_s": 6, "text": "A day, “and” a customer."},
        ],
        "timing": "cue",
    }
)  # fmt: skip
"""A sales call of three turns, the second by nobody known."""

"""The addresses of talks."""

from django.urls import path

from ridealong.web.coaching.talks import plan_views, room_views, views

_TALK = "talks/<int:talk>/"

urlpatterns = [
    path("talks/", views.talks, name="talks"),
    path("talks/new/", plan_views.new_talk, name="new_talk"),
    path("talks/note/", plan_views.note_talk, name="note_talk"),
    path("talks/calendar/", plan_views.calendar, name="calendar"),
    path("talks/<str:token>.ics", plan_views.talk_feed, name="talk_feed"),
    path(_TALK, views.talk, name="talk"),
    path(f"{_TALK}brief/", views.brief, name="brief"),
    path(f"{_TALK}prepare/", views.prepare, name="prepare"),
    path(f"{_TALK}move/", plan_views.move_talk, name="move_talk"),
    path(f"{_TALK}missed/", plan_views.miss_talk, name="miss_talk"),
    path(f"{_TALK}off/", plan_views.call_off_talk, name="call_off_talk"),
    path(f"{_TALK}hand-over/", plan_views.hand_over_talk, name="hand_over_talk"),
    path(f"{_TALK}start/", room_views.start, name="start_talk"),
    path(f"{_TALK}held/", room_views.hold, name="hold_talk"),
    path(f"{_TALK}steps/<slug:name>/", room_views.step, name="talk_step"),
    path(f"{_TALK}questions/", room_views.add_question, name="add_question"),
    path(f"{_TALK}questions/<int:question>/", room_views.ask, name="ask_question"),
    path(f"{_TALK}agenda/", room_views.add_point, name="add_point"),
    path(f"{_TALK}agenda/<int:item>/", room_views.tick_point, name="tick_point"),
    path(f"{_TALK}notes/<slug:which>/", room_views.write_note, name="write_note"),
    path(
        f"{_TALK}moment/<int:call>/<int:turn>/",
        room_views.moment_in_place,
        name="moment_in_place",
    ),
    path(f"{_TALK}commit/", room_views.commit, name="commit"),
    path(f"{_TALK}review/<int:commitment>/", room_views.review, name="review_commitment"),
    path(f"{_TALK}mirror/", room_views.share_mirror, name="share_mirror"),
    path(f"{_TALK}recording/", room_views.recording, name="talk_recording"),
]

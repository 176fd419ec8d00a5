"""The addresses of what people put to themselves."""

from django.urls import path

from ridealong.web.coaching.own import rating_views, style_views, views

_ENTRY = "checkins/entries/<int:checkin>/"

urlpatterns = [
    path("checkins/", views.checkins, name="checkins"),
    path("checkins/<slug:about>/", views.take, name="take_checkin"),
    path(_ENTRY, views.one, name="checkin"),
    path(f"{_ENTRY}bring/", views.bring, name="bring_checkin"),
    path(f"{_ENTRY}take-back/", views.take_back, name="take_back_checkin"),
    path(f"{_ENTRY}throw-away/", views.throw_away, name="throw_away_checkin"),
    path("talks/<int:talk>/checkins/", views.of_talk, name="talk_checkins"),
    path("talks/<int:talk>/rate/", rating_views.rate, name="rate_talk"),
    path("awareness/", style_views.awareness, name="awareness"),
    path("growing/", style_views.growing, name="growing"),
    path("styles/", style_views.styles, name="styles"),
    path("styles/questions/", style_views.questions, name="style_questions"),
    path("styles/share/", style_views.share, name="share_style"),
    path("styles/ask/", style_views.ask, name="ask_how_seen"),
    path("styles/asked/<int:asked>/", style_views.perceive, name="perceive"),
    path("styles/contacts/<int:contact>/", style_views.contact_style, name="contact_style"),
]

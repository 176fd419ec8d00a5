"""The addresses of one call, its turns, and the moments that are shown of it."""

from django.urls import path

from ridealong.web.calls.page import comment_views, moment_views, turn_views, views

_CALL = "calls/<int:call>/"
_TURN = f"{_CALL}turns/<int:turn>/"

urlpatterns = [
    path(_CALL, views.call, name="call"),
    path(f"{_CALL}figures/", views.figures, name="call_figures"),
    path(_TURN, turn_views.turn, name="turn"),
    path(f"{_TURN}moves/", turn_views.correct, name="correct"),
    path(f"{_TURN}moves/take-back/", turn_views.take_back, name="take_back_correction"),
    path(f"{_TURN}comment/", comment_views.comment_turn, name="comment_turn"),
    path(f"{_TURN}share/", moment_views.share_moment, name="share_moment"),
    path(f"{_CALL}comments/<int:comment>/", comment_views.comment, name="comment"),
    path(
        f"{_CALL}comments/<int:comment>/delete/",
        comment_views.delete_comment,
        name="delete_comment",
    ),
    path("moments/", moment_views.moments_page, name="moments"),
    path("moments/<int:moment>/", moment_views.moment, name="moment"),
    path("moments/<int:moment>/take-back/", moment_views.take_back_moment, name="take_back_moment"),
]

"""The addresses of plans: what was taken on, practice, goals, a team's way of working."""

from django.urls import path

from ridealong.web.coaching.plans import goal_views, practice_views, transform_views, views

_MOMENT = "practice/<int:call>/<int:turn>/"
_ONE = "transformations/<int:transformation>/"

urlpatterns = [
    path("commitments/", views.own, name="my_commitments"),
    path("commitments/of/<int:person>/", views.of_person, name="commitments"),
    path("commitments/of/<int:person>/new/", views.new, name="new_commitment"),
    path("commitments/<int:commitment>/", views.one, name="commitment"),
    path("commitments/<int:commitment>/close/", views.close, name="close_commitment"),
    path("practice/", practice_views.practice, name="practice"),
    path(_MOMENT, practice_views.answer, name="answer_drill"),
    path(f"{_MOMENT}away/", practice_views.put_away, name="put_drill_away"),
    path("practice/answers/<int:answer>/", practice_views.practised, name="practised"),
    path("practice/answers/<int:answer>/correct/", practice_views.correct, name="correct_drill"),
    path("goals/", goal_views.own, name="goals"),
    path("goals/of/<int:person>/", goal_views.of_person, name="goals_of"),
    path("goals/<int:goal>/share/", goal_views.share, name="share_goal"),
    path("goals/<int:goal>/end/", goal_views.end, name="end_goal"),
    path("transformations/", transform_views.all_of_them, name="transformations"),
    path(_ONE, transform_views.one, name="transformation"),
    path(f"{_ONE}end/", transform_views.end, name="end_transformation"),
]

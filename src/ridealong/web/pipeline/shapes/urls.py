"""The addresses of pipelines."""

from django.urls import path

from ridealong.web.pipeline.shapes import views

urlpatterns = [
    path("pipeline/", views.pipelines, name="pipelines"),
    path("pipeline/team/", views.team_pipeline, name="team_pipeline"),
    path("pipeline/<int:person>/", views.pipeline, name="pipeline"),
    path("pipeline/<int:person>/flow/", views.pipeline_flow, name="pipeline_flow"),
    path("pipeline/questions/<int:diagnosis>/take/", views.take_diagnosis, name="take_diagnosis"),
    path(
        "pipeline/questions/<int:diagnosis>/put-off/",
        views.put_off_diagnosis,
        name="put_off_diagnosis",
    ),
]

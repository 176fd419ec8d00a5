"""The addresses of work in the background."""

from django.urls import path

from ridealong.web.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/retry/", views.retry_jobs, name="retry_jobs"),
    path("jobs/<str:kind>/<int:pk>/retry/", views.retry_job, name="retry_job"),
]

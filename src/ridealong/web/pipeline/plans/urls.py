"""The addresses of plans."""

from django.urls import path

from ridealong.web.pipeline.plans import views

urlpatterns = [
    path("pipeline/<int:person>/plan/", views.plan, name="plan"),
    path("pipeline/<int:person>/plan/new/", views.new_plan, name="new_plan"),
    path("pipeline/<int:person>/plan/save/", views.save_plan, name="save_plan"),
    path("pipeline/<int:person>/plan/sign/", views.sign_plan, name="sign_plan"),
]

"""The addresses of what customers say."""

from django.urls import path

from ridealong.web.coaching.customers import views

urlpatterns = [
    path("calls/<int:call>/ask-customer/", views.ask_customer, name="ask_customer"),
    path("customers/<int:customer>/standing/", views.customer_standing, name="customer_standing"),
    path("your-word/<str:token>/", views.your_word, name="your_word"),
]

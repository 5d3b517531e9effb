"""Addresses of the applicant's own page."""

from django.urls import path

from applicants.home import views

urlpatterns = [
    path("me/", views.home, name="my-home"),
    path("me/still-needed/<str:ref>/", views.answer_help_question, name="my-help-answer"),
]

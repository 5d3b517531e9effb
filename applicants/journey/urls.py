"""Addresses of the journey."""

from django.urls import path

from applicants.journey import views

urlpatterns = [
    path("apply/", views.start, name="apply"),
    path("apply/check/", views.check, name="journey-check"),
    path("apply/done/", views.done, name="journey-done"),
    path("apply/<slug:slug>/", views.step, name="journey-step"),
]

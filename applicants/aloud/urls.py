"""Addresses of recordings of questions."""

from django.urls import path

from applicants.aloud import views

urlpatterns = [path("apply/<slug:slug>/aloud/<slug:version>/", views.step_aloud, name="step-aloud")]

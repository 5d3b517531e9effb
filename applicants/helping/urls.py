"""Addresses of helping, below `apply/`."""

from django.urls import path

from applicants.helping import views

urlpatterns = [
    path("apply/helping/", views.helping, name="helping"),
    path("apply/helping/stop/", views.stop_helping, name="stop-helping"),
]

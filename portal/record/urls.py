"""Addresses of this room."""

from django.urls import path

from portal.record import views

urlpatterns = [
    path("", views.record, name="record"),
]

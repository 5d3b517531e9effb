"""Addresses of the door: coming in by a code, and leaving."""

from django.urls import path

from applicants.entry import views

urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("enter/code/", views.enter_code, name="enter-code"),
    path("enter/who/", views.enter_who, name="enter-who"),
    path("leave/", views.leave, name="leave"),
]

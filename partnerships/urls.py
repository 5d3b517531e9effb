"""Addresses of this floor."""

from django.urls import path

from partnerships import views

urlpatterns = [
    path("partner/", views.partner_home, name="partner-home"),
]

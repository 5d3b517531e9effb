"""Addresses of this floor; each room has its own."""

from django.urls import include, path

from applicants.plans import urls as plan_urls

urlpatterns = [
    path("", include("applicants.journey.urls")),
    path("", include("applicants.entry.urls")),
    path("", include("applicants.home.urls")),
    path("me/", include(plan_urls.mine)),
    path("desk/cases/", include(plan_urls.desk)),
    path("desk/", include("applicants.cases.urls")),
]

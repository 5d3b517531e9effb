"""Addresses of this floor; each room has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("applicants.journey.urls")),
    path("", include("applicants.entry.urls")),
    path("", include("applicants.home.urls")),
    path("", include("applicants.guidance.urls")),
    path("desk/", include("applicants.cases.urls")),
]

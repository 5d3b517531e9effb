"""Addresses of this floor; each room has its own."""

from django.urls import include, path

from applicants.letters import urls as letter_urls

urlpatterns = [
    path("", include("applicants.elsewhere.urls")),
    path("", include("applicants.journey.urls")),
    path("", include("applicants.entry.urls")),
    path("", include("applicants.home.urls")),
    path("me/", include(letter_urls.mine)),
    path("desk/", include("applicants.skills.urls")),
    path("desk/", include("applicants.cases.urls")),
    path("desk/", include(letter_urls.desk)),
]

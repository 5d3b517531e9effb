"""Addresses of this floor; each room has its own."""

from django.urls import include, path

from applicants.documents import urls as document_urls
from applicants.letters import urls as letter_urls

urlpatterns = [
    path("", include("applicants.elsewhere.urls")),
    path("", include("applicants.journey.urls")),
    path("", include("applicants.entry.urls")),
    path("", include("applicants.home.urls")),
    path("me/", include(letter_urls.mine)),
    path("me/", include(document_urls.mine)),
    path("desk/", include("applicants.cases.urls")),
    path("desk/", include(letter_urls.desk)),
    path("desk/", include(document_urls.desk)),
]

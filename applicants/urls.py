"""Addresses of this floor; each room has its own."""

from django.urls import include, path

from applicants.appointments import urls as appointment_urls
from applicants.booking import urls as booking_urls
from applicants.consents import urls as consent_urls
from applicants.documents import urls as document_urls
from applicants.letters import urls as letter_urls
from applicants.plans import urls as plan_urls
from applicants.voice import urls as voice_urls

urlpatterns = [
    path("", include(voice_urls.mine)),
    path("desk/", include(voice_urls.desk)),
    path("", include("applicants.aloud.urls")),
    path("", include("applicants.elsewhere.urls")),
    path("", include("applicants.helping.urls")),
    path("", include("applicants.journey.urls")),
    path("", include("applicants.entry.urls")),
    path("", include("applicants.home.urls")),
    path("", include(appointment_urls.linked)),
    path("me/", include(appointment_urls.mine)),
    path("desk/", include(appointment_urls.desk)),
    path("", include("applicants.guidance.urls")),
    path("", include("applicants.sharing.urls")),
    path("me/", include(plan_urls.mine)),
    path("desk/cases/", include(plan_urls.desk)),
    path("me/", include(letter_urls.mine)),
    path("me/", include(document_urls.mine)),
    path("desk/", include("applicants.gaps.urls")),
    path("desk/", include("applicants.handover.urls")),
    path("", include(booking_urls.public)),
    path("desk/", include(booking_urls.desk)),
    path("desk/", include("applicants.reception.urls")),
    path("desk/", include("applicants.skills.urls")),
    path("desk/", include("applicants.cases.urls")),
    path("desk/", include(letter_urls.desk)),
    path("desk/", include(document_urls.desk)),
    path("me/", include(consent_urls.mine)),
    path("desk/", include(consent_urls.desk)),
]

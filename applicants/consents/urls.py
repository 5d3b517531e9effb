"""Addresses of agreements: hers below `me/`, the office's below `desk/`."""

from django.urls import path

from applicants.consents import views

mine = [
    path("agreements/", views.my_consents, name="my-consents"),
    path("agreements/give/", views.my_consent_give, name="my-consent-give"),
    path("agreements/take-back/", views.my_consent_withdraw, name="my-consent-withdraw"),
]
desk = [path("cases/<str:ref>/agreement/", views.case_note_consent, name="case-note-consent")]

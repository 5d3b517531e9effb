"""Addresses of an advisor's own page."""

from django.urls import path

from advisors.own import views

urlpatterns = [
    path("me/", views.own, name="own"),
    path("me/languages/", views.own_languages, name="own-languages"),
    path("me/knowledge/", views.own_knowledge, name="own-knowledge"),
    path("me/mails/", views.own_notices, name="own-notices"),
    path("me/away/", views.own_absence, name="own-absence"),
    path("me/back/", views.own_absence_end, name="own-absence-end"),
]

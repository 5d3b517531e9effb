"""Addresses of a loan application on the desk, below `desk/loans/`."""

from django.urls import path

from loans.applications import last_day_views, offer_paper_views, offer_views

urlpatterns = [
    path("<str:ref>/", offer_views.application, name="application"),
    path("<str:ref>/review/", offer_views.application_review, name="application-review"),
    path("<str:ref>/ask/", offer_views.application_ask, name="application-ask"),
    path("<str:ref>/answered/", offer_views.application_answered, name="application-answered"),
    path("<str:ref>/propose/", offer_views.application_propose, name="application-propose"),
    path("<str:ref>/offer/", offer_views.offer, name="offer"),
    path("<str:ref>/offer/paper/", offer_paper_views.offer_paper, name="offer-paper"),
    path("<str:ref>/offer/more-time/", last_day_views.offer_prolong, name="offer-prolong"),
    path("<str:ref>/offer/anew/", last_day_views.offer_revise, name="offer-revise"),
    path("<str:ref>/offer/client/", offer_views.offer_client, name="offer-client"),
]

"""Addresses of a manager's team and of files that change hands, below `desk/`."""

from django.urls import path

from applicants.handover import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/<int:number>/hand-over/", views.team_hand_over, name="hand-over"),
    path("without-advisor/proposal/", views.queue_proposal, name="queue-proposal"),
]

"""Addresses about late loans, below `desk/ledger/`."""

from django.urls import path

from loans.arrears import views

desk = [
    path("late/", views.late_loans, name="late-loans"),
    path("<str:ref>/follow-up/", views.follow_up, name="loan-follow-up"),
]

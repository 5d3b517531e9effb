"""Addresses about changes of running loans, below `desk/ledger/`."""

from django.urls import path

from loans.changes import views

desk = [
    path("changes/", views.changes, name="loan-changes"),
    path("<str:ref>/change/", views.change_decide, name="loan-change"),
    path("<str:ref>/change/new/", views.change_ask, name="loan-change-ask"),
    path("<str:ref>/change/back/", views.change_take_back, name="loan-change-back"),
]

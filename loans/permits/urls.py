"""Addresses about permit exceptions: of one application below `desk/loans/`, the list below `desk/ledger/`."""

from django.urls import path

from loans.permits import views

desk = [
    path("<str:ref>/permit/", views.exception, name="permit-exception"),
    path("<str:ref>/permit/ask/", views.exception_ask, name="permit-exception-ask"),
    path("<str:ref>/permit/back/", views.exception_take_back, name="permit-exception-back"),
    path("<str:ref>/permit/renewed/", views.permit_renewed, name="permit-renewed"),
]
lists = [path("exceptions/", views.exceptions, name="permit-exceptions")]

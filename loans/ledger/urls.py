"""Addresses of running loans: on the desk below `desk/ledger/`, the applicant's below `me/`."""

from django.urls import path

from loans.ledger import views

desk = [
    path("", views.loans, name="loans"),
    path("<str:ref>/", views.loan, name="loan"),
    path("<str:ref>/payment/", views.loan_repay, name="loan-repay"),
    path("<str:ref>/reverse/<int:number>/", views.movement_reverse, name="movement-reverse"),
    path("<str:ref>/receipt/<int:number>/", views.payment_paper, name="payment-paper"),
]
mine = [
    path("loan/<str:ref>/", views.my_loan, name="my-loan"),
    path("loan/<str:ref>/receipt/<int:number>/", views.my_payment_paper, name="my-payment-paper"),
]

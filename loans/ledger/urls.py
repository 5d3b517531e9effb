"""Addresses of running loans: on the desk below `desk/ledger/`, the applicant's below `me/`."""

from django.urls import path

from loans.ledger import fee_views, late_views, statement_views, views

desk = [
    path("", views.loans, name="loans"),
    path("charity/", late_views.charity, name="charity"),
    path("charity/new/", late_views.charity_pass, name="charity-pass"),
    path("<str:ref>/", views.loan, name="loan"),
    path("<str:ref>/payment/", views.loan_repay, name="loan-repay"),
    path("<str:ref>/reverse/<int:number>/", views.movement_reverse, name="movement-reverse"),
    path("<str:ref>/receipt/<int:number>/", views.payment_paper, name="payment-paper"),
    path("<str:ref>/lateness/", late_views.late_add, name="loan-late-add"),
    path("<str:ref>/lateness/payment/", late_views.late_pay, name="loan-late-pay"),
    path("<str:ref>/fee/", fee_views.fee_back, name="loan-fee-back"),
    path("<str:ref>/statement/", statement_views.statement, name="loan-statement"),
    path("<str:ref>/statement/paper/", statement_views.statement_on_paper, name="loan-statement-paper"),
]
mine = [
    path("loan/<str:ref>/", views.my_loan, name="my-loan"),
    path("loan/<str:ref>/statement/", statement_views.my_statement, name="my-loan-statement"),
    path("loan/<str:ref>/statement/paper/", statement_views.my_statement_on_paper, name="my-loan-statement-paper"),
    path("loan/<str:ref>/receipt/<int:number>/", views.my_payment_paper, name="my-payment-paper"),
]

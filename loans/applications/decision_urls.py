"""Addresses of deciding, signing and paying out: on the desk below `desk/loans/`, the applicant's below `me/`."""

from django.urls import path

from loans.applications import contract_views, decision_views, offer_paper_views

desk = [
    path("<str:ref>/decide/", decision_views.application_decide, name="application-decide"),
    path("<str:ref>/conditions/<int:number>/", decision_views.condition_meet, name="condition-meet"),
    path("<str:ref>/accepted/", decision_views.application_note_acceptance, name="application-note-acceptance"),
    path("<str:ref>/withdrawn/", decision_views.application_note_withdrawal, name="application-note-withdrawal"),
    path("<str:ref>/lapse/", decision_views.application_lapse, name="application-lapse"),
    path("<str:ref>/contract/", contract_views.contract, name="contract"),
    path("<str:ref>/contract/paper/", contract_views.contract_paper, name="contract-paper"),
    path("<str:ref>/contract/signed/", contract_views.contract_sign, name="contract-sign"),
    path("<str:ref>/contract/checks/", contract_views.contract_check, name="contract-check"),
    path("<str:ref>/pay-out/", contract_views.disburse, name="disburse"),
]
mine = [
    path("offer/<str:ref>/", decision_views.my_loan_accept, name="my-loan-accept"),
    path("offer/<str:ref>/paper/", offer_paper_views.my_offer_paper, name="my-offer-paper"),
    path("offer/<str:ref>/withdraw/", decision_views.my_loan_withdraw, name="my-loan-withdraw"),
]

"""The address of a loan's parts, below `desk/ledger/`."""

from django.urls import path

from loans.parts import views

urlpatterns = [path("<str:ref>/part/", views.loan_part, name="loan-part")]

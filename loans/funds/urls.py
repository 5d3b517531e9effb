"""Addresses of funds: the list below `desk/funds/`, a loan's own shares below `desk/loans/`."""

from django.urls import path

from loans.funds import views

desk = [
    path("", views.funds, name="fund-list"),
    path("<slug:code>/", views.fund, name="fund"),
    path("<slug:code>/loans.csv", views.fund_sheet, name="fund-sheet"),
]
loan = [
    path("<str:ref>/funds/new/", views.fund_allot, name="fund-allot"),
    path("<str:ref>/funds/<int:number>/", views.allotment, name="allotment"),
    path("<str:ref>/funds/<int:number>/include/", views.allotment_include, name="allotment-include"),
    path("<str:ref>/funds/<int:number>/end/", views.allotment_end, name="allotment-end"),
]

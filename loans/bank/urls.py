"""Addresses about payments by the bank, below `desk/ledger/`."""

from django.urls import path

from loans.bank import line_views, views

desk = [
    path("bank/", views.imports, name="bank-imports"),
    path("bank/new/", views.upload, name="bank-upload"),
    path("bank/file/<str:ref>/", views.bank_file, name="bank-file"),
    path("bank/<str:ref>/", views.bank_import, name="bank-import"),
    path("bank/<str:ref>/columns/", views.columns, name="bank-columns"),
    path("bank/<str:ref>/certain/", views.certain, name="bank-certain"),
    path("bank/<str:ref>/again/", views.again, name="bank-again"),
    path("bank/<str:ref>/<int:number>/", line_views.line, name="bank-line"),
    path("bank/<str:ref>/<int:number>/aside/", line_views.aside, name="bank-line-aside"),
    path("bank/<str:ref>/<int:number>/open/", line_views.open_line, name="bank-line-open"),
]

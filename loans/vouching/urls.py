"""Addresses of who stands by an applicant: hers below `me/`, the office's below `desk/loans/`."""

from django.urls import path

from loans.vouching import views

mine = [
    path("loan/<str:ref>/people/", views.my_vouching, name="my-vouching"),
    path("loan/<str:ref>/people/remove/", views.my_vouching_remove, name="my-vouching-remove"),
    path("loan/<str:ref>/people/<int:number>/send/", views.my_vouching_share, name="my-vouching-share"),
]
desk = [path("<str:ref>/organisations/<int:number>/", views.organisation_settle, name="organisation-settle")]

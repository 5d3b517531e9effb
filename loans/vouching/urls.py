"""Addresses of who stands by an applicant: hers below `me/`, the office's below `desk/loans/`."""

from django.urls import path

from loans.vouching import views

mine = [
    path("loan/<str:ref>/people/", views.my_vouching, name="my-vouching"),
    path("loan/<str:ref>/people/remove/", views.my_vouching_remove, name="my-vouching-remove"),
    path("loan/<str:ref>/people/<int:number>/send/", views.my_vouching_share, name="my-vouching-share"),
    path("loan/<str:ref>/people/<int:number>/again/", views.my_vouching_again, name="my-vouching-again"),
    path("loan/<str:ref>/people/<str:kind>/<int:number>/send/", views.my_vouching_tell, name="my-vouching-tell"),
]
desk = [path("<str:ref>/organisations/<int:number>/", views.organisation_settle, name="organisation-settle")]

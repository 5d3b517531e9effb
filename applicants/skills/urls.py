"""Addresses of diplomas, below the file of the person."""

from django.urls import path

from applicants.skills import views

urlpatterns = [
    path("cases/<str:ref>/diploma/", views.diploma_add, name="diploma-add"),
    path("cases/<str:ref>/diploma/<int:number>/", views.diploma, name="diploma"),
]

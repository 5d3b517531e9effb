"""Addresses of materials in a file, and of the client's own."""

from django.urls import path

from applicants.sharing import views

urlpatterns = [
    path("me/materials/<str:ref>/", views.my_material, name="my-material"),
    path("desk/cases/<str:ref>/materials/", views.case_materials, name="case-materials"),
]

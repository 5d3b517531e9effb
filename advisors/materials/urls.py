"""Addresses of the library."""

from django.urls import path

from advisors.materials import views

urlpatterns = [
    path("materials/", views.materials, name="material-list"),
    path("materials/<str:ref>/<slug:language>/", views.material, name="material"),
    path("desk/materials/", views.material_desk, name="material-desk"),
]

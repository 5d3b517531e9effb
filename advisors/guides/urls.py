"""Addresses of the guides."""

from django.urls import path

from advisors.guides import views

urlpatterns = [
    path("guides/", views.guides, name="guide-list"),
    path("guides/<slug:code>/", views.guide, name="guide"),
    path("desk/guides/", views.guide_desk, name="guide-desk"),
]

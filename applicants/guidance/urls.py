"""Addresses of the guides of a file, and of the client's own."""

from django.urls import path

from applicants.guidance import my_views, views

urlpatterns = [
    path("me/guides/<str:ref>/<slug:code>/", my_views.mine, name="my-guide"),
    path("desk/cases/<str:ref>/guides/", views.case_guides, name="case-guides"),
    path("desk/cases/<str:ref>/guides/<slug:code>/", views.case_guide, name="case-guide"),
    path("desk/cases/<str:ref>/guides/<slug:code>/step/", views.case_guide_step, name="case-guide-step"),
    path("desk/cases/<str:ref>/guides/<slug:code>/stop/", views.case_guide_stop, name="case-guide-stop"),
    path("desk/cases/<str:ref>/guides/<slug:code>/print/", views.case_guide_print, name="case-guide-print"),
]

"""Addresses of the reception."""

from django.urls import path

from applicants.reception import views

urlpatterns = [
    path("reception/", views.reception, name="reception"),
    path("reception/waiting/", views.reception_waiting, name="reception-waiting"),
    path("reception/at/<slug:code>/", views.reception_day, name="reception-day"),
    path("reception/at/<slug:code>/walk-in/", views.walk_in_add, name="walk-in"),
    path("reception/arrived/<str:ref>/", views.appointment_arrived, name="appointment-arrived"),
    path("reception/missed/<str:ref>/", views.appointment_missed, name="appointment-missed"),
    path("reception/visits/<str:ref>/", views.visit, name="visit"),
    path("reception/visits/<str:ref>/press/", views.visit_press, name="visit-press"),
]

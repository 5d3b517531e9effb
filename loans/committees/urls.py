"""Addresses of committees, below `desk/committees/`."""

from django.urls import path

from loans.committees import item_views, views

desk = [
    path("", views.sessions, name="committee-sessions"),
    path("new/", views.session_plan, name="committee-plan"),
    path("agenda/", item_views.agenda_add, name="committee-agenda-add"),
    path("<str:ref>/", views.session, name="committee-session"),
    path("<str:ref>/attendance/", views.attendance, name="committee-attendance"),
    path("<str:ref>/sign-off/", views.session_sign_off, name="committee-sign-off"),
    path("<str:ref>/minutes/", views.minutes, name="committee-minutes"),
    path("<str:ref>/minutes/paper/", views.minutes_paper, name="committee-minutes-paper"),
    path("<str:ref>/<int:number>/", item_views.item, name="committee-item"),
    path("<str:ref>/<int:number>/close/", item_views.item_close, name="committee-item-close"),
    path("<str:ref>/<int:number>/off/", item_views.item_take_off, name="committee-item-off"),
]

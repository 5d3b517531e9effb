"""Addresses of appointments: by the secret link, on her page, on the desk."""

from django.urls import path

from applicants.appointments import desk_views, feed_views, views

linked = [
    path("calendar/<str:token>.ics", feed_views.calendar_feed, name="calendar-feed"),
    path("a/<str:token>/", views.appointment, name="appointment"),
    path("a/<str:token>/move/", views.appointment_move, name="appointment-move"),
    path("a/<str:token>/earlier/", views.appointment_earlier, name="appointment-earlier"),
    path("a/<str:token>/cancel/", views.appointment_cancel, name="appointment-cancel"),
    path("a/<str:token>/calendar.ics", views.appointment_ics, name="appointment-ics"),
]
mine = [path("appointments/<str:ref>/", views.my_appointment_book, name="my-appointment-book")]
desk = [
    path("me/calendar/", feed_views.own_calendar, name="own-calendar"),
    path("cases/<str:ref>/appointment/", desk_views.case_appointment, name="case-appointment"),
    path("appointments/<str:ref>/move/", desk_views.desk_appointment_move, name="desk-appointment-move"),
    path("appointments/<str:ref>/cancel/", desk_views.desk_appointment_cancel, name="desk-appointment-cancel"),
    path("appointments/<str:ref>/earlier/", desk_views.desk_appointment_earlier, name="desk-appointment-earlier"),
    path("appointments/<str:ref>/keep/", desk_views.desk_appointment_keep, name="desk-appointment-keep"),
    path("appointments/unsettled/", desk_views.appointments_unsettled, name="appointments-unsettled"),
]

"""Addresses of the hours, below `desk/`."""

from django.urls import path

from advisors.hours import office_views, views

urlpatterns = [
    path("hours/", office_views.hours, name="hours"),
    path("hours/day-off/", office_views.day_off_add, name="day-off-add"),
    path("hours/day-off/remove/", office_views.day_off_remove, name="day-off-remove"),
    path("hours/<int:number>/", views.advisor_hours, name="advisor-hours"),
    path("hours/<int:number>/add/", views.advisor_hours_add, name="advisor-hours-add"),
    path("hours/<int:number>/busy/", views.advisor_busy, name="advisor-busy"),
    path("hours/<int:number>/busy/end/", views.advisor_busy_end, name="advisor-busy-end"),
    path("hours/<int:number>/<int:row>/", views.advisor_hours_change, name="advisor-hours-change"),
]

"""Addresses of the files, below `desk/`."""

from django.urls import path

from applicants.cases import assign_views, list_views, views

urlpatterns = [
    path("cases/", list_views.case_list, name="case-list"),
    path("without-advisor/", list_views.case_queue, name="case-queue"),
    path("search/", list_views.case_search, name="case-search"),
    path("cases/<str:ref>/", views.case, name="case"),
    path("cases/<str:ref>/meeting/", views.case_log_meeting, name="case-log-meeting"),
    path("cases/<str:ref>/step-done/", views.case_finish_step, name="case-finish-step"),
    path("cases/<str:ref>/advisor/", assign_views.case_assign, name="case-assign"),
    path("cases/<str:ref>/asked-for/", assign_views.case_name_advisor, name="case-name-advisor"),
    path("cases/<str:ref>/take/", views.case_take, name="case-take"),
    path("cases/<str:ref>/close/", views.case_close, name="case-close"),
]

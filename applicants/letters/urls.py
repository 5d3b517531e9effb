"""Addresses of messages: hers below `me/`, the office's below `desk/`."""

from django.urls import path

from applicants.letters import views

mine = [
    path("messages/<str:ref>/", views.my_messages, name="my-messages"),
    path("messages/<str:ref>/read/", views.my_messages_read, name="my-messages-read"),
]
desk = [
    path("cases/<str:ref>/messages/", views.case_messages, name="case-messages"),
    path("cases/<str:ref>/messages/read/", views.case_messages_read, name="case-messages-read"),
]

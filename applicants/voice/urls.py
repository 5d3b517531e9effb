"""Addresses of voices: hers below `apply/`, the office's below `desk/`."""

from django.urls import path

from applicants.voice import views

mine = [path("apply/voice/<str:ref>/", views.my_voice, name="my-voice")]
desk = [
    path("voice/<str:ref>/", views.case_voice, name="case-voice"),
    path("voice/<str:ref>/write/", views.case_voice_write, name="case-voice-write"),
]

"""The address of the friendly way out; it stands before those of the questions."""

from django.urls import path

from applicants.elsewhere import views

urlpatterns = [path("apply/other-help/", views.other_help, name="other-help")]

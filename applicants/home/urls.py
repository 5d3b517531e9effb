"""The address of the applicant's own page."""

from django.urls import path

from applicants.home import views

urlpatterns = [path("me/", views.home, name="my-home")]

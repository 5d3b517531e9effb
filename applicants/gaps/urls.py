"""The address of the page about missing languages, below `desk/`."""

from django.urls import path

from applicants.gaps import views

urlpatterns = [path("team/languages/", views.gaps, name="gaps")]

"""The address of the pipeline on the desk."""

from django.urls import path

from loans.pipeline import views

urlpatterns = [path("", views.pipeline, name="pipeline")]

"""Addresses of this floor."""

from django.urls import path

from partnerships import booking_views, views

urlpatterns = [
    path("partner/", views.partner_home, name="partner-home"),
    path("partner/appointment/", booking_views.partner_book, name="partner-book"),
    path("partner/appointment/who/", booking_views.partner_book_who, name="partner-book-who"),
]

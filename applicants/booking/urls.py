"""Addresses of appointments for who has no file."""

from django.urls import path

from applicants.booking import desk_views, views

public = [
    path("book/", views.book, name="book"),
    path("book/who/", views.book_who, name="book-who"),
    path("book/code/", views.book_code, name="book-code"),
]
desk = [
    path("reception/at/<slug:code>/appointment/", desk_views.desk_book, name="desk-book"),
    path("reception/at/<slug:code>/appointment/who/", desk_views.desk_book_who, name="desk-book-who"),
]

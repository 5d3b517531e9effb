"""Addresses of the door: coming in by a code, her contacts, being let in at the office, and leaving."""

from django.urls import path

from applicants.entry import contact_views, views

urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("enter/code/", views.enter_code, name="enter-code"),
    path("enter/who/", views.enter_who, name="enter-who"),
    path("enter/office/<str:ref>/", contact_views.enter_face, name="enter-face"),
    path("me/contacts/", contact_views.my_contacts, name="my-contacts"),
    path("me/contacts/code/", contact_views.my_contact_code, name="my-contact-code"),
    path("me/contacts/change/", contact_views.my_contact_change, name="my-contact-change"),
    path("desk/cases/<str:ref>/let-in/", contact_views.case_let_in, name="case-let-in"),
    path("leave/", views.leave, name="leave"),
]

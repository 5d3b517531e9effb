"""Addresses of this floor; each room has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("advisors.guides.urls")),
    path("", include("advisors.materials.urls")),
    path("desk/network/", include("advisors.network.urls")),
    path("desk/", include("advisors.own.urls")),
    path("desk/", include("advisors.hours.urls")),
]

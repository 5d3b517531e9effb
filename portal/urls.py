"""All addresses. Every page stands below its language: `/ar/…`; upper floors are named by string."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.components import components
from portal.desk import desk

handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken
handler429 = "portal.accounts.views.too_many"

urlpatterns = [
    path("", views.root, name="root"),
    path("health/", views.health, name="health"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("account/", include("portal.accounts.urls")),
        path("desk/", desk, name="desk"),
        path("desk/record/", include("portal.record.urls")),
        path("", include("portal.outbox.urls")),
        path("", include("advisors.urls")),
        path("", include("applicants.urls")),
        path("", include("partnerships.urls")),
        path("", include("loans.urls")),
        path("back-office/", admin.site.urls),
    ),
]
if settings.DEVELOPMENT_INBOX:
    urlpatterns += i18n_patterns(path("dev/components/", components, name="components"))

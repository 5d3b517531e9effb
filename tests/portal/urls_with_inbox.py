"""All addresses, and the development inbox, whatever the environment says."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from portal.outbox.views import inbox
from portal.urls import handler403, handler404, handler429
from portal.urls import urlpatterns as portal_urls

__all__ = ["handler403", "handler404", "handler429", "urlpatterns"]
urlpatterns = [*portal_urls, *i18n_patterns(path("dev/inbox/", inbox, name="dev-inbox"))]

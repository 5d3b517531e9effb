"""Messages: what did not go out, for the desk; and all of them, where the portal is being developed."""

from django.conf import settings
from django.urls import path

from portal.outbox import views

urlpatterns = [
    path("desk/messages/", views.message_list, name="message-list"),
    path("desk/messages/<uuid:key>/again/", views.message_send_again, name="message-send-again"),
]
if settings.DEVELOPMENT_INBOX:
    urlpatterns += [path("dev/inbox/", views.inbox, name="dev-inbox")]

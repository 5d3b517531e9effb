"""The network's line in the menu of the desk, with how much is new for the reader."""

from django.utils.translation import gettext_lazy as _

from advisors.network.models import Practice
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import MenuEntry


def entries() -> list[MenuEntry]:
    return [MenuEntry("network", _("Network"), "diagram-3", Permission.SEE_DESK, count=unread)]


def unread(actor: Actor) -> int:
    return Practice.objects.visible_to(actor).unread_by(actor.id).count()

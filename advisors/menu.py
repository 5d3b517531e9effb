"""The lines that this floor adds to the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.slots import MenuEntry


def entries() -> list[MenuEntry]:
    return [
        MenuEntry("guide-desk", _("Guides"), "signpost-split", Permission.SEE_DESK, daily=False),
        MenuEntry("material-desk", _("Materials"), "box-seam", Permission.SEE_DESK, daily=False),
        MenuEntry("network", _("Network"), "diagram-3", Permission.SEE_DESK, daily=False),
        MenuEntry("own", _("My page"), "person-lines-fill", Permission.WORK_CASES),
    ]

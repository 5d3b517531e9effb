"""The lines that this floor adds to the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.slots import MenuEntry


def entries() -> list[MenuEntry]:
    return [
        MenuEntry("pipeline", _("Pipeline"), "kanban", Permission.SEE_PIPELINE),
        MenuEntry("committee-sessions", _("Committee"), "people-fill", Permission.PROPOSE_LOANS, daily=False),
        MenuEntry("loans", _("Loans"), "wallet2", Permission.SEE_PIPELINE),
        MenuEntry("fund-list", _("Funds and schemes"), "bank", Permission.SEE_PIPELINE, daily=False),
        MenuEntry("groups", _("Groups"), "people", Permission.SEE_PIPELINE, daily=False),
    ]

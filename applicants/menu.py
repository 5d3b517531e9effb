"""The lines that this floor adds to the menu of the desk."""

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.slots import MenuEntry


def entries() -> list[MenuEntry]:
    return [
        MenuEntry("case-list", _("Files"), "inbox", Permission.SEE_CASES),
        MenuEntry("case-search", _("Search"), "search", Permission.SEE_CASES),
        MenuEntry("reception", _("Reception"), "person-check", Permission.SEE_CASES),
        MenuEntry("case-queue", _("Without an advisor"), "person-plus", Permission.ASSIGN_CASES),
        MenuEntry("team", _("Team"), "people", Permission.ASSIGN_CASES),
    ]

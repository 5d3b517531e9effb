"""The ground floor's own lines of the desk's menu."""

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.slots import MenuEntry


def entries() -> list[MenuEntry]:
    return [
        MenuEntry("message-list", _("Messages"), "envelope", Permission.WORK_CASES, daily=False),
        MenuEntry("admin:index", _("Back office"), "gear", Permission.ADMINISTER),
        MenuEntry("record", _("Record"), "journal-text", Permission.SEE_RECORD, daily=False),
    ]

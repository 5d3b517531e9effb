"""The Django applications of this floor: the portal, and Django's admin as its back office."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")


class BackOfficeConfig(admin.AdminConfig):
    default = False  # settings name it; "portal" is the portal itself
    default_site = "portal.back_office.BackOffice"

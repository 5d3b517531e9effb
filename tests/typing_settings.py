"""Settings as the type checker reads them: without modeltranslation, whose managers made at run time it cannot name."""

from portal.settings import *  # noqa: F403 - the settings, less one app
from portal.settings import INSTALLED_APPS

# The back office is left undiscovered: its translated forms need the app that is left out.
_OTHERWISE = {
    "modeltranslation": None,
    "portal.apps.BackOfficeConfig": "django.contrib.admin.apps.SimpleAdminConfig",
}
INSTALLED_APPS = [known for app in INSTALLED_APPS if (known := _OTHERWISE.get(app, app))]

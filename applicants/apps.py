"""The Django application of this floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicantsConfig(AppConfig):
    name = "applicants"
    verbose_name = _("Applicants")

    def ready(self) -> None:
        from applicants.documents import words  # noqa: PLC0415 - it needs the tables, which are ready only now

        words.register()

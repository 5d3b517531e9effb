"""The Django application of this floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicantsConfig(AppConfig):
    name = "applicants"
    verbose_name = _("Applicants")

    def ready(self) -> None:
        from advisors import notices  # noqa: PLC0415 - it needs the tables, which are ready only now
        from applicants.documents import words  # noqa: PLC0415 - as above
        from applicants.voice import words as voice_words  # noqa: PLC0415 - as above

        words.register()
        voice_words.register()
        notices.register(
            {
                "case_assigned": _("A file becomes mine"),
                "files_handed_over": _("A colleague’s files become mine"),
                "letter_for_office": _("An applicant writes"),
            }
        )

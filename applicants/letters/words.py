"""What an applicant reads about where her message goes."""

from django.utils.translation import gettext as _

from applicants.cases.models import Case


def promise_of(case: Case) -> str:
    """Who reads it, said before she writes; in the language of the page."""
    if case.advisor is None:
        return _("Write in your language. Somebody at your office reads it.")
    return _("Write in your language. %(advisor)s reads it.") % {"advisor": case.advisor}

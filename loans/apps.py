"""The Django application of this floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoansConfig(AppConfig):
    name = "loans"
    verbose_name = _("Loans")

    def ready(self) -> None:
        from advisors import notices  # noqa: PLC0415 - it needs the tables, which are ready only now
        from loans import timeline  # noqa: PLC0415 - as above
        from loans.signing import configured  # noqa: F401, PLC0415 - it registers its check

        timeline.register()
        notices.register(
            {
                "guarantee_answered": _("A guarantor answers"),
                "group_answered": _("Somebody answers whether to join a group"),
                "signature_result": _("What came of a contract that was sent to be signed"),
                "guarantee_ends": _("An organisation will soon vouch no longer"),
                "guarantee_past": _("An organisation vouches no longer"),
                "offer_ended": _("An offer ended that nobody accepted"),
            }
        )

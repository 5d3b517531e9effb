"""Roles and what each may do: the one permission table. Where it may do it (office, partner) is `visible_to`."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    ADVISOR = "advisor", _("Advisor")
    OFFICE_MANAGER = "office_manager", _("Office manager")
    HEAD_OFFICE = "head_office", _("Head office")
    PARTNER = "partner", _("Partner")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor (without names)")


class Permission(TextChoices):
    """What a role may do. The value is what `@staff(...)` and the workflow tables name."""

    SEE_DESK = "see_desk"
    SEE_CASES = "see_cases"
    WORK_CASES = "work_cases"  # log meetings, take over, write to the client
    ASSIGN_CASES = "assign_cases"
    PROPOSE_LOANS = "propose_loans"
    SEE_PIPELINE = "see_pipeline"
    DECIDE_LOANS = "decide_loans"
    PAY_OUT = "pay_out"
    BOOK_PAYMENTS = "book_payments"
    SEE_RECORD = "see_record"  # who changed and who looked
    SHARE_PRACTICES = "share_practices"  # write practices, results and comments; referents also steer them
    STEER_PRACTICES = "steer_practices"  # move practices on, remove comments
    ADMINISTER = "administer"  # the back office: products, lists, texts, users
    PARTNER_PAGES = "partner_pages"


_P = Permission
_ADVISOR: Final = frozenset(
    {_P.SEE_DESK, _P.SEE_CASES, _P.WORK_CASES, _P.PROPOSE_LOANS, _P.SEE_PIPELINE, _P.BOOK_PAYMENTS, _P.SHARE_PRACTICES}
)
_MANAGER: Final = _ADVISOR | {_P.ASSIGN_CASES, _P.DECIDE_LOANS, _P.PAY_OUT, _P.SEE_RECORD}

PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.ADVISOR: _ADVISOR,
    Role.OFFICE_MANAGER: _MANAGER,
    Role.HEAD_OFFICE: _MANAGER | {_P.STEER_PRACTICES},
    Role.PARTNER: frozenset({_P.PARTNER_PAGES}),
    Role.ADMINISTRATOR: frozenset({_P.SEE_DESK, _P.ADMINISTER, _P.SEE_RECORD}),
    Role.AUDITOR: frozenset({_P.SEE_DESK, _P.SEE_CASES, _P.SEE_PIPELINE}),
}

# Roles that see every office; the others see the offices of their memberships.
EVERY_OFFICE: Final = frozenset({Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})

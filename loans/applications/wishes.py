"""What the applicant wishes for: the draft of her loan application, until she sends it."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.models import Case
from loans.applications.models import Application
from loans.applications.moves import lock, move
from loans.guarantees.models import Guarantee, GuaranteeKind
from partnerships.models import Partner
from portal.actors import Actor
from portal.record.acting import action


@action
def start_draft(*, by: Actor, case: Case) -> Application:
    """The case's one application; it begins as a draft with the first answer about the loan."""
    del by
    application, _created = Application.objects.get_or_create(case=case)
    return application


@action
def save_wishes(
    *,
    by: Actor,
    case: Case,
    amount_wished: Decimal | None = None,
    purpose: str | None = None,
    price_wished: str | None = None,
) -> Application:
    """What she wrote: euros, what for, a value of `Price`. What is None stays as it was."""
    application = draft_of(by=by, case=case)
    wishes = {"amount_wished": amount_wished, "purpose": purpose, "price_wished": price_wished}
    given = {name: value for name, value in wishes.items() if value is not None}
    for name, value in given.items():
        setattr(application, name, value)
    application.save(update_fields=list(given))
    return application


@action
def name_people(*, by: Actor, case: Case, people: Sequence[tuple[str, str]]) -> None:
    """Persons who could vouch, as (name, phone or e-mail), no more; who is left out is no longer named."""
    application = draft_of(by=by, case=case)
    named = Guarantee.objects.filter(application=application, kind=GuaranteeKind.PERSONAL, state="named")
    named.exclude(contact__in=[contact for _name, contact in people]).delete()
    for name, contact in people:
        Guarantee.objects.update_or_create(
            application=application,
            kind=GuaranteeKind.PERSONAL,
            state="named",
            contact=contact,
            defaults={"name": name},
        )


@action
def name_organisations(*, by: Actor, case: Case, partners: Sequence[int]) -> None:
    """Organisations that vouch, by key; each is reached by whoever signs for it."""
    application = draft_of(by=by, case=case)
    named = Guarantee.objects.filter(application=application, kind=GuaranteeKind.MORAL, state="named")
    named.exclude(partner__in=partners).delete()
    for partner in Partner.objects.vouching().filter(pk__in=partners):
        told = {"name": partner.name, "contact": partner.signatory_email, "language": partner.language}
        Guarantee.objects.get_or_create(
            application=application, kind=GuaranteeKind.MORAL, partner=partner, defaults=told
        )


@action
def submit(*, by: Actor, application: Application) -> Application:
    """Draft → submitted, by the applicant herself. Sent already is sent."""
    if lock(application).state == "draft":
        move(by=by, application=application, name="submit")
    return application


@action
def drop_draft(*, by: Actor, case: Case) -> None:
    """She no longer asks for a loan: a draft that was never sent goes, and the people named in it."""
    del by
    drafts = Application.objects.select_for_update().filter(case=case, state="draft")
    Guarantee.objects.filter(application__in=drafts, state="named").delete()
    drafts.delete()


def draft_of(*, by: Actor, case: Case) -> Application:
    """The loan application, as long as she may still change it; `ValidationError` once it was sent."""
    application = start_draft(by=by, case=case)
    if application.state != "draft":
        raise ValidationError(_("Your loan application was already sent. Tell your advisor what has changed."))
    return application

"""What the pages of guarantees read."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from loans.applications.models import Application
from loans.guarantees.models import ENDED, Guarantee, GuaranteeQuerySet
from partnerships.models import Partner, PartnerQuerySet


def guarantees_of(application: Application) -> GuaranteeQuerySet:
    """All guarantees of an application, in the order in which they came; the first is number 1 in addresses."""
    found: GuaranteeQuerySet = Guarantee.objects.filter(application=application).order_by("pk")
    return found.select_related("partner", "guarantor", "fund", "signed_noted_by")


def guarantee_number(application: Application, number: int) -> Guarantee:
    """The guarantee of that number, counted from 1; 404 where there is none."""
    every = list(guarantees_of(application))
    if not 1 <= number <= len(every):
        raise Http404
    found = every[number - 1]
    found.application = application
    return found


def by_link(token: str) -> Guarantee:
    """The guarantee of a link, also one that the applicant passed on before we asked; 404 for any other."""
    return get_object_or_404(_with_loan(), token=token)


def by_token(token: str) -> Guarantee:
    """The guarantee of a link that went out; 404 for any other."""
    return get_object_or_404(_with_loan().exclude(state="named"), token=token)


def _with_loan() -> GuaranteeQuerySet:
    found: GuaranteeQuerySet = Guarantee.objects.select_related(
        "partner", "guarantor", "application__case__person", "application__case__office", "application__terms__product"
    )
    return found


def partners_for(application: Application) -> PartnerQuerySet:
    """The organisations that vouch and are not asked already, by name."""
    asked = Guarantee.objects.filter(application=application, partner__isnull=False).exclude(state__in=ENDED)
    found: PartnerQuerySet = Partner.objects.vouching().exclude(pk__in=asked.values("partner"))
    return found

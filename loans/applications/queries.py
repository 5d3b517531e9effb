"""What the pages of a loan application read: one application of a file, and the terms that are on offer."""

from datetime import date

from django.db.models import Q
from django.shortcuts import get_object_or_404

from applicants.cases.queries import open_file
from loans.applications.models import Application
from loans.products.models import Terms, TermsQuerySet
from portal.actors import Actor
from portal.models import Office
from portal.record.models import record_look


def open_application(actor: Actor, ref: str) -> Application:
    """The one way to a loan application on the desk: sent, seen by the actor (404 otherwise); the look is kept."""
    applications = Application.objects.visible_to(actor).submitted()
    application = get_object_or_404(
        applications.select_related("case", "terms__product", "proposed_by", "decided_by"), ref=ref
    )
    application.case = open_file(actor, application.case.ref)
    return application


def application_alone(actor: Actor, ref: str) -> Application:
    """The same for a page that shows of the file no more than whose it is: in one query, with the look."""
    applications = Application.objects.visible_to(actor).submitted()
    application = get_object_or_404(applications.select_related("case__person", "case__office", "terms"), ref=ref)
    record_look(application.case, by=actor)
    return application


def terms_on_offer(office: Office, day: date) -> TermsQuerySet:
    """The terms in force on the day, of the products that are on offer in the office's country."""
    offered = Q(product__on_offer=True) & (Q(product__country="") | Q(product__country=office.country))
    found: TermsQuerySet = Terms.objects.in_force(day).filter(offered)
    return found.select_related("product").order_by("product__order", "product__code")

"""The dated list of countries, and exceptions for loans that outlast a residence permit."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.models import Document
from applicants.persons.countries import country_name
from loans.applications.models import Application
from loans.permits.need import Need
from loans.permits.workflow import CHOICES, WORKFLOW
from portal.actors import Actor
from portal.models import User
from portal.privacy import MONEY, PAPERS, STORY, Personal
from portal.record.models import RecordChanges, Recorded
from portal.workflow import State


class Listed(models.TextChoices):
    NOT_SAFE = "not_safe", _("not listed as safe")
    EXTENSION = "extension", _("an extension is expected")


class CountryEntryQuerySet(models.QuerySet["CountryEntry"]):
    def in_force(self, day: date) -> CountryEntryQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_until=None) | Q(valid_until__gte=day))


class CountryEntry(Recorded):
    """What the institution's list says of a country of origin, from a day until a day (the last one included).

    An entry is never rewritten: it is ended, and a new one begins, so that what rested on it stays explicable.
    """

    country = models.CharField(_("country of origin"), max_length=2)
    listed = models.CharField(_("what the list says"), max_length=9, choices=Listed)
    source = models.CharField(_("source"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = CountryEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="country_entry_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("An entry ends on the day it begins, or later."),
            ),
            ExclusionConstraint(
                name="country_entry_one_at_a_time",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("The list already says something of this country then. End that first."),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.ReadOnly(name="never_rewritten", fields=["country", "listed", "source", "valid_from"]),
        ]
        verbose_name = _("country of origin in the list")
        verbose_name_plural = _("countries of origin in the list")

    def __str__(self) -> str:
        return f"{country_name(self.country, get_language() or 'en')}: {self.get_listed_display()}"


class Settled(models.TextChoices):
    RENEWED = "renewed", _("The residence document is valid long enough now.")
    EARLIER = "earlier", _("The last instalment no longer falls after the end of the residence document.")
    CHANGED = "changed", _("The dates, the amount or the product have changed since it was asked for.")
    PRODUCT = "product", _("The product that was chosen asks for no exception.")
    TAKEN_BACK = "taken_back", _("It was taken back.")
    ENDED = "ended", _("The application has ended without a loan.")


class ExceptionQuerySet(models.QuerySet["PermitException"]):
    def visible_to(self, actor: Actor) -> ExceptionQuerySet:
        """Staff who see the application; nobody else."""
        if not actor.is_staff:
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(actor))

    def asked(self) -> ExceptionQuerySet:
        return self.filter(state="asked")

    def agreed(self) -> ExceptionQuerySet:
        return self.filter(state="agreed")

    def standing(self) -> ExceptionQuerySet:
        return self.filter(state__in=["asked", "agreed"])


class PermitException(Recorded):
    """A loan that ends after the permit: asked for by one, agreed to by another, kept either way.

    It keeps what it rested on: the permit's end, the last day and the amount (`need`), and the list's entry as it
    stood (`listed` … `listed_until`); where the product asks to look for a shorter loan first, how long that could be
    (0: there was none) and why it does not fit.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="permit_exceptions")
    state = models.CharField(_("state"), max_length=10, choices=CHOICES, default="asked")
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    permit_end = models.DateField(_("the residence document ends on"))
    last_due = models.DateField(_("last instalment on"))
    principal = models.DecimalField(_("amount lent"), max_digits=9, decimal_places=2)
    entry = models.ForeignKey(CountryEntry, on_delete=models.PROTECT, related_name="+", verbose_name=_("country"))
    country = models.CharField(_("country of origin"), max_length=2)
    listed = models.CharField(_("what the list said"), max_length=9, choices=Listed)
    source = models.CharField(_("source"), max_length=300)
    listed_from = models.DateField(_("valid from"))
    listed_until = models.DateField(_("valid until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    evidence = models.TextField(_("evidence in words"), max_length=2000, blank=True)
    shorter_months = models.PositiveSmallIntegerField(
        _("months of the longest loan that needs none"), null=True, blank=True, editable=False
    )
    shorter = models.TextField(_("why a shorter loan does not fit"), max_length=2000, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.TextField(_("internal note"), max_length=2000, blank=True)
    settled = models.CharField(_("why it is no longer needed"), max_length=10, choices=Settled, blank=True)

    objects = ExceptionQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "permit_end": PAPERS,
        "last_due": MONEY,
        "principal": MONEY,
        "entry": PAPERS,
        "country": PAPERS,
        "listed": PAPERS,
        "source": PAPERS,
        "listed_from": PAPERS,
        "listed_until": PAPERS,
        "reason": STORY,
        "shorter_months": MONEY,
        "shorter": STORY,
        "evidence": PAPERS,
        "note": STORY,
        "settled": PAPERS,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state="asked"),
                name="permit_exception_one_at_a_time",
                violation_error_message=_("A permit exception already waits for a second person."),
            ),
            models.CheckConstraint(
                name="permit_exception_four_eyes",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Nobody agrees to what they asked for themselves."),
            ),
            models.CheckConstraint(
                name="permit_exception_decided_by_somebody",
                condition=Q(state="asked", decided_by=None)
                | Q(state="not_needed")
                | Q(state__in=["agreed", "refused"], decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision says who took it."),
            ),
            models.CheckConstraint(
                name="permit_exception_has_evidence",
                condition=Q(document__isnull=False) | ~Q(evidence=""),
                violation_error_message=_("Choose a document of the file, or write what you have seen."),
            ),
            models.CheckConstraint(
                name="permit_exception_outlasts_the_permit",
                condition=Q(last_due__gt=F("permit_end")),
                violation_error_message=_("This loan ends before the residence document does: it needs no exception."),
            ),
            models.CheckConstraint(
                name="permit_exception_shorter_says_why",
                condition=Q(shorter_months=None) | Q(shorter_months=0) | ~Q(shorter=""),
                violation_error_message=_("Please write why a shorter loan does not fit."),
            ),
            models.CheckConstraint(
                name="permit_exception_settled_says_why",
                condition=Q(state="not_needed") & ~Q(settled="") | ~Q(state="not_needed") & Q(settled=""),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            RecordChanges(),
            pgtrigger.FSM(name="workflow", field="state", transitions=WORKFLOW.edges()),
        ]
        verbose_name = _("permit exception")
        verbose_name_plural = _("permit exceptions")

    def __str__(self) -> str:
        return f"{self.application}: {self.state}"

    @property
    def status(self) -> State:
        return WORKFLOW.state(self.state)

    @property
    def need(self) -> Need:
        """What it was asked for."""
        return Need(self.permit_end, self.last_due, self.principal, self.shorter_months is not None)

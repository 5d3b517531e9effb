"""`Person`: every human who is not staff, and what belongs to her whatever the case."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from advisors.models import Gender, SpokenLanguage
from portal.actors import Actor
from portal.language import registry
from portal.language.names import compact_key, search_key, skeleton
from portal.language.partial_dates import PartialDate
from portal.privacy import BIRTH, CONTACT, NAME, PAPERS, SITUATION, WISH, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """Herself; for staff, those with a case the actor sees; the system sees all."""
        if actor.kind == "system":
            return self if actor.offices is None else self.none()
        if actor.kind == "person":
            return self.filter(pk=actor.id)
        if actor.is_staff:
            return self if actor.offices is None else self.filter(cases__office__in=actor.offices).distinct()
        return self.none()


class Person(Recorded):
    """The one record of an applicant, guarantor, participant, ambassador. Her record is her identity.

    `full_name` is in her own script, as typed (NFC); `latin_name` as on her card. The three keys are computed
    from both names on saving and are what search reads. `advisor_wishes` ({"woman": bool, "not_of": a community's
    code or ""}; None until she was asked) is read by the match and shown to nobody; the record says only that it
    was answered.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    full_name = models.CharField(_("name"), max_length=150)
    latin_name = models.CharField(_("name as on the card"), max_length=150, blank=True)
    called = models.CharField(_("what to call you"), max_length=60, blank=True)
    gender = models.CharField(_("gender"), max_length=5, choices=Gender, blank=True)
    birth = models.JSONField(_("birth date"), null=True, blank=True)
    birth_year = models.SmallIntegerField(_("birth year"), null=True, blank=True)
    language = models.CharField(
        _("language we write in"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES]
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("place"), max_length=100, blank=True)
    advisor_wishes = models.JSONField(_("wishes about the advisor"), null=True, blank=True)
    search_key = models.CharField(max_length=320, editable=False)
    compact_key = models.CharField(max_length=320, editable=False)
    skeleton = models.CharField(max_length=200, editable=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "full_name": NAME,
        "latin_name": NAME,
        "called": NAME,
        "search_key": NAME,
        "compact_key": NAME,
        "skeleton": NAME,
        "gender": SITUATION,
        "birth": BIRTH,
        "birth_year": BIRTH,
        "language": SITUATION,
        "country": SITUATION,
        "city": SITUATION,
        "advisor_wishes": WISH,
    }

    class Meta(Recorded.Meta):
        triggers = [RecordChanges(secret=("advisor_wishes",))]
        indexes: ClassVar[list[Any]] = [
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="person_search"),
            GinIndex(OpClass(F("compact_key"), name="gin_trgm_ops"), name="person_compact"),
            GinIndex(OpClass(F("skeleton"), name="gin_trgm_ops"), name="person_skeleton"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="person_has_name",
                condition=~Q(full_name=""),
                violation_error_message=_("Please write a name."),
            )
        ]
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return self.called or self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        both = f"{self.full_name} {self.latin_name}".strip()
        self.search_key = search_key(both)[:320]
        self.compact_key = compact_key(both)[:320]
        self.skeleton = skeleton(self.latin_name or self.full_name)[:200]
        super().save(*args, **kwargs)

    @property
    def birth_date(self) -> PartialDate | None:
        """The birth date as she gave it: a year, a month, or a day, in her calendar."""
        return PartialDate.from_dict(self.birth) if self.birth else None


class ContactKind(models.TextChoices):
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")


class ContactQuerySet(models.QuerySet["Contact"]):
    def verified(self) -> ContactQuerySet:
        return self.filter(verified_at__isnull=False)

    def of_value(self, kind: str, value: str) -> ContactQuerySet:
        return self.filter(kind=kind, value=value)


class Contact(Recorded):
    """A phone (E.164) or an e-mail (lower case). A family may share one: not unique."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=5, choices=ContactKind)
    value = models.CharField(_("phone or e-mail"), max_length=254)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    preferred = models.BooleanField(_("write here first"), default=True)

    objects = ContactQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"value": CONTACT}

    class Meta(Recorded.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "value"], name="contact_value")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "kind", "value"],
                name="contact_once",
                violation_error_message=_("This phone or e-mail is already in the list."),
            )
        ]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.value


class PersonLanguage(Recorded):
    """A language a person speaks, in order of wish, and whether she reads it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(SpokenLanguage, on_delete=models.PROTECT, verbose_name=_("language"))
    rank = models.PositiveSmallIntegerField(_("order of wish"))
    reads = models.BooleanField(_("reads it"), default=False)

    PERSONAL: ClassVar[dict[str, Personal]] = {"language": SITUATION, "reads": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["rank"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "language"],
                name="person_language_once",
                violation_error_message=_("This language is already in the list."),
            )
        ]
        verbose_name = _("language of a person")
        verbose_name_plural = _("languages of a person")

    def __str__(self) -> str:
        return str(self.language)


class PaperColour(models.TextChoices):
    """The colour of a document's outline, as far as it helps to recognise it."""

    BLUE = "blue", _("blue")
    PINK = "pink", _("pink")
    GREEN = "green", _("green")
    YELLOW = "yellow", _("yellow")
    ORANGE = "orange", _("orange")
    WHITE = "white", _("white paper")


class PermitKindQuerySet(models.QuerySet["PermitKind"]):
    def for_country(self, country: str) -> PermitKindQuerySet:
        return self.filter(country=country)


class PermitKind(Recorded):
    """A residence document of a country, by its local name: data with dates, editable in the back office."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    country = models.CharField(_("country"), max_length=2)
    local_name = models.CharField(_("local name"), max_length=120)
    hint = models.CharField(_("how to recognise it"), max_length=200, blank=True)
    sign = models.CharField(_("letter on it"), max_length=4, blank=True)
    colour = models.CharField(_("colour"), max_length=6, choices=PaperColour, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    valid_to = models.DateField(_("in use until"), null=True, blank=True)

    objects = PermitKindQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["country", "order", "local_name"]
        verbose_name = _("kind of residence document")
        verbose_name_plural = _("kinds of residence documents")

    def __str__(self) -> str:
        return self.local_name


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class ResidencePermit(Recorded):
    """What a person told, or an advisor saw, of her residence document. A fact, never a verdict."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="permit")
    kind = models.ForeignKey(PermitKind, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("document"))
    other = models.CharField(_("another document"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    no_end = models.BooleanField(_("has no end date"), default=False)
    may_be_self_employed = models.CharField(
        _("may be self-employed"), max_length=7, choices=YesNo, default=YesNo.UNKNOWN
    )
    extension_asked = models.CharField(_("extension asked for"), max_length=7, choices=YesNo, default=YesNo.UNKNOWN)
    extension_expected = models.CharField(_("extension expected"), max_length=7, choices=YesNo, default=YesNo.UNKNOWN)

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "kind": PAPERS,
        "other": PAPERS,
        "number": PAPERS,
        "valid_until": PAPERS,
        "no_end": PAPERS,
        "may_be_self_employed": PAPERS,
        "extension_asked": PAPERS,
        "extension_expected": PAPERS,
    }

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="permit_end_or_none",
                condition=Q(valid_until=None) | Q(no_end=False),
                violation_error_message=_("A document either has an end date or has none."),
            )
        ]
        verbose_name = _("residence permit")
        verbose_name_plural = _("residence permits")

    def __str__(self) -> str:
        return str(self.kind or self.other or _("residence permit"))

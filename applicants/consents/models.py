"""What people agreed to: for which purpose, to which text, and when they took it back."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applicants.persons.models import Person
from portal.actors import Actor
from portal.language import registry
from portal.privacy import NAME, SITUATION, Personal
from portal.record.models import Recorded


class Purpose(models.TextChoices):
    """What a consent is for. Without the first nobody can apply; the others are free."""

    FILE = "file", _("keeping my file to answer my request")
    ARREARS = "arrears", _("telling an organisation that vouches for me when I pay late")
    PARTNER = "partner", _("sharing what is needed with a partner organisation")
    LATER = "later", _("being contacted later for surveys or my story")


REQUIRED: Final = frozenset({Purpose.FILE})


class Channel(models.TextChoices):
    """How a yes was given."""

    WEB = "web", _("on the portal")
    PAPER = "paper", _("on paper")
    PRESENT = "present", _("spoken, with an advisor present")


class ConsentText(Recorded):
    """The words that people agree to, by purpose and version. A change of meaning is a new version.

    A line that begins with "- " is a point of a list; `{institution}` stands for the institution's name.
    """

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    version = models.SlugField(_("version"), max_length=20, help_text=_("Such as 2026-01."))
    valid_from = models.DateField(_("in use from"))
    asks_again = models.BooleanField(
        _("ask again"), default=False, help_text=_("A yes to an earlier version no longer counts from that day on.")
    )
    text = models.TextField(_("text"), help_text=_("A line that begins with “- ” becomes a point of a list."))
    withdrawal = models.TextField(_("what taking it back means"))

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["purpose", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["purpose", "version"],
                name="consent_text_once",
                violation_error_message=_("This version is already in the list."),
            )
        ]
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.version})"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> ConsentQuerySet:
        return self.filter(person__in=Person.objects.visible_to(actor))

    def standing(self) -> ConsentQuerySet:
        return self.filter(withdrawn_at=None)


class Consent(Recorded):
    """A yes: for what, to which text, in which language, when, how, who was present; and when it was withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    text_version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES])
    channel = models.CharField(_("how"), max_length=10, choices=Channel, default=Channel.WEB)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    helper = models.CharField(_("who was present"), max_length=100, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"language": SITUATION, "helper": NAME, "interpreter": NAME}

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "purpose", "text_version"],
                condition=Q(withdrawn_at=None),
                name="consent_stands_once",
                violation_error_message=_("This agreement is already kept."),
            )
        ]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.text_version})"

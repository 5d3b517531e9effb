"""What an applicant tells of who could stand by her, beside the guarantors: organisations not in our list, friends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loans.applications.models import Application
from partnerships.models import Partner
from portal.actors import Actor
from portal.privacy import CONTACT, NAME, Personal
from portal.record.models import Recorded


class OrganisationProposalQuerySet(models.QuerySet["OrganisationProposal"]):
    def visible_to(self, actor: Actor) -> OrganisationProposalQuerySet:
        return self.filter(application__in=Application.objects.visible_to(actor))

    def open(self) -> OrganisationProposalQuerySet:
        """Nobody has looked at these yet."""
        return self.filter(settled_at=None)


class OrganisationProposal(Recorded):
    """An organisation that she says knows her, and that is not in our list. A colleague checks it; it is no partner."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="proposed_organisations")
    name = models.CharField(_("organisation"), max_length=120)
    contact = models.CharField(_("phone or e-mail"), max_length=254)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("is this partner")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = OrganisationProposalQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"name": NAME, "contact": CONTACT}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "name"],
                name="proposed_organisation_once",
                violation_error_message=_("This organisation is already in your list."),
            ),
            models.CheckConstraint(
                name="proposed_organisation_partner_when_settled",
                condition=Q(partner=None) | Q(settled_at__isnull=False),
            ),
        ]
        verbose_name = _("proposed organisation")
        verbose_name_plural = _("proposed organisations")

    def __str__(self) -> str:
        return self.name


class GroupFriendQuerySet(models.QuerySet["GroupFriend"]):
    def visible_to(self, actor: Actor) -> GroupFriendQuerySet:
        return self.filter(application__in=Application.objects.visible_to(actor))


class GroupFriend(Recorded):
    """Somebody with whom she wishes to borrow as a group: name and contact, no more. Nobody is written to."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="group_friends")
    name = models.CharField(_("name"), max_length=150)
    contact = models.CharField(_("phone or e-mail"), max_length=254)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = GroupFriendQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"name": NAME, "contact": CONTACT}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "contact"],
                name="group_friend_once",
                violation_error_message=_("This person is already in the list."),
            )
        ]
        verbose_name = _("friend for a group")
        verbose_name_plural = _("friends for a group")

    def __str__(self) -> str:
        return self.name

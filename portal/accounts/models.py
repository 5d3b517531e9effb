"""Users of staff and partners, and the roles they hold where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.language import registry
from portal.offices.models import Office
from portal.privacy import ACCOUNT, Personal
from portal.record.models import RecordChanges, Recorded
from portal.roles import EVERY_OFFICE, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in with a password: staff, or a contact of a partner. Applicants never do.

    Raising `session_epoch` ends every session she has open.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES])
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may use the back office"), default=False)
    joined_at = models.DateTimeField(_("since"), auto_now_add=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    PERSONAL: ClassVar[dict[str, Personal]] = {"email": ACCOUNT, "name": ACCOUNT}

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        triggers = [RecordChanges(secret=("password", "last_login"))]

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_hash(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str | bytes | None) -> str:
        """What a session is held to: it ends when the password or the epoch changes."""
        value = f"{self.password}|{self.session_epoch}"
        return salted_hmac("portal.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_scope(self, user: User) -> MembershipQuerySet:
        return self.filter(user=user)


class Membership(Recorded):
    """A role of a user, at one office, at one partner, or everywhere: the one place where scope is written.

    `partner_id` is a key of a floor above; the database holds it to that table (partnerships' first migration).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("office"),
    )
    partner_id = models.BigIntegerField(_("partner"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="membership_scope_fits_role",
                condition=(
                    Q(role__in=[Role.ADVISOR, Role.OFFICE_MANAGER], office__isnull=False, partner_id=None)
                    | Q(role=Role.PARTNER, partner_id__isnull=False, office=None)
                    | Q(role__in=sorted(EVERY_OFFICE), office=None, partner_id=None)
                ),
                violation_error_message=_(
                    "An advisor and an office manager need an office, a partner user needs a partner,"
                    " and the other roles have neither."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "office", "partner_id"],
                nulls_distinct=False,
                name="membership_once",
                violation_error_message=_("This user already has this role there."),
            ),
        ]
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

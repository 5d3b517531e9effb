"""What happens to accounts: somebody is invited, changes her own, leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import Membership, User
from portal.actors import Actor
from portal.outbox.actions import Recipient, queue
from portal.record.acting import action
from portal.roles import Role


@dataclass(frozen=True)
class Post:
    """A role at an office, at a partner, or everywhere."""

    role: Role
    office_id: int | None = None
    partner_id: int | None = None


@action
def invite_user(*, by: Actor, email: str, name: str, language: str, memberships: Iterable[Post] = ()) -> User:
    """A new user without a password, who gets a link to choose one, in her language. The address must be new."""
    del by
    user = User.objects.create_user(email, name=name, language=language)
    for post in memberships:
        Membership.objects.create(user=user, role=post.role, office_id=post.office_id, partner_id=post.partner_id)
    _send_invitation(user)
    return user


@action
def invite_again(*, by: Actor, user: User) -> None:
    """Send a fresh link to somebody who has not chosen a password yet."""
    del by
    if user.has_usable_password() or not user.is_active:
        raise ValidationError(_("%(name)s has a password already, or has left."), params={"name": user.name})
    _send_invitation(user)


def _send_invitation(user: User) -> None:
    with override(user.language):
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        link = settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)
    queue(
        event="invitation",
        to=Recipient("email", user.email, user.language),
        params={"link": link, "name": user.name},
        about=user,
    )


@action
def deactivate_user(*, by: Actor, user: User) -> None:
    """Somebody leaves: no login from now on, open sessions end. Her name stays on what she did."""
    if by.kind == "staff" and by.id == user.pk:
        raise ValidationError(_("You cannot close your own account. Ask another administrator."))
    User.objects.filter(pk=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)


@action
def reactivate_user(*, by: Actor, user: User) -> None:
    """Somebody comes back; her roles are as they were."""
    del by
    User.objects.filter(pk=user.pk).update(is_active=True)


@action
def reset_second_factor(*, by: Actor, user: User) -> None:
    """For a lost phone: the next login asks to set up a second factor anew. Open sessions end."""
    del by
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    queue(
        event="account_changed",
        to=Recipient("email", user.email, user.language),
        params={"what": "second_factor_reset", "name": user.name},
        about=user,
    )


@action
def change_account(*, by: Actor, user: User, name: str, language: str) -> None:
    """Her own name and language."""
    del by
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


@action
def end_sessions(*, by: Actor, user: User) -> None:
    """Every session of the user ends; the caller keeps the one at hand by `update_session_auth_hash`."""
    del by
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])

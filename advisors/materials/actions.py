"""What changes a material apart from its texts: a check, publishing, withdrawing."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.materials.models import Material, MaterialState
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action


@action
def mark_checked(*, by: Actor, material: Material) -> None:
    """Somebody has looked through every version today, and stands for it."""
    material.checked_on = timezone.localdate()
    material.checked_by = User.objects.filter(pk=by.id).first() if by.is_staff else None
    material.save(update_fields=["checked_on", "checked_by"])


@action
def publish(*, by: Actor, material: Material) -> None:
    """Offer it to those it is for. A material without a version cannot be offered."""
    del by  # the record has it from the transaction
    if not material.versions.exists():
        raise ValidationError(_("“%(material)s” has no file and no link yet.") % {"material": material})
    material.state = MaterialState.PUBLISHED
    material.save(update_fields=["state"])


@action
def withdraw(*, by: Actor, material: Material) -> None:
    """Nobody gets it any more, those neither with whom it was shared."""
    del by
    material.state = MaterialState.WITHDRAWN
    material.save(update_fields=["state"])

"""What changes a guide apart from its texts: a check, publishing, and taking it back."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.guides.models import Guide, GuideState
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action


@action
def mark_checked(*, by: Actor, guide: Guide) -> None:
    """Somebody has read the guide against the official pages today, and stands for it."""
    guide.checked_on = timezone.localdate()
    guide.checked_by = User.objects.filter(pk=by.id).first() if by.is_staff else None
    guide.save(update_fields=["checked_on", "checked_by"])


@action
def publish(*, by: Actor, guide: Guide) -> None:
    """Show it to everybody. A guide without a step cannot be shown."""
    del by  # the record has it from the transaction
    if not guide.steps.current().exists():
        raise ValidationError(_("“%(guide)s” has no step yet.") % {"guide": guide})
    guide.state = GuideState.PUBLISHED
    guide.save(update_fields=["state"])


@action
def take_back(*, by: Actor, guide: Guide) -> None:
    """Make it a draft again. Clients for whom it was chosen keep what was ticked."""
    del by
    guide.state = GuideState.DRAFT
    guide.save(update_fields=["state"])

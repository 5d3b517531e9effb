"""The one way by which a practice changes its state, and what each move asks for."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.network.models import Practice, PracticeEvent, Reading, Trial
from advisors.network.region_models import Referent
from advisors.network.workflow import WORKFLOW
from portal.actors import Actor
from portal.models import Office
from portal.record.acting import action
from portal.roles import Permission
from portal.workflow import Transition


def steers(by: Actor) -> bool:
    """The head office, and today's referents of any region."""
    if by.may(Permission.STEER_PRACTICES):
        return True
    if not by.may(Permission.SHARE_PRACTICES):
        return False
    return Referent.objects.on(timezone.localdate()).of_users([by.id]).exists()


def permissions_of(by: Actor) -> set[Permission | str]:
    held: set[Permission | str] = {permission for permission in Permission if by.may(permission)}
    return held | {Permission.STEER_PRACTICES} if steers(by) else held


def possible(by: Actor, practice: Practice) -> list[Transition]:
    """What this actor can do with it now; who wrote it is not offered to call it proven."""
    found = WORKFLOW.possible(practice.state, may=permissions_of(by))
    return [each for each in found if each.name != "prove" or practice.author_id != by.id]


def lock(practice: Practice) -> Practice:
    """Hold the row until the transaction ends, as others have left it."""
    practice.refresh_from_db(from_queryset=Practice.objects.select_for_update(of=("self",)))
    return practice


@action
def move(
    *,
    by: Actor,
    practice: Practice,
    name: str,
    reason: str = "",
    offices: tuple[Office, ...] = (),
    begins: date | None = None,
) -> None:
    """Take the transition `name`. `ValidationError` with the sentence for the reader when it cannot be done."""
    lock(practice)
    transition = WORKFLOW.transition(name)
    if practice.state not in transition.sources:
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if transition.who not in permissions_of(by):
        raise ValidationError(_("Only referents and the head office move a practice on."))
    if transition.reason_required and not reason.strip():
        raise ValidationError(_("Please write why."))
    if name == "begin_test":
        _begin(practice, offices, begins)
    _set_finder(practice, transition, by)
    practice.state, practice.state_since = transition.target, timezone.now()
    practice.full_clean(validate_unique=False)
    practice.save()
    tell(by, practice, name, reason)


def _begin(practice: Practice, offices: tuple[Office, ...], begins: date | None) -> None:
    """A test is at named offices, from a day; those that tested before stay in the list."""
    if begins is None or not (offices or practice.trials.exists()):
        raise ValidationError(_("Say at which offices the test is, and from which day."))
    for office in offices:
        Trial.objects.get_or_create(practice=practice, office=office, defaults={"started_on": begins})


def _set_finder(practice: Practice, transition: Transition, by: Actor) -> None:
    """Who found that it works is kept while it holds."""
    if transition.name == "prove":
        if not practice.trials.filter(people__gt=0).exists():
            raise ValidationError(_("No office has written down results yet."))
        if practice.author_id == by.id:
            raise ValidationError(_("You wrote this practice. Somebody else has to say that it is proven."))
        practice.proven_by_id = by.id
    elif transition.target in ("proposed", "in_test"):
        practice.proven_by = None


def tell(by: Actor, practice: Practice, code: str, reason: str = "", *, office: Office | None = None) -> None:
    """Into the history; to everybody it is news, but not to the one who did it."""
    who = by.id if by.is_staff else None
    PracticeEvent.objects.create(practice=practice, by_id=who, code=code, office=office, reason=reason)
    news(by, practice)


def news(by: Actor, practice: Practice) -> None:
    """Something is new; who did it, and had read all before, has nothing unread."""
    had_read = not Practice.objects.filter(pk=practice.pk).unread_by(by.id).exists()
    practice.news_at = timezone.now()
    practice.save(update_fields=["news_at"])
    if by.is_staff and had_read:
        note_read(by, practice)


def note_read(by: Actor, practice: Practice) -> None:
    Reading.objects.update_or_create(practice=practice, user_id=by.id, defaults={"read_at": timezone.now()})

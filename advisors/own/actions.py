"""What an advisor changes of her own: what she speaks and knows, when she is away, which mails she gets."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors import notices
from advisors.models import Absence, Advisor, AdvisorLanguage, Community, Speciality, SpokenLanguage
from advisors.places import hold_places
from portal.actors import Actor
from portal.record.acting import action


@action
def set_languages(*, by: Actor, advisor: Advisor, levels: Mapping[SpokenLanguage, str]) -> None:
    """What she speaks and how well; what is not named goes. `ValidationError` for none: no file would find her."""
    del by
    if not levels:
        raise ValidationError(_("Please name at least one language."))
    hold_places()
    advisor.languages.exclude(language__in=levels).delete()
    for language, level in levels.items():
        AdvisorLanguage.objects.update_or_create(advisor=advisor, language=language, defaults={"level": level})


@action
def set_knowledge(
    *, by: Actor, advisor: Advisor, communities: Iterable[Community], specialities: Iterable[Speciality]
) -> None:
    del by
    hold_places()
    advisor.communities.set(communities)
    advisor.specialities.set(specialities)


@action
def set_notices(*, by: Actor, advisor: Advisor, wanted: Iterable[str]) -> None:
    """The events she gets a mail about; about the others she gets none."""
    del by
    known = {event for event, _words in notices.choices()}
    advisor.mails_off = sorted(known - set(wanted))
    advisor.save(update_fields=["mails_off"])


@action
def add_absence(*, by: Actor, advisor: Advisor, first: date, last: date) -> Absence:
    """
    Away from the first to the last of these days. Waits for a match that is under way: that one still sees her, the
    next one does not; and so with a booking (`advisors.hours.actions`), which what is booked already outlives.
    `ValidationError` for days that are over, in the wrong order, or that overlap another absence.
    """
    del by
    hold_places()
    Advisor.objects.select_for_update(of=("self",)).get(pk=advisor.pk)
    if last < first:
        raise ValidationError({"last": _("The last day comes after the first.")})
    if last < timezone.localdate():
        raise ValidationError({"last": _("These days are over.")})
    absence = Absence(advisor=advisor, days=(first, last + timedelta(days=1)))
    if advisor.absences.filter(days__overlap=absence.days).exists():
        raise ValidationError(_("These days overlap another absence."))
    absence.save()
    return absence


@action
def end_absence(*, by: Actor, absence: Absence) -> None:
    """She is back today; an absence that has not begun is taken out. One that is over stays as it was."""
    del by
    hold_places()
    absence.refresh_from_db(from_queryset=Absence.objects.select_for_update())
    today = timezone.localdate()
    if absence.days.upper <= today:
        return
    if absence.days.lower >= today:
        absence.delete()
        return
    absence.days = (absence.days.lower, today)
    absence.save(update_fields=["days"])

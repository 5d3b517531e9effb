"""What the desk reads: one file, and lists of files."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils import timezone

from advisors.models import SpokenLanguage
from applicants.cases.models import Case, CaseQuerySet, Meeting, Stage, WaitingOn
from applicants.cases.silence import LONGEST_LOOK_BACK
from applicants.documents.models import waiting_for_advisor
from applicants.home.models import HelpQuestion
from applicants.letters.models import waiting_for_office
from applicants.persons.models import PersonLanguage
from applicants.skills.models import Recognition
from portal.actors import Actor
from portal.models import Holiday
from portal.record.models import record_look

MINE: Final = "mine"
OFFICE: Final = "office"
NEW_LETTER: Final = "new_letter"
DOCUMENTS: Final = "documents_sent"


def open_file(actor: Actor, ref: str) -> Case:
    """The one way to a file on the desk: it is there and the actor may see it (404 otherwise), and the look is kept."""
    case = get_object_or_404(
        Case.objects.visible_to(actor).with_list_columns().select_related("person__permit"), ref=ref
    )
    record_look(case, by=actor)
    return case


def files_of(actor: Actor, scope: str) -> CaseQuerySet:
    """The files that were sent: those the actor carries (`MINE`), or all she may see (`OFFICE`)."""
    files = Case.objects.visible_to(actor).submitted()
    return files.carried_by(actor) if scope == MINE else files


def filtered(files: CaseQuerySet, chosen: Mapping[str, str]) -> CaseQuerySet:
    """Narrowed by codes: `stage`, `waiting`, `language` (spoken), `office`, `mark`. Closed files when asked for.

    New messages are shown whatever became of the file.
    """
    mark = chosen.get("mark", "")
    if chosen.get("stage"):
        files = files.filter(stage=chosen["stage"])
    elif mark != NEW_LETTER:
        files = files.open()
    if mark:
        files = files.filter(_marks()[mark])
    if chosen.get("waiting"):
        files = files.filter(waiting_on=chosen["waiting"])
    if chosen.get("office"):
        files = files.filter(office__code=chosen["office"])
    if chosen.get("language"):
        spoken = Case.objects.filter(person__languages__language__code=chosen["language"])
        files = files.filter(pk__in=spoken.values("pk"))
    return files


def _marks() -> dict[str, Exists]:
    """What makes a file stand out: she wrote or sent what nobody looked at, still wants help, did not answer."""
    questions = {"wants_help": HelpQuestion.objects.wants_help(), "no_answer": HelpQuestion.objects.without_answer()}
    return {
        NEW_LETTER: waiting_for_office(),
        DOCUMENTS: waiting_for_advisor(),
        **{mark: Exists(asked.filter(case=OuterRef("pk"))) for mark, asked in questions.items()},
    }


def for_list(files: CaseQuerySet) -> CaseQuerySet:
    """With the single rows and the marks that a line of the list shows; `complete` brings the others."""
    followed = Recognition.objects.to_follow().filter(person=OuterRef("person"))
    reminder = Subquery(followed.values("follow_up_on")[:1])
    files = files.select_related("person__permit", "office", "advisor__user")
    return files.annotate(**_marks(), diploma_on=reminder)


def complete(cases: Sequence[Case]) -> None:
    """Bring the languages and the open next steps of all these files at once; two queries for any number."""
    steps = Meeting.objects.exclude(next_step="").filter(next_step_done_at=None).order_by("next_step_on", "pk")
    spoken = PersonLanguage.objects.select_related("language")
    prefetch_related_objects(
        list(cases),
        Prefetch("person__languages", spoken),
        Prefetch("meetings", steps, to_attr="open_steps"),
    )


def without_advisor(actor: Actor) -> CaseQuerySet:
    """The manager's queue: open files that nobody carries, oldest first."""
    return Case.objects.visible_to(actor).open().unassigned()


def counts_of(files: CaseQuerySet) -> dict[str, int]:
    """How many are new, how many open ones wait for whom, in how many she wrote; one query."""
    is_open = ~Q(stage__in=[Stage.DRAFT, Stage.CLOSED])
    waiting: dict[str, Any] = {
        who: Count("pk", filter=is_open & Q(waiting_on=who)) for who in (WaitingOn.ADVISOR, WaitingOn.APPLICANT)
    }
    written = Count("pk", filter=waiting_for_office())
    return files.aggregate(new=Count("pk", filter=Q(stage=Stage.NEW)), new_letter=written, **waiting)


def spoken_languages() -> list[SpokenLanguage]:
    """Every language that people speak, the common ones first."""
    return list(SpokenLanguage.objects.all())


def recent_holidays() -> QuerySet[Holiday]:
    """The days off that can matter for "how long since we spoke"; one query, asked when the first file needs it."""
    since = timezone.localdate() - timedelta(days=LONGEST_LOOK_BACK)
    return Holiday.objects.filter(day__gte=since, day__lte=timezone.localdate())

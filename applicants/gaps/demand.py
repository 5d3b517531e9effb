"""Demand by language and office beside what is spoken there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisors.matching import Candidate, Rules
from applicants.cases.models import Case
from applicants.persons.models import PersonLanguage
from portal.actors import Actor
from portal.models import Office

RECENT: Final = timedelta(days=365)


@dataclass(frozen=True)
class Cell:
    """
    One language at one office. `files`: open ones, and those sent in the last year; of the open ones `waiting` have
    no advisor, `interpreter` need one. `here`, `near` (a kindred language) and `phone` (from another office) are
    advisors; `room` is what those who speak it here have left.
    """

    language: str
    office: int
    files: int
    waiting: int
    interpreter: int
    here: int
    near: int
    phone: int
    room: int

    @property
    def heat(self) -> int:
        """From 0, spoken here with room, to 4, spoken by nobody; how many ask for it does not count."""
        if self.here:
            return 0 if self.room else 1
        if self.near:
            return 2
        return 3 if self.phone else 4

    @property
    def words(self) -> str:
        """The same in a few words: what is shown does not hang on a colour."""
        if self.here:
            said = ngettext("%(count)s speaks it", "%(count)s speak it", self.here) % {"count": self.here}
            return said if self.room else _("%(spoken)s, no room") % {"spoken": said}
        return {2: _("a close language"), 3: _("by phone only"), 4: _("nobody")}[self.heat]


def cells(actor: Actor, offices: Iterable[Office], people: list[Candidate], rules: Rules) -> list[Cell]:
    """A cell for each language that is asked for at each office. The language she wished first is what counts."""
    files, waiting, interpreter = _counted(actor)
    known = {office.pk for office in offices}
    found = []
    for (language, office), count in files.items():
        if office not in known:
            continue
        speak = [one for one in people if language in one.languages]
        here = [one for one in speak if office in one.offices]
        kin = set(rules.kin.get(language, ()))
        near = [one for one in people if office in one.offices and kin & set(one.languages) and one not in here]
        found.append(
            Cell(
                language=language,
                office=office,
                files=count,
                waiting=waiting[language, office],
                interpreter=interpreter[language, office],
                here=len(here),
                near=len(near),
                phone=sum(1 for one in speak if one.works_remotely and office not in one.offices),
                room=sum(one.capacity for one in here if one.is_available),
            )
        )
    return found


Counted = Counter[tuple[str, int]]


def _counted(actor: Actor) -> tuple[Counted, Counted, Counted]:
    """By language and office: all files, those without an advisor, those that need an interpreter. One query."""
    first = PersonLanguage.objects.filter(person=OuterRef("person")).order_by("rank").values("language__code")[:1]
    recent = Q(submitted_at__gte=timezone.now() - RECENT)
    rows = (
        Case.objects.visible_to(actor)
        .submitted()
        .filter(recent | ~Q(stage="closed"))
        .annotate(speaks=Coalesce(Subquery(first), "person__language"))
    )
    files, waiting, interpreter = Counter[tuple[str, int]](), Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for language, office, stage, advisor, needed in rows.values_list(
        "speaks", "office", "stage", "advisor", "interpreter_needed"
    ):
        key = str(language), int(office or 0)
        files[key] += 1
        if stage != "closed":
            waiting[key] += advisor is None
            interpreter[key] += bool(needed)
    return files, waiting, interpreter

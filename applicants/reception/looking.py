"""Which files fit a name at the counter."""

from dataclasses import dataclass

from applicants.cases.models import Case, Stage
from applicants.cases.shown import ShownName, shown_name
from applicants.persons.search import find
from portal.actors import Actor
from portal.refs import display


@dataclass(frozen=True)
class FileHere:
    case: Case
    number: str
    name: ShownName
    birth_year: int | None


def files_found(actor: Actor, text: str) -> list[FileHere]:
    """The newest file of each person whom the actor may see, the best name first; drafts are no files yet."""
    found = []
    for one in find(actor, text):
        sent = [case for case in one.files if case.stage != Stage.DRAFT]
        if sent:
            person = one.person
            found.append(FileHere(sent[0], display(sent[0].ref), shown_name(person, actor), person.birth_year))
    return found

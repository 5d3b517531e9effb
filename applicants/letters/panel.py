"""The messages on the desk's page of a file."""

from typing import Any, Final

from applicants.cases.models import Case, Stage
from applicants.letters.forms import LetterForm
from applicants.letters.queries import letters_page
from portal.actors import Actor
from portal.language import registry
from portal.roles import Permission

_SHOWN: Final = 3


def panel_of(case: Case, actor: Actor) -> dict[str, Any]:
    """The latest messages, and the box to answer for those who may write."""
    rows, _page = letters_page(case, actor, size=_SHOWN)
    writes = actor.may(Permission.WORK_CASES) and case.stage != Stage.DRAFT
    return {
        "letters": rows,
        "letter_form": LetterForm() if writes else None,
        "new_letters": any(row.is_new for row in rows),
        "reads": registry.BY_CODE[case.person.language],
    }

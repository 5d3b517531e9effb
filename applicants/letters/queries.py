"""What the pages of messages read."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from applicants.cases.models import Case
from applicants.cases.who import names_of
from applicants.letters.models import Letter
from portal.actors import Actor
from portal.pages import Page, keyset_page


@dataclass(frozen=True)
class LetterRow:
    """A message as a page shows it; `who` is who wrote it, "" for the reader's own."""

    letter: Letter
    who: str
    is_new: bool


def my_file(actor: Actor, ref: str) -> Case:
    """Her own file that was sent; 404 for anybody else's."""
    return get_object_or_404(
        Case.objects.visible_to(actor).submitted().select_related("person", "office", "advisor__user"), ref=ref
    )


def letters_page(case: Case, actor: Actor, *, after: str = "", size: int = 20) -> tuple[list[LetterRow], Page[Letter]]:
    """The newest first, with who wrote them."""
    page = keyset_page(Letter.objects.visible_to(actor).filter(case=case), sort="-sent_at", after=after, size=size)
    names = names_of([letter.typed_by for letter in page.rows], applicant=case.person_id)
    mine = actor.kind == "person"
    rows = [
        LetterRow(
            letter,
            "" if letter.from_applicant == mine and mine else names[letter.typed_by],
            letter.read_at is None and letter.from_applicant != mine,
        )
        for letter in page.rows
    ]
    return rows, page

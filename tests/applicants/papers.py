"""Documents in tests: who sends them, and files as a browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from applicants.documents.checking import check
from applicants.documents.uploads import add_files
from applicants.models import Case, Document, DocumentFile
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.files.taking import Taken
from tests.portal.files import jpeg


def herself(case: Case, language: str = "fa") -> Actor:
    return Actor(kind="person", id=case.person_id, language=language)


def advisor_of(case: Case) -> Actor:
    assert case.advisor is not None
    return actor_for_user(case.advisor.user)


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(document: Document, *contents: bytes, by: Actor | None = None, checked: bool = True) -> Taken[DocumentFile]:
    """Files of hers (one photograph, if none are given), and a worker that has looked at them."""
    files = [upload(content) for content in contents or (jpeg(),)]
    taken = add_files(by=by or herself(document.case), document=document, uploads=files)
    if checked:
        for file in taken.files:
            check(file.pk, by=system("files"))
    return taken


def only_file(document: Document) -> DocumentFile:
    return DocumentFile.objects.get(document=document)

"""The documents of a file on the desk."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.documents import deciding
from applicants.documents.forms import AgainForm, RemoveForm, RequestForm, SentenceForm, UploadForm
from applicants.documents.models import Document
from applicants.documents.page import document_page, list_page
from applicants.documents.queries import document_for, file_for, file_to_show
from applicants.documents.uploads import add_files, remove_file
from applicants.documents.views import say_what_was_taken
from portal.doors import ActorRequest, staff
from portal.files.serving import serve
from portal.forms import Form
from portal.language import registry
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_safe
def case_documents(request: ActorRequest, ref: str) -> HttpResponse:
    """All documents of a file, with small pictures side by side."""
    file = open_file(request.actor, ref)
    return render(request, "applicants/case_documents.html", list_page(file, request.actor))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def document_request(request: ActorRequest, ref: str) -> HttpResponse:
    """Ask for one more document."""
    file = open_file(request.actor, ref)
    form = RequestForm(request.POST or None, country=file.office.country if file.office else "")
    if request.method == "POST" and form.is_valid():
        try:
            deciding.request_document(by=request.actor, case=file, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The applicant is told that a document is needed."))
            return redirect("case-documents", ref=ref)
    context = head_of(file, request.actor) | {"form": form, "reads": registry.BY_CODE[file.person.language]}
    return render(request, "applicants/document_request.html", context)


@staff(Permission.WORK_CASES)
@require_safe
def document(request: ActorRequest, ref: str) -> HttpResponse:
    """One document: its files in large, what was said of it, and what can be done."""
    found = document_for(request.actor, ref)
    return render(request, "applicants/document_detail.html", document_page(found, request.actor))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def document_decide(request: ActorRequest, ref: str) -> HttpResponse:
    """Accept, let it be, ask for a better picture, or need it after all; the button's `what` says which.

    What is wrong is said on the document's page, with what was typed; a GET comes from its links, and goes there.
    """
    found, what = document_for(request.actor, ref), request.POST.get("what", "")
    if request.method != "POST":
        return redirect("document", ref=ref)
    form = _form_of(what, request.POST)
    if form.is_valid():
        try:
            _decide(request, found, what, form)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    if not form.errors:
        messages.success(request, _("Done."))
        return redirect("document", ref=ref)
    page = document_page(found, request.actor, {_SHOWN[what]: form} if what in _SHOWN else {})
    if what not in _SHOWN or not page["may"][what]:  # no form of this page says what is wrong
        for each in form.non_field_errors() or [_("Please choose one of the answers.")]:
            messages.error(request, str(each))
    return render(request, "applicants/document_detail.html", page)


# The forms of two answers, by their names in the template.
_SHOWN: Final = {"again": "again_form", "insist": "sentence_form"}


def _form_of(what: str, data: QueryDict) -> Form:
    if what == "again":
        return AgainForm(data)
    return SentenceForm(data) if what == "insist" else Form(data)


def _decide(request: ActorRequest, found: Document, what: str, form: Form) -> None:
    if what == "accept":
        deciding.accept(by=request.actor, document=found)
    elif what == "waive":
        deciding.waive(by=request.actor, document=found)
    elif what == "again":
        deciding.ask_again(by=request.actor, document=found, **form.cleaned_data)
    elif what == "insist":
        deciding.insist(by=request.actor, document=found, **form.cleaned_data)
    else:
        raise ValidationError(_("Please choose one of the answers."))


@staff(Permission.WORK_CASES)
@require_POST
def document_upload(request: ActorRequest, ref: str) -> HttpResponse:
    """A colleague sends it for her: scanned at the desk, or brought on paper."""
    found, form = document_for(request.actor, ref), UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Please take a photo, or choose a file."))
        return redirect("document", ref=ref)
    try:
        taken = add_files(by=request.actor, document=found, uploads=form.cleaned_data["uploads"])
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        say_what_was_taken(request, taken)
    return redirect("document", ref=ref)


@staff(Permission.WORK_CASES)
@require_safe
def file(request: ActorRequest, ref: str) -> HttpResponse:
    """A picture to look into closely: three sizes, without script."""
    found = file_for(request.actor, ref)
    asked = request.GET.get("zoom", "1")
    zoom = int(asked) if asked in ("1", "2", "4") else 1
    return render(request, "applicants/document_file.html", {"file": found, "zoom": zoom, "sizes": (1, 2, 4)})


@staff(Permission.WORK_CASES)
@require_safe
def file_content(request: ActorRequest, ref: str, size: str) -> HttpResponse:
    """The contents of a file, whole or as a small picture; each look is kept."""
    found = file_to_show(request.actor, ref)
    if size == "small":
        return serve(found.preview, "jpeg", name=found.ref)
    return serve(found.content, found.kind, name=found.ref)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_remove(request: ActorRequest, ref: str) -> HttpResponse:
    """Take a file away, with the reason."""
    found, form = file_for(request.actor, ref), RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = found.document
        remove_file(by=request.actor, file=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("The file is removed."))
        return redirect("document", ref=document.ref)
    return render(request, "applicants/document_file_remove.html", {"file": found, "form": form})

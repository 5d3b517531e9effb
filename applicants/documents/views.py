"""Her pages: the list of documents, and each document with its files and what she says of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.documents.forms import RemindForm, SayForm, UploadForm
from applicants.documents.models import HER_WORDS, SETTLED, DocumentFile, DocumentState
from applicants.documents.queries import document_for, document_row, document_rows, file_to_show
from applicants.documents.saying import remind_me, say, unsay
from applicants.documents.uploads import add_files, remove_file
from applicants.documents.words import refusal
from applicants.letters.queries import my_file
from portal.doors import ActorRequest, person
from portal.files.serving import serve
from portal.files.taking import Taken
from portal.language.digits import localize
from portal.typed import keeps_typed, typed_before


@person
@require_safe
def my_documents(request: ActorRequest, ref: str) -> HttpResponse:
    """What we still need first, then what she said, what she sent, what is settled."""
    file = my_file(request.actor, ref)
    rows = document_rows(file, request.actor)
    groups = [
        (_("What we still need"), [row for row in rows if row.document.is_open]),
        (_("Your advisor answers you"), [row for row in rows if row.document.state in HER_WORDS]),
        (_("Sent"), [row for row in rows if row.document.state == DocumentState.GIVEN]),
        (_("Settled"), [row for row in rows if row.document.state in SETTLED]),
    ]
    done = sum(not row.document.is_open and row.document.state not in HER_WORDS for row in rows)
    context = {"case": file, "groups": [group for group in groups if group[1]], "done": done, "all": len(rows)}
    return render(request, "applicants/my_documents.html", context)


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_document(request: ActorRequest, ref: str) -> HttpResponse:
    """One document: what it is, its files, and the form that takes more. Asked by htmx, the files alone."""
    document = document_for(request.actor, ref)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            taken = add_files(by=request.actor, document=document, uploads=form.cleaned_data["uploads"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            say_what_was_taken(request, taken)
            return redirect("my-document", ref=ref)
    context = {
        "row": document_row(document),
        "form": form,
        "say_form": SayForm(typed_before(request)),
        "remind_form": RemindForm(),
    }
    template = "applicants/_my_document_files.html" if request.htmx else "applicants/my_document.html"
    return render(request, template, context)


def say_what_was_taken(request: ActorRequest, taken: Taken[Any]) -> None:
    """One sentence for what arrived, one for each reason for which something did not."""
    count = len(taken.files)
    if count:
        words = ngettext("%(count)s file has arrived.", "%(count)s files have arrived.", count)
        messages.success(request, words % {"count": localize(str(count), request.actor.language)})
    for code in dict.fromkeys(taken.refused):
        (messages.info if code == "again" else messages.error)(request, refusal(code))


@keeps_typed("my-document")
@person
@require_POST
def my_document_say(request: ActorRequest, ref: str) -> HttpResponse:
    """I cannot find it, I cannot get it, it does not apply; `undo` takes it back."""
    document, what = document_for(request.actor, ref), request.POST.get("what", "")
    form = SayForm(request.POST)
    try:
        if what == "undo":
            unsay(by=request.actor, document=document)
            return redirect("my-document", ref=ref)
        note = form.cleaned_data["note"] if form.is_valid() else ""
        say(by=request.actor, document=document, what=what, note=note)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("my-document", ref=ref)
    messages.success(request, _("Thank you. Your advisor knows now, and tells you what helps."))
    return redirect("my-documents", ref=document.case.ref)


@person
@require_POST
def my_document_remind(request: ActorRequest, ref: str) -> HttpResponse:
    """A message on a day of her choice."""
    document, form = document_for(request.actor, ref), RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a day."))
        return redirect("my-document", ref=ref)
    try:
        remind_me(by=request.actor, document=document, day=form.day())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("my-document", ref=ref)
    messages.success(request, _("We will write to you on that day."))
    return redirect("my-documents", ref=document.case.ref)


@person
@require_POST
def my_document_remove(request: ActorRequest, ref: str) -> HttpResponse:
    """Take a file away again."""
    document = document_for(request.actor, ref)
    files = DocumentFile.objects.visible_to(request.actor).filter(document=document)
    file = get_object_or_404(files.select_related("document__case", "document__kind"), ref=request.POST.get("file", ""))
    try:
        remove_file(by=request.actor, file=file)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The file is removed."))
    return redirect("my-document", ref=ref)


@person
@require_safe
def my_file_content(request: ActorRequest, ref: str, size: str) -> HttpResponse:
    """A file of hers, whole or as a small picture."""
    file = file_to_show(request.actor, ref)
    if size == "small":
        return serve(file.preview, "jpeg", name=file.ref)
    return serve(file.content, file.kind, name=file.ref)

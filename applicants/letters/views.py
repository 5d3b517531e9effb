"""The pages of messages: hers, and the office's."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.letters.actions import mark_read, write_to_applicant, write_to_office
from applicants.letters.forms import LetterForm
from applicants.letters.queries import letters_page, my_file
from applicants.letters.words import promise_of
from portal.doors import ActorRequest, person, staff
from portal.language import registry
from portal.roles import Permission
from portal.typed import keeps_typed, typed_before


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_messages(request: ActorRequest, ref: str) -> HttpResponse:
    """Everything she and her office wrote, and the box for the next message."""
    file = my_file(request.actor, ref)
    form = LetterForm(request.POST or typed_before(request), help_text=promise_of(file))
    if request.method == "POST" and form.is_valid():
        try:
            write_to_office(by=request.actor, case=file, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("my-messages", ref=ref)
    rows, page = letters_page(file, request.actor, after=request.GET.get("after", ""))
    context = {"case": file, "form": form, "rows": rows, "page": page, "has_new": any(row.is_new for row in rows)}
    return render(request, "applicants/my_messages.html", context)


@person
@require_POST
def my_messages_read(request: ActorRequest, ref: str) -> HttpResponse:
    """She has read what is new."""
    mark_read(by=request.actor, case=my_file(request.actor, ref))
    return redirect("my-home")


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_messages(request: ActorRequest, ref: str) -> HttpResponse:
    """The same on the desk: her text in its direction, and the answer."""
    file = open_file(request.actor, ref)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_to_applicant(by=request.actor, case=file, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("case", ref=ref)
    rows, page = letters_page(file, request.actor, after=request.GET.get("after", ""))
    context = head_of(file, request.actor) | {"form": form, "rows": rows, "page": page}
    context |= {"has_new": any(row.is_new for row in rows), "reads": registry.BY_CODE[file.person.language]}
    return render(request, "applicants/case_messages.html", context)


@staff(Permission.WORK_CASES)
@require_POST
def case_messages_read(request: ActorRequest, ref: str) -> HttpResponse:
    """Read, and no answer is needed."""
    mark_read(by=request.actor, case=open_file(request.actor, ref))
    messages.success(request, _("Marked as read."))
    return redirect("case", ref=ref)

"""What she agreed to, on a page of hers; and noting an agreement on the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.consents.actions import give_consent, withdraw_consent
from applicants.consents.forms import NotedConsentForm
from applicants.consents.models import REQUIRED, Purpose
from applicants.consents.page import agreements_of
from applicants.consents.standing import stands
from applicants.consents.texts import words_of
from applicants.persons.models import Person
from portal.doors import ActorRequest, person, staff
from portal.roles import Permission


def _herself(request: ActorRequest) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor).prefetch_related("consents"))


@person
@require_safe
def my_consents(request: ActorRequest) -> HttpResponse:
    """Each purpose with its words, what she said, and what she can do about it."""
    return render(request, "applicants/my_consents.html", {"agreements": agreements_of(_herself(request))})


@person
@require_POST
def my_consent_give(request: ActorRequest) -> HttpResponse:
    """A yes to one of the free purposes."""
    try:
        give_consent(
            by=request.actor,
            person=_herself(request),
            purpose=request.POST.get("purpose", ""),
            language=request.LANGUAGE_CODE,
        )
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Thank you. Your answer is kept."))
    return redirect("my-consents")


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_consent_withdraw(request: ActorRequest) -> HttpResponse:
    """What taking it back means, before she does it."""
    herself, purpose = _herself(request), request.POST.get("purpose") or request.GET.get("purpose", "")
    if purpose not in Purpose.values:
        return redirect("my-consents")
    if request.method == "POST":
        withdraw_consent(by=request.actor, person=herself, purpose=purpose)
        messages.success(request, _("You have taken back your agreement. Your office is told."))
        return redirect("my-consents")
    if not stands(herself, purpose):
        return redirect("my-consents")
    context = {
        "purpose": purpose,
        "words": words_of(purpose),
        "label": Purpose(purpose).label,
        "required": purpose in REQUIRED,
    }
    return render(request, "applicants/my_consent_withdraw.html", context)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_note_consent(request: ActorRequest, ref: str) -> HttpResponse:
    """An agreement that was given on paper, or aloud with an advisor present. `next` is the page it was asked from."""
    file = open_file(request.actor, ref)
    asked_from = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(asked_from, allowed_hosts=None):
        asked_from = ""
    purpose = request.GET.get("purpose", "")
    form = NotedConsentForm(request.POST or None, language=file.person.language, purpose=purpose)
    if request.method == "POST" and form.is_valid():
        give_consent(by=request.actor.acting_for(file.person_id), person=file.person, **form.cleaned_data)
        messages.success(request, _("The agreement is noted."))
        return redirect(asked_from or reverse("case", args=[ref]))
    context = head_of(file, request.actor) | {"form": form, "asked_from": asked_from}
    return render(request, "applicants/case_consent_form.html", context)

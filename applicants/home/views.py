"""The applicant's own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applicants.home.asking import answer_help
from applicants.home.cards import REPLIES, cards_of
from applicants.home.models import HelpQuestion, Reply
from applicants.persons.models import Person
from portal.doors import ActorRequest, person


@person
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What happens now, who has the ball, one button for the next thing."""
    herself = Person.objects.visible_to(request.actor).first()
    cards = cards_of(request)
    context = {"herself": herself, "cards": cards, "may_begin": not any(card.is_draft for card in cards)}
    return render(request, "applicants/home.html", context | {"replies": REPLIES})


@person
@require_POST
def answer_help_question(request: ActorRequest, ref: str) -> HttpResponse:
    """Whether she still needs help, for the latest time she was asked about this file."""
    questions = HelpQuestion.objects.visible_to(request.actor).select_related("case__person", "case__office")
    question = get_object_or_404(questions.order_by("case", "-asked_at", "-pk").distinct("case"), case__ref=ref)
    reply = request.POST.get("reply", "")
    try:
        answer_help(by=request.actor, question=question, reply=reply)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        thanks = _("Thank you. We know now that you still need help, and will contact you.")
        sorry = _("Thank you for telling us. We wish you well.")
        messages.success(request, thanks if reply == Reply.YES else sorry)
    return redirect("my-home")

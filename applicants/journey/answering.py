"""What a step's page does with what comes in: show, keep, go on; nothing typed is lost on the way."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.aloud.queries import recording_of
from applicants.entry import limits
from applicants.journey import engine
from applicants.journey.step import AGAIN, DECLINED, Shown, Step, StepForm
from applicants.journey.visit import Visit
from applicants.voice.offering import NOT_BY_VOICE, Offer
from portal.doors import ActorRequest
from portal.middleware import with_microphone
from portal.typed import token_holds

BACK: Final = "back"  # the button at the top


class Answering:
    """One step, for one request."""

    def __init__(self, request: ActorRequest, step: Step) -> None:
        self.request = request
        self.step = step
        self.visit = Visit(request)
        self.voice = Offer(step, self.visit.case) if step.voice and self.visit.case else None

    def get(self) -> HttpResponse:
        if self.visit.has_ended:
            return redirect("apply")
        if not self._may_open():
            return redirect(self.visit.url_to_go_on())
        held = self.visit.held(self.step)
        if held is not None:
            messages.info(self.request, _("Here is what you wrote. Please press Continue to keep it."))
        return self._page(self._form(held))

    def _form(self, data: Any = None, files: Any = None) -> StepForm:
        form = self.step.form(self.visit.sheet, data)
        return self.voice.put_on(form, files) if self.voice else form

    def post(self) -> HttpResponse:
        if not token_holds(self.request):
            return self._post_without_token()
        if self.visit.has_ended:
            messages.error(self.request, _("Your request was already sent. Tell your advisor what has changed."))
            return redirect("my-home")
        if not self._may_open():
            return self._post_after_the_end()
        if self.voice and NOT_BY_VOICE in self.request.POST:
            return self._take_back_voice(self.voice)
        return self._back() if BACK in self.request.POST else self._answer()

    def _back(self) -> HttpResponse:
        """To the question before. What was typed is kept: as the answer where it is one, else until she comes again."""
        earlier = self.visit.url_before(self.step)
        form = self._form(self.request.POST, self.request.FILES)
        if form.has_changed():
            if form.is_valid() and self._is_answered(form):
                self._store(self.step.shown(form), form)
            else:
                self.visit.hold(self.step)
        return redirect(earlier)

    def _store(self, shown: Shown, form: StepForm) -> None:
        with transaction.atomic():
            self.visit.keep(self.step, shown)
            if self.voice:
                self.voice.keep(by=self.request.actor, form=form)

    def _answer(self) -> HttpResponse:
        form = self._form(self.request.POST, self.request.FILES)
        declined = self.step.may_decline and DECLINED in self.request.POST
        good = declined or (form.is_valid() and self._is_answered(form))  # or not bound: a line more was asked for
        try:
            if not good and self.voice:
                self.voice.keep(by=self.request.actor, form=form)  # a browser would not send it again
            if not good:
                return self._page(form)
            return self._keep(self.step.shown_declined() if declined else self.step.shown(form), form)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self._page(form)

    def _is_answered(self, form: StepForm) -> bool:
        return self.voice is None or self.voice.is_answered(form)

    def _take_back_voice(self, voice: Offer) -> HttpResponse:
        """The recording goes; what was typed meanwhile stays on the page."""
        voice.take_back(by=self.request.actor)
        if self.request.POST.get(self.step.voice, "").strip():
            self.visit.hold(self.step)
        messages.success(self.request, _("Your recording is deleted."))
        return redirect(self.request.get_full_path())

    def _keep(self, shown: Shown, form: StepForm) -> HttpResponse:
        sends_code = self.visit.case is None and self.step.slug == "contact"
        if sends_code and not limits.within("codes", limits.address_of(self.request), limits.CODES_FOR_ADDRESS):
            raise ValidationError(_("There were too many tries from here. Please wait an hour, or call the office."))
        self._store(shown, form)
        if self.step.again and AGAIN in self.request.POST:
            return redirect(self.visit.url_again(self.step))
        if sends_code and engine.first_unanswered(self.visit.sheet) is None:
            self.visit.send_code()
        return redirect(self.visit.url_after(self.step))

    def _may_open(self) -> bool:
        return engine.may_open(self.step, self.visit.sheet)

    def _post_without_token(self) -> HttpResponse:
        """Nothing is kept, nothing is lost: the same page with what was typed, and a new token."""
        messages.warning(self.request, _("This page was open for a long time. Please press Continue once more."))
        if self.visit.has_ended or not self._may_open():
            self.visit.hold(self.step)
            return redirect("enter" if not self.visit.has_ended else "my-home")
        return self._page(self._form(self.request.POST), status=403)

    def _post_after_the_end(self) -> HttpResponse:
        """An answer to a question that is not open: the session has ended. What can be kept is kept."""
        if self.visit.case is not None:
            return redirect(self.visit.url_to_go_on())
        if not self.step.before_code:
            self.visit.hold(self.step)
            sentence = _("You were away for a long time. Enter again: we have kept what you just wrote.")
            messages.warning(self.request, sentence)
            return redirect("enter")
        form = self.step.form(self.visit.sheet, self.request.POST)
        if form.is_valid():
            self.visit.keep(self.step, self.step.shown(form))
        messages.warning(
            self.request, _("You were away for a long time. We kept your last answer; please answer these again.")
        )
        return redirect(self.visit.url_to_go_on())

    def _page(self, form: StepForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {
            "step": self.step,
            "form": form,
            "whose": self.visit.whose(),
            "progress": self.visit.progress(self.step),
            "sums": self.step.sums(self.visit.sheet),
            "declined": self.visit.sheet.declined(self.step.slug),
            "voice": self.voice,
            "recording": recording_of(self.step.slug, get_language() or "en"),
        }
        answer = render(self.request, "applicants/journey_step.html", context, status=status)
        return with_microphone(answer) if self.voice else answer

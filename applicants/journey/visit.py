"""One visit to the journey: the answers so far, from the session or from the case, and where to go next."""

import time
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from applicants.cases.models import Case, Stage
from applicants.elsewhere.reasons import reason_after
from applicants.entry.actions import send_code
from applicants.entry.pending import APPLY, Pending, pending_of
from applicants.helping.helper import note_whom
from applicants.journey import engine
from applicants.journey.actions import keep_answer
from applicants.journey.step import AGAIN, Data, Sheet, Shown, Step
from applicants.persons.contacts import Reach
from applicants.persons.models import ContactKind, Person
from portal import typed
from portal.actors import Actor, system
from portal.doors import ActorRequest

DRAFT: Final = "journey_draft"  # the session's key: step → applicants.journey.step.Shown
FROM_CHECK: Final = "check"  # the value of ?from= on the links of the check page


def draft_case_of(request: ActorRequest) -> Case | None:
    """The request that this person has begun and not sent; nobody else has one."""
    if request.actor.kind != "person":
        return None
    drafts = Case.objects.visible_to(request.actor).filter(stage=Stage.DRAFT)
    return drafts.select_related("person", "office").order_by("-pk").first()


def draft_answers(request: HttpRequest) -> dict[str, Data]:
    """What waits in the session, as step → data."""
    return {slug: kept["data"] for slug, kept in request.session.get(DRAFT, {}).items()}


class Visit:
    """What the views of the journey share. `case` is None before the code."""

    def __init__(self, request: ActorRequest) -> None:
        self.request = request
        self.case = draft_case_of(request)
        self.from_check = request.GET.get("from") == FROM_CHECK
        self.sheet = self._sheet()

    def _sheet(self) -> Sheet:
        if self.case is not None:
            sheet = engine.sheet_of(self.case)
        else:
            sheet = engine.sheet_of_draft(draft_answers(self.request))
        sheet.more = AGAIN in self.request.GET
        return sheet

    @property
    def has_ended(self) -> bool:
        """She is in, and everything was sent: there is nothing to answer."""
        return self.case is None and self.request.actor.kind == "person"

    def keep(self, step: Step, shown: Shown) -> None:
        """Keep a valid answer: in the session before the code, in its rows afterwards."""
        if self.case is not None:
            keep_answer(by=self.request.actor, case=self.case, step=step, shown=shown)
            self.case = draft_case_of(self.request)
        else:
            kept = self.request.session.get(DRAFT, {})
            self.request.session[DRAFT] = {**kept, step.slug: shown}
        if step.slug == "name":
            note_whom(self.request.session, shown["data"].get("called") or shown["data"].get("full_name", ""))
        self.sheet = self._sheet()

    def url_again(self, step: Step) -> str:
        """The same page once more, with an empty entry below those that are kept."""
        came_from = {"from": FROM_CHECK} if self.from_check else {}
        return f"{step_url(step)}?{urlencode(came_from | {AGAIN: '1'})}"

    def url_after(self, step: Step) -> str:
        """The next page: the check page when she came from there and nothing new is open, else the next question.

        Where we cannot help, who else can is told before.
        """
        reason = reason_after(step.slug, self.sheet)
        if reason is not None:
            return f"{reverse('other-help')}?{urlencode({'why': reason})}"
        if self.case is None and engine.first_unanswered(self.sheet) is None:
            return reverse("enter-code")
        if self.from_check:
            return self.url_to_go_on()
        following = engine.after(step, self.sheet)
        return step_url(following) if following else self.url_to_go_on()

    def url_to_go_on(self) -> str:
        """The first open question; behind the last one the check page, or before it the code."""
        step = engine.first_unanswered(self.sheet)
        if step is not None:
            return step_url(step)
        return reverse("journey-check") if self.case else reverse("journey-step", args=["contact"])

    def url_before(self, step: Step) -> str:
        if self.from_check:
            return reverse("journey-check")
        earlier = engine.before(step, self.sheet)
        return step_url(earlier) if earlier else reverse("apply")

    def send_code(self) -> None:
        """To the contact she gave. Back and Continue within a moment do not send another."""
        contact = self.sheet.known["contact"]
        reach = (
            Reach(ContactKind.PHONE, contact["phone"])
            if contact["phone"]
            else Reach(ContactKind.EMAIL, contact["email"])
        )
        waiting = pending_of(self.request.session)
        if waiting and waiting.reach == reach and waiting.purpose == APPLY and waiting.was_sent_just_now():
            return
        dispatch(self.request, Pending(reach.kind, reach.value, APPLY), strangers=True)

    def progress(self, step: Step) -> dict[str, Any]:
        return progress(self.sheet, engine.parts_of(self.sheet).index(step.part))

    # --- what was typed and is no answer yet: the session had ended, or she went back ---------------------

    def whose(self) -> str:
        """Says whose page this is, without saying who: for an answer that comes back after the session ended."""
        return "" if self.case is None else typed.whose(self.case.person_id)

    def hold(self, step: Step) -> None:
        """Keep what was typed until she is in, or here, again."""
        typed.hold(self.request, _page(step))

    def held(self, step: Step) -> QueryDict | None:
        """What was held for this step and this person, once; what is somebody else's is forgotten."""
        if self.case is None:
            return typed.take_of_nobody(self.request.session, _page(step))
        return typed.take(self.request.session, _page(step), self.case.person_id)


def _page(step: Step) -> str:
    return typed.page_of(step_url(step))


def progress(sheet: Sheet, now: int) -> dict[str, Any]:
    """What templates/portal/_progress.html takes: the parts, the check page as the last one."""
    labels = [str(part.title) for part in engine.parts_of(sheet)] + [_("Check and send")]
    states = ["done" if place < now else "now" if place == now else "later" for place in range(len(labels))]
    parts = [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]
    return {"sections": parts, "position": now + 1}


def step_url(step: Step) -> str:
    return reverse("journey-step", args=[step.slug])


def doorkeeper(request: HttpRequest) -> Actor:
    """The portal itself, before it knows who is there; it speaks the language of the page."""
    return replace(system("entry"), language=request.LANGUAGE_CODE)


def dispatch(request: HttpRequest, pending: Pending, *, strangers: bool) -> None:
    """Send a code to whom the door waits for, and remember when."""
    send_code(by=doorkeeper(request), reach=pending.reach, purpose=pending.purpose, strangers=strangers)
    replace(pending, sent_at=time.time()).store(request.session)


def url_of_person(request: ActorRequest, person: Person, case: Case | None) -> str:
    """Where she goes on after coming in: to what was held for her, the first open question, or her page."""
    page = typed.held_page(request.session, person.pk)
    sheet = engine.sheet_of(case) if case is not None else None
    asked = {_page(step): step for step in engine.all_steps()}.get(page)
    if page and asked is None:
        return f"/{request.LANGUAGE_CODE}/{page}"
    if sheet is None:
        return reverse("my-home")
    step = asked if asked and engine.may_open(asked, sheet) else engine.first_unanswered(sheet)
    return step_url(step) if step else reverse("journey-check")

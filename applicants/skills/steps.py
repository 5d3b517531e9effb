"""The steps about skills without papers: what she did, what she can say, which diploma she has."""

from typing import Any, Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.journey.needs import Need
from applicants.journey.step import Data, Part, Sheet, Step, StepForm
from applicants.persons.countries import country_name
from applicants.skills import actions, forms
from applicants.skills.lists import sentences_of
from applicants.skills.models import RecognitionState
from portal.actors import Actor
from portal.language.partial_dates import PartialDate

SKILLS: Final = Part("skills", _("What you can do"), 45)
_ANSWERED: Final = {"recognised": RecognitionState.RECOGNISED, "partly": RecognitionState.PARTLY, "no": "no"}


class SkillStep(Step):
    part = SKILLS

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN, Need.TRAINING, Need.ADVICE)

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        named = super().questions(form, data)
        return {name: words if name in form.fields else str(self.title) for name, words in named.items()}


class JobsStep(SkillStep):
    slug, order = "jobs", 130
    title = _("What work have you done?")
    why = _("What you have done counts, with or without papers: here, at home, on the way.")
    help = _("Paid or not, for yourself or for others. If there is nothing, leave it empty.")
    example = _("I repaired bicycles in my uncle’s shop for five years.")
    again = _("Add another")
    form_class = forms.JobsForm

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        jobs = [_job(job) for job in sheet.get(self.slug, "jobs", [])]
        return [(str(self.title), "\n".join(jobs) or gettext("Nothing"))]


def _job(job: Data) -> str:
    """«Tailor · Syria · 2005 · 4 to 9 years · I can do it alone · my uncle»."""
    language = get_language() or "en"
    began = job.get("began")
    words = [
        job["what"],
        country_name(job["country"], language) if job.get("country") else "",
        PartialDate.from_dict(began).display(language) if began else "",
        str(dict(forms.HOW_LONG).get(job.get("long", ""), "")),
        str(dict(forms.HOW_WELL).get(job.get("well", ""), "")),
        gettext("who can tell: %(who)s") % {"who": job["who"]} if job.get("who") else "",
    ]
    return _beside(words)


class CanDoStep(SkillStep):
    slug, order = "can-do", 140
    title = _("What can you do in the language of the country?")
    why = _("It is no test. We look for what helps you: a course, an interpreter, or nothing.")
    help = _("Choose everything that is true. None is fine too.")
    form_class = forms.CanDoForm

    def applies(self, sheet: Sheet) -> bool:
        return super().applies(sheet) and bool(sentences_of(sheet))

    def initial(self, data: Data) -> Data:
        return data.get("can", {})  # type: ignore[no-any-return]  # a dictionary, as packed

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        can = sheet.get(self.slug, "can", {})
        shown = []
        for code, rows in sentences_of(sheet).items():
            ticked = [row.sentence for row in rows if row.code in can.get(code, [])]
            shown.append((str(rows[0].language), "\n".join(ticked) or gettext("Nothing")))
        return shown


class DiplomaStep(SkillStep):
    slug, order = "diploma", 150
    title = _("Do you have a diploma from another country?")
    why = _("Many diplomas can be recognised here. If you wish, we help you with it.")
    help = _("A certificate of a trade counts too.")
    example = _("Nurse, Afghanistan")
    form_class = forms.DiplomaForm

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        if data["has"] == "no":
            actions.tell_no_diploma(by=by, person=case.person)
            return
        state: Any = RecognitionState.NOT_ASKED
        if data["asked"] == "yes":
            state = _ANSWERED.get(data["answer"], RecognitionState.WAITING)
        told = {name: data[name] for name in ("diploma", "country", "body")}
        actions.tell_diploma(by=by, person=case.person, state=state, **told)

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        data = sheet.known[self.slug]
        if data["has"] == "no":
            return [(str(self.title), gettext("No"))]
        country = country_name(data["country"], get_language() or "en") if data["country"] else ""
        shown = [(str(self.title), _beside([data["diploma"], country]))]
        form = self.form(sheet)
        labels = {name: dict(form.fields[name].choices) for name in ("asked", "answer")}  # type: ignore[attr-defined]  # both are ChoiceFields
        shown.append((form.question("asked"), str(labels["asked"].get(data["asked"], ""))))
        if data["answer"]:
            answer = str(labels["answer"].get(data["answer"], ""))
            shown.append((form.question("answer"), _beside([data["body"], answer])))
        return [(question, answer) for question, answer in shown if answer]


def _beside(words: list[str]) -> str:
    return " · ".join(filter(None, words))


def steps() -> list[Step]:
    """What this room adds to the questions of the floor."""
    return [JobsStep(), CanDoStep(), DiplomaStep()]

"""The steps about residence documents: facts for planning, never a verdict."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.journey import forms, lists, parts
from applicants.journey.needs import Need
from applicants.journey.step import Data, Sheet, Step
from applicants.persons import actions as persons
from portal.actors import Actor


def has_document(sheet: Sheet) -> bool:
    return sheet.needs(Need.LOAN, Need.PAPERS) and sheet.get("papers", "document", forms.UNKNOWN) != forms.UNKNOWN


class PapersStep(Step):
    slug, part, order = "papers", parts.PAPERS, 90
    sensitive, may_decline = True, True
    title = _("Which residence document do you have?")
    why = _("It tells us what is possible and what we can help with. No document closes the door.")
    help = _("Compare the picture and the words at the top of your card.")
    example = _("“Carte A” is written at the top")
    form_class = forms.PapersForm

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN, Need.PAPERS)

    def holds(self, sheet: Sheet) -> bool:
        """After a move to another country, its own documents are asked for."""
        document = sheet.get(self.slug, "document")
        return document in (forms.OTHER, forms.UNKNOWN) or any(
            kind.code == document for kind in lists.permits_of(sheet)
        )

    def load(self, case: Case, kept: Data | None) -> Data | None:
        permit = getattr(case.person, "permit", None)
        if permit is None:
            return kept
        if permit.kind:
            return {"document": permit.kind.code, "other": ""}
        return {"document": forms.OTHER, "other": permit.other} if permit.other else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        code = "" if data["document"] in (forms.OTHER, forms.UNKNOWN) else data["document"]
        other = data["other"] if data["document"] == forms.OTHER else ""
        persons.set_permit_kind(by=by, person=case.person, code=code, other=other)

    def decline(self, *, by: Actor, case: Case) -> None:
        persons.set_permit_kind(by=by, person=case.person)

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        document = sheet.get(self.slug, "document", "")
        names = {kind.code: kind.local_name for kind in lists.permits_of(sheet)}
        names |= {
            forms.OTHER: sheet.get(self.slug, "other") or gettext("Another document"),
            forms.UNKNOWN: gettext("I do not know"),
        }
        return [(str(self.title), names.get(document, document))]


class PapersEndStep(Step):
    slug, part, order = "papers-until", parts.PAPERS, 100
    sensitive, may_decline = True, True
    title = _("Until when is your document valid?")
    why = _("So that we can plan the loan with you. A date that comes soon is no reason to say no.")
    help = _("Look for the date on the front of the card.")
    example = _("05.03.2028 on the card is 5 March 2028")
    form_class = forms.PapersEndForm

    def applies(self, sheet: Sheet) -> bool:
        return has_document(sheet)

    def load(self, case: Case, kept: Data | None) -> Data | None:
        permit = getattr(case.person, "permit", None)
        if permit is None or not (permit.no_end or permit.valid_until):
            return kept
        end = "none" if permit.no_end else "date"
        return {"end": end, "until": permit.valid_until.isoformat() if permit.valid_until else None}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        until = date.fromisoformat(data["until"]) if data["until"] else None
        persons.set_permit_end(by=by, person=case.person, valid_until=until, no_end=data["end"] == "none")

    def decline(self, *, by: Actor, case: Case) -> None:
        persons.set_permit_end(by=by, person=case.person, valid_until=None, no_end=False)

    def initial(self, data: Data) -> Data:
        if not data.get("until"):
            return {"end": data.get("end")}
        day = date.fromisoformat(data["until"])
        return {"end": data["end"], "until": forms.shown_day(day, get_language() or "en")}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        data = sheet.known[self.slug]
        if data["until"]:
            return [(str(self.title), date_format(date.fromisoformat(data["until"]), "DATE_FORMAT"))]
        return [(str(self.title), gettext("It has no end date") if data["end"] == "none" else gettext("I do not know"))]


class PapersWorkStep(Step):
    slug, part, order = "papers-work", parts.PAPERS, 110
    sensitive, may_decline = True, True
    title = _("Working for yourself")
    why = _("Some documents need one more paper before you can start a business. We help with it.")
    help = _("If you are not sure, say that you do not know. We look at it together.")
    form_class = forms.PapersWorkForm

    def applies(self, sheet: Sheet) -> bool:
        return has_document(sheet)

    def load(self, case: Case, kept: Data | None) -> Data | None:
        permit = getattr(case.person, "permit", None)
        if permit is None or kept is None:
            return kept
        names = ("may_be_self_employed", "extension_asked", "extension_expected")
        return {name: getattr(permit, name) for name in names}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_permit_work(by=by, person=case.person, **data)

    def decline(self, *, by: Actor, case: Case) -> None:
        persons.set_permit_work(by=by, person=case.person)


def steps() -> list[Step]:
    return [PapersStep(), PapersEndStep(), PapersWorkStep()]

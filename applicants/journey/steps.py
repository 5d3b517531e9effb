"""The personal steps: what is asked of everybody, whatever she needs. Each says why, and where its answer lives."""

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.consents.actions import give_consent
from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from applicants.consents.texts import Words, text_now, words_in, words_of
from applicants.journey import forms, lists, money, papers, parts, wishes
from applicants.journey.needs import Need
from applicants.journey.step import Data, Sheet, Step
from applicants.persons import actions as persons
from applicants.persons.countries import country_name
from applicants.situation import steps as situation
from applicants.skills import steps as skills
from portal.actors import Actor
from portal.language.partial_dates import PartialDate
from portal.models import Country


class NeedsStep(Step):
    slug, part, order, before_code = "needs", parts.NEED, 10, True
    title = _("What do you need from us?")
    why = _("So that we ask only what matters for you, and find the right person.")
    help = _("Choose everything that fits. You can change it later.")
    form_class = forms.NeedsForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return {"needs": case.needs} if case.needs else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        del by
        case.needs = data["needs"]
        case.save(update_fields=["needs"])


class PlaceStep(Step):
    slug, part, order, before_code = "place", parts.NEED, 20, True
    title = _("Where do you live?")
    why = _("We look for the office nearest to you. The country also decides which papers and rules count.")
    help = _("The city or village where you live now. No street is needed.")
    example = _("Ghent")
    form_class = forms.PlaceForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        person = case.person
        return {"country": person.country, "city": person.city} if person.country else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_residence(by=by, person=case.person, country=data["country"], city=data["city"])
        offices = lists.offices_for(data["country"])
        if case.office not in offices:
            # With one office there is nothing to choose; with several, the next page asks.
            case.office = offices[0] if len(offices) == 1 else None
            case.save(update_fields=["office"])

    def initial(self, data: Data) -> Data:
        country = data.get("country")
        if not country or country in Country.values:
            return data
        return {**data, "country": forms.OTHER, "elsewhere": country}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        place = {
            "city": sheet.get(self.slug, "city", ""),
            "country": country_name(sheet.get(self.slug, "country", ""), get_language() or "en"),
        }
        return [(str(self.title), gettext("%(city)s, %(country)s") % place)]


class OfficeStep(Step):
    slug, part, order, before_code = "office", parts.NEED, 30, True
    title = _("Which office is nearest to you?")
    why = _("Your advisor works at this office. If travelling is hard, you can also talk by phone.")
    help = _("If you do not know, choose one: you can change it before you send.")
    form_class = forms.OfficeForm

    def applies(self, sheet: Sheet) -> bool:
        return len(lists.offices_of(sheet)) > 1

    def holds(self, sheet: Sheet) -> bool:
        chosen = sheet.get(self.slug, "office")
        return any(office.code == chosen for office in lists.offices_of(sheet))

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return {"office": case.office.code} if case.office else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        del by
        offices = lists.offices_for(case.person.country)
        case.office = next(office for office in offices if office.code == data["office"])
        case.save(update_fields=["office"])


class LanguagesStep(Step):
    slug, part, order, before_code = "languages", parts.YOU, 40, True
    title = _("Which languages do you speak?")
    why = _("We look for an advisor who speaks your language.")
    help = _("Begin with the language in which you like to talk with us.")
    example = _("Dari, and a little Dutch")
    form_class = forms.LanguagesForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        spoken = sorted(case.person.languages.all(), key=lambda row: row.rank)
        return {"languages": [[row.language.code, row.reads] for row in spoken]} if spoken else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_languages(by=by, person=case.person, languages=data["languages"])

    def initial(self, data: Data) -> Data:
        shown: Data = {}
        for number, (code, reads) in enumerate(data.get("languages", []), 1):
            shown |= {f"language_{number}": code, f"reads_{number}": reads}
        return shown

    def questions(self, form: Any, data: Data) -> dict[str, str]:
        del form
        return dict.fromkeys(data, str(self.title))

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        names = {spoken.code: str(spoken) for spoken in lists.languages_of(sheet)}
        spoken = [
            (gettext("%(language)s (reads it)") if reads else gettext("%(language)s (does not read it)"))
            % {"language": names.get(code, code)}
            for code, reads in sheet.get(self.slug, "languages", [])
        ]
        return [(str(self.title), "\n".join(spoken))]


class NameStep(Step):
    slug, part, order, before_code = "name", parts.YOU, 50, True
    title = _("What is your name?")
    why = _("So that we know how to speak to you, and can find your file.")
    help = _("One word or many: write it as you write it yourself.")
    example = _("Zahra Ahmadi")
    form_class = forms.NameForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        del kept
        person = case.person
        return {"full_name": person.full_name, "latin_name": person.latin_name, "called": person.called}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_names(by=by, person=case.person, **data)


class ContactStep(Step):
    slug, part, order, before_code = "contact", parts.YOU, 60, True
    title = _("How can we reach you?")
    why = _("We send you a code now. With it you can come back at any time, on any phone.")
    help = _("One is enough. If you give both, we write to your phone first.")
    example = _("+32 470 12 34 56")
    form_class = forms.ContactForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        found = sorted(case.person.contacts.all(), key=lambda contact: (contact.preferred, contact.pk))
        by_kind = {contact.kind: contact.value for contact in found if contact.preferred}
        return {"phone": by_kind.get("phone", ""), "email": by_kind.get("email", "")} if by_kind else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_contacts(by=by, person=case.person, phone=data["phone"], email=data["email"])


class ConsentStep(Step):
    slug, part, order = "consent", parts.YOU, 70
    title = _("May we keep your answers?")
    why = _("The law asks us to tell you what we keep and why, and to ask you first.")
    help = _("Read it calmly. You can take your yes back at any time.")
    form_class = forms.ConsentForm
    notice = "applicants/_journey_notice.html"
    button = _("I agree")

    @property
    def words(self) -> Words:
        """The text that is agreed to, for the notice."""
        return words_of(Purpose.FILE)

    def aloud(self, sheet: Sheet) -> list[str]:
        words = words_in(sheet.once("consent", lambda: text_now(Purpose.FILE)), Purpose.FILE)
        return [*words.sentences, *words.points]

    def applies(self, sheet: Sheet) -> bool:
        """Asked once: a second request of the same person does not ask again while her yes stands."""
        return sheet.case is None or self.slug in sheet.answered or self.slug not in sheet.known

    def load(self, case: Case, kept: Data | None) -> Data | None:
        del kept
        return {"agree": True} if stands(case.person, Purpose.FILE) else None

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        del data
        give_consent(by=by, person=case.person, language=by.language)


class BirthStep(Step):
    slug, part, order = "birth", parts.YOU, 80
    title = _("When were you born?")
    why = _("Loans are for adults. The year also helps to find your file when you come back.")
    help = _("If you have a card: as on the card.")
    example = _("1375, or 5 March 1996")
    form_class = forms.BirthForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return {"birth": case.person.birth} if case.person.birth else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        persons.set_birth(by=by, person=case.person, birth=PartialDate.from_dict(data["birth"]))

    def initial(self, data: Data) -> Data:
        stored = data.get("birth")
        if not stored:
            return {}
        birth = PartialDate.from_dict(stored)
        return {"calendar": birth.calendar, "birth": forms.shown_parts(birth, get_language() or "en")}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        birth = PartialDate.from_dict(sheet.known[self.slug]["birth"])
        return [(str(self.title), birth.display(get_language() or "en"))]


class IdeaStep(Step):
    slug, part, order = "idea", parts.IDEA, 120
    title = _("Tell us about your business or your idea")
    why = _("Your advisor reads it before you meet, so that you need not begin from nothing.")
    help = _("A few sentences are enough: what you want to sell or do, where, and what you know about it.")
    example = _("I sewed dresses for eight years. I want to open a small shop for repairs and made-to-measure clothes.")
    form_class = forms.IdeaForm
    voice = "idea"

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN, Need.TRAINING, Need.ADVICE)


def steps() -> list[Step]:
    """What this floor puts into the slot `journey_steps`."""
    personal = [NeedsStep(), PlaceStep(), OfficeStep(), LanguagesStep(), NameStep(), ContactStep(), ConsentStep()]
    others = [*papers.steps(), *skills.steps(), *money.steps(), *situation.steps()]
    return [*personal, BirthStep(), wishes.WishStep(), IdeaStep(), *others]

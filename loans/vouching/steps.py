"""The journey's questions about who could stand by her: people, organisations, a group with friends."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applicants.journey.step import Data, Sheet, Step, StepForm
from applicants.models import Case
from loans.applications import wishes
from loans.guarantees.models import GuaranteeKind
from loans.journey import LoanStep, application_of
from loans.vouching import step_forms as forms
from loans.vouching import wished
from partnerships.models import Partner
from portal.actors import Actor


class NamedStep(LoanStep):
    """A list of names and contacts, kept below `list_name`."""

    list_name: ClassVar[str]
    again = _("Add another")

    def initial(self, data: Data) -> Data:
        return {**data, self.list_name: forms.as_entries(data.get(self.list_name, []))}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        return [(str(self.title), "\n".join(self._named(sheet)) or gettext("Nobody for now"))]

    def _named(self, sheet: Sheet) -> list[str]:
        named = sheet.get(self.slug, self.list_name, [])
        return [gettext("%(name)s, %(contact)s") % {"name": name, "contact": contact} for name, contact in named]

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        del form
        return dict.fromkeys(data, str(self.title))


class PeopleStep(NamedStep):
    slug, order, list_name = "loan-people", 220, "people"
    title = _("Is there a person who could vouch for you?")
    why = _(
        "Somebody who trusts you helps you to get a loan. We write to nobody before your advisor has spoken with you."
    )
    help = _("Name and contact are enough. If you have nobody now, leave it empty.")
    example = _("Sami, +32 471 12 34 56")
    form_class = forms.PeopleForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return kept and {"people": [[row.name, row.contact] for row in _guarantors(case, GuaranteeKind.PERSONAL)]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        wishes.name_people(by=by, case=case, people=[(name, contact) for name, contact in data["people"]])


class OrganisationsStep(NamedStep):
    slug, order, list_name = "loan-organisations", 230, "others"
    title = _("Is there an organisation that knows you?")
    why = _("An organisation can vouch for you without paying anything: it tells us that it knows you.")
    help = _("If you know one that we do not list, write its name and how to reach it. We look at it with you.")
    example = _("The women’s house of our quarter, info@example.org")
    form_class = forms.OrganisationsForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        application = application_of(case)
        others = application.proposed_organisations.all() if kept and application else []
        listed = [str(row.partner_id) for row in _guarantors(case, GuaranteeKind.MORAL)] if kept else []
        return kept and {"organisations": listed, "others": [[row.name, row.contact] for row in others]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        others = [(name, contact) for name, contact in data["others"]]
        wishes.name_organisations(by=by, case=case, partners=[int(key) for key in data["organisations"]])
        wished.propose_organisations(by=by, case=case, organisations=others)

    def form(self, sheet: Sheet, data: Any = None) -> StepForm:
        form = super().form(sheet, data)
        if isinstance(form, forms.OrganisationsForm):
            form.offer(offered(sheet))
        return form

    def _named(self, sheet: Sheet) -> list[str]:
        chosen = sheet.get(self.slug, "organisations", [])
        return [*(name for key, name in offered(sheet) if str(key) in chosen), *super()._named(sheet)]


class GroupStep(NamedStep):
    slug, order, list_name = "loan-group", 240, "friends"
    title = _("Do you want to borrow together with friends, as a group?")
    why = _("In a group, each answers for the others. Your advisor explains it before you decide.")
    help = _("Name and contact are enough. If you want to borrow alone, leave it empty.")
    example = _("Nadia, +32 471 65 43 21")
    form_class = forms.FriendsForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        application = application_of(case)
        friends = application.group_friends.all() if kept and application else []
        return kept and {"friends": [[row.name, row.contact] for row in friends]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        wished.name_friends(by=by, case=case, friends=[(name, contact) for name, contact in data["friends"]])


def _guarantors(case: Case, kind: str) -> list[Any]:
    application = application_of(case)
    return [] if application is None else [row for row in application.guarantees.all() if row.kind == kind]


def offered(sheet: Sheet) -> list[tuple[int, str]]:
    """The organisations that vouch, those of her country; all of them where hers has none."""
    return sheet.once("organisations", lambda: _vouching(str(sheet.get("place", "country", ""))))


def _vouching(country: str) -> list[tuple[int, str]]:
    partners = list(Partner.objects.vouching())
    near = [partner for partner in partners if partner.country == country] or partners
    return [(partner.pk, partner.name) for partner in near]


def steps() -> list[Step]:
    """What this room adds to the questions of the loan."""
    return [PeopleStep(), OrganisationsStep(), GroupStep()]

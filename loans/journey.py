"""The loan's steps in the journey, and what happens to the loan application when she sends her request."""

from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.journey.needs import Need
from applicants.journey.step import Data, Part, Sheet, Step, StepForm
from applicants.models import Case
from loans import journey_forms as forms
from loans.applications import wishes
from loans.applications.models import Application
from loans.guarantees.models import GuaranteeKind
from partnerships.models import Partner
from portal.actors import Actor
from portal.language.money import format_euro

LOAN: Final = Part("loan", _("Your loan"), 50)


class LoanStep(Step):
    """Asked only of those who need a loan."""

    part = LOAN

    def applies(self, sheet: Sheet) -> bool:
        return sheet.needs(Need.LOAN)


def application_of(case: Case) -> Application | None:
    return getattr(case, "application", None)


class AmountStep(LoanStep):
    slug, order = "loan-amount", 200
    title = _("How much, and for what?")
    why = _("So that your advisor can look for the loan that fits. You decide the amount together.")
    example = _("2500 euros for a sewing machine and cloth")
    form_class = forms.AmountForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        application = application_of(case)
        if application is None or application.amount_wished is None:
            return kept
        return {"amount_wished": str(application.amount_wished), "purpose": application.purpose}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        amount = Decimal(data["amount_wished"])
        wishes.save_wishes(by=by, case=case, amount_wished=amount, purpose=data["purpose"])

    def initial(self, data: Data) -> Data:
        return {**data, "amount_wished": Decimal(data["amount_wished"])} if data else {}

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        data = sheet.known[self.slug]
        words = self.questions(self.form(sheet), data)
        amount = format_euro(Decimal(data["amount_wished"]), get_language() or "en")
        return [(words["amount_wished"], amount), (words["purpose"], data["purpose"])]


class PriceStep(LoanStep):
    slug, order = "loan-price", 210
    title = _("Do you want a loan without interest, with one fee?")
    why = _("There are two kinds of price. You see both in euros before you sign anything.")
    help = _("One fee is paid once and never grows. Interest is paid with every instalment.")
    form_class = forms.PriceForm
    notice = "loans/_journey_price.html"

    def load(self, case: Case, kept: Data | None) -> Data | None:
        application = application_of(case)
        return {"price_wished": application.price_wished} if application and application.price_wished else kept

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        wishes.save_wishes(by=by, case=case, price_wished=data["price_wished"])


class PeopleStep(LoanStep):
    slug, order = "loan-people", 220
    title = _("Is there a person who could vouch for you?")
    why = _(
        "Somebody who trusts you helps you to get a loan. We write to nobody before your advisor has spoken with you."
    )
    help = _("Name and contact are enough. If you have nobody now, leave it empty.")
    form_class = forms.PeopleForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return kept and {"people": [[row.name, row.contact] for row in _named(case, GuaranteeKind.PERSONAL)]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        wishes.name_people(by=by, case=case, people=[(name, contact) for name, contact in data["people"]])

    def initial(self, data: Data) -> Data:
        shown: Data = {}
        for number, (name, contact) in enumerate(data.get("people", [])[: len(forms.PEOPLE)], 1):
            shown |= {f"name_{number}": name, f"contact_{number}": contact}
        return shown

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        people = [
            gettext("%(name)s, %(contact)s") % {"name": n, "contact": c} for n, c in sheet.get(self.slug, "people", [])
        ]
        return [(str(self.title), "\n".join(people) or gettext("Nobody for now"))]

    def questions(self, form: StepForm, data: Data) -> dict[str, str]:
        del form
        return dict.fromkeys(data, str(self.title))


class OrganisationsStep(LoanStep):
    slug, order = "loan-organisations", 230
    title = _("Does one of these organisations know you?")
    why = _("An organisation can vouch for you without paying anything: it tells us that it knows you.")
    form_class = forms.OrganisationsForm

    def applies(self, sheet: Sheet) -> bool:
        return super().applies(sheet) and bool(offered(sheet))

    def load(self, case: Case, kept: Data | None) -> Data | None:
        return kept and {"organisations": [str(row.partner_id) for row in _named(case, GuaranteeKind.MORAL)]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        wishes.name_organisations(by=by, case=case, partners=[int(key) for key in data["organisations"]])

    def form(self, sheet: Sheet, data: Any = None) -> StepForm:
        form = super().form(sheet, data)
        if isinstance(form, forms.OrganisationsForm):
            form.offer(offered(sheet))
        return form

    def rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        return super().rows(sheet) or [(str(self.title), gettext("None of them"))]


def _named(case: Case, kind: str) -> list[Any]:
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
    """What this floor puts into the slot `journey_steps`."""
    return [AmountStep(), PriceStep(), PeopleStep(), OrganisationsStep()]


def on_submit(*, case: Any, by: Actor) -> None:
    """What this floor does when a request is sent: the loan application goes with it, or a draft is dropped."""
    if Need.LOAN in case.needs:
        wishes.submit(by=by, application=wishes.start_draft(by=by, case=case))
    else:
        wishes.drop_draft(by=by, case=case)

"""The loan's steps in the journey, and what happens to the loan application when she sends her request."""

from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.journey.needs import Need
from applicants.journey.step import Data, Part, Sheet, Step
from applicants.models import Case
from loans import journey_forms as forms
from loans.applications import wishes
from loans.applications.models import Application
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
    help = _("Write about how much, and what you want to buy with it.")
    example = _("2500 euros for a sewing machine and cloth")
    form_class = forms.AmountForm
    voice = "purpose"

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


def steps() -> list[Step]:
    """What this floor puts into the slot `journey_steps`."""
    return [AmountStep(), PriceStep()]


def on_submit(*, case: Any, by: Actor) -> None:
    """What this floor does when a request is sent: the loan application goes with it, or a draft is dropped."""
    if Need.LOAN in case.needs:
        wishes.submit(by=by, application=wishes.start_draft(by=by, case=case))
    else:
        wishes.drop_draft(by=by, case=case)

"""The loan that would need no exception: of the same offer, the longest that ends by the permit's last day."""

from loans.applications.models import Application
from loans.applications.pricing import Shorter, longest_by, wish_of
from loans.permits.need import Need


def shorter_loan(application: Application, wanted: Need) -> Shorter | None:
    """None where every term of its product ends later."""
    terms, wish, office = application.terms, wish_of(application), application.case.office
    if terms is None or wish is None or office is None:
        return None
    return longest_by(terms=terms, wish=wish, office=office, day=wanted.permit_end)

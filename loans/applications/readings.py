"""What the rooms around a loan application say of it, each asked once for a page or for an action."""

from dataclasses import dataclass
from functools import cached_property

from loans.applications.models import Application, Condition, Contract
from loans.assessments import standing as assessments
from loans.assessments.models import SanctionCheck
from loans.groups import blocking
from loans.guarantees.cover import Cover, cover_of
from loans.guarantees.models import Guarantee
from loans.guarantees.queries import guarantees_of
from loans.permits import standing as permits
from loans.signing import scans


@dataclass
class Readings:
    """Made anew for each page, and by an action after it holds the row: what was read stays as it was read."""

    application: Application

    @cached_property
    def conditions(self) -> list[Condition]:
        return list(self.application.conditions.all())

    @property
    def contract(self) -> Contract | None:
        found: Contract | None = getattr(self.application, "contract", None)
        return found

    @cached_property
    def scan(self) -> scans.Standing:
        """Of the contract that is signed."""
        return scans.standing_of(self.application.contract)

    @cached_property
    def guarantees(self) -> list[Guarantee]:
        """All of them, in the order in which they came."""
        return list(guarantees_of(self.application))

    @cached_property
    def cover(self) -> Cover:
        return cover_of(self.application, self.guarantees)

    @cached_property
    def permit(self) -> permits.Standing:
        return permits.standing_of(self.application)

    @cached_property
    def checks(self) -> list[SanctionCheck]:
        """What the sanctions lists said."""
        return assessments.checks_of(self.application)

    @cached_property
    def assessed(self) -> assessments.Standing:
        return assessments.standing_of(self.application, self.checks)

    @cached_property
    def group(self) -> blocking.Standing | None:
        """None for who is a member of no group."""
        return blocking.standing_of(self.application)

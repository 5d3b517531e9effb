"""Who acts in the demo: the advisor of a case, a manager of its office, guarantors with papers of their own."""

from dataclasses import dataclass, field
from random import Random

from applicants.models import Case
from loans.models import Terms
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Membership, User
from portal.roles import Role


@dataclass
class Cast:
    """Actors by user and managers by office, each looked up once."""

    random: Random
    terms: dict[str, Terms]
    _actors: dict[int, Actor] = field(default_factory=dict)
    _managers: dict[int, list[User]] = field(default_factory=dict)

    def advisor(self, case: Case) -> Actor | None:
        return None if case.advisor is None else self._actor(case.advisor.user)

    def manager(self, case: Case) -> Actor:
        """One who may decide at the office of the case."""
        return self._actor(self.random.choice(self._managers_of(case)))

    def first_manager(self, case: Case) -> Actor:
        """Always the same one, who leaves the dice of the stories as they are."""
        return self._actor(self._managers_of(case)[0])

    def _managers_of(self, case: Case) -> list[User]:
        office = case.office_id or 0
        if office not in self._managers:
            memberships = Membership.objects.filter(role=Role.OFFICE_MANAGER, office=office).select_related("user")
            self._managers[office] = [membership.user for membership in memberships.order_by("pk")]
        return self._managers[office]

    def head_office(self) -> Actor:
        return self._actor(User.objects.filter(memberships__role=Role.HEAD_OFFICE).order_by("pk")[0])

    def _actor(self, user: User) -> Actor:
        if user.pk not in self._actors:
            self._actors[user.pk] = actor_for_user(user)
        return self._actors[user.pk]


GUARANTORS = ("Nabil Mansour", "Amina Diallo", "Farid Rahimi", "Els Vermeulen", "Yusuf Demir", "Claire Moreau")
# Written down otherwise by a colleague, so that the portal asks whether it is the same person.
SPELLED = ("Nabeel Mansoor", "Aminata Diallo", "Fareed Rahimy", "Elsa Vermeulen", "Youssef Demir", "Claire Moreaux")

"""Who acts: the one value that every action takes as `by`, every look records, every query is scoped by."""

from dataclasses import dataclass, field, replace
from typing import Final, Literal

from portal.roles import PERMISSIONS, Permission, Role

Kind = Literal["staff", "partner", "person", "system"]


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts. `id` is a user's key (staff, partner), a person's key, or 0 (system).

    `offices` are the offices whose rows a member of staff may see; None means every office. `partner_id`
    is the partner organisation of a partner user. `on_behalf_of` is the person for whom somebody else types;
    where a helper fills in for her, the kind and `id` are hers, and `helper` is the row that says who types.
    """

    kind: Kind
    id: int = 0
    name: str = ""
    roles: frozenset[Role] = frozenset()
    offices: frozenset[int] | None = frozenset()
    partner_id: int | None = None
    on_behalf_of: int | None = None
    helper: int | None = None
    language: str = field(default="en", compare=False)

    @property
    def key(self) -> str:
        """The form kept in the record: `staff:12`, `person:7`, `helper:3`, `system:matching`."""
        if self.helper is not None:
            return f"helper:{self.helper}"
        return f"{self.kind}:{self.name if self.kind == 'system' else self.id}"

    def may(self, permission: Permission) -> bool:
        return any(permission in PERMISSIONS[role] for role in self.roles)

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"

    @property
    def sees_names(self) -> bool:
        """Auditors of public bodies see files and figures, never who."""
        return not (self.kind == "staff" and self.roles == {Role.AUDITOR})

    def acting_for(self, person_id: int) -> "Actor":
        return replace(self, on_behalf_of=person_id)


def system(name: str) -> Actor:
    """The portal itself: `system("matching")`, `system("demo")`. It sees every office."""
    return Actor(kind="system", name=name, offices=None)


NOBODY: Final = Actor(kind="system", name="nobody", offices=frozenset())

"""Who did it: names for the actors that events and the record keep as keys."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.models import User


def names_of(keys: Iterable[str], *, applicant: int | None = None) -> dict[str, str]:
    """Actor's key → who it was, in the language of the page; one query.

    `applicant` is the key of the person of the file: another person (a guarantor) is not taken for her.
    """
    every = set(keys)
    users = {key: int(key.partition(":")[2]) for key in every if key.startswith(("staff:", "partner:"))}
    names = dict(User.objects.filter(pk__in=users.values()).values_list("pk", "name"))
    found = {}
    for key in every:
        kind = key.partition(":")[0]
        if key in users:
            gone = _("a partner") if kind == "partner" else _("a former colleague")
            found[key] = names.get(users[key], gone)
        elif kind == "helper":
            found[key] = _("a helper")
        elif kind == "person":
            found[key] = (
                _("the applicant") if applicant is None or key == f"person:{applicant}" else _("another person")
            )
        else:
            found[key] = _("the portal")
    return found

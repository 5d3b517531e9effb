"""Partners as a choice on the floor below, which knows them only by their keys."""

from partnerships.models import Partner


def partners() -> list[tuple[int, str]]:
    """Each active partner as (key, name), for the slot `partner_choices`."""
    return list(Partner.objects.active().values_list("pk", "name"))

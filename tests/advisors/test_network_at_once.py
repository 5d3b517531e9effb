"""Two referents move one practice at the same moment, two colleagues comment: nobody's word is lost or doubled."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from advisors.models import Practice
from advisors.network import actions
from advisors.network.moves import move
from tests.advisors.practices import head_office, proven
from tests.factories import OfficeFactory, PracticeFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each: "done", or the refusal."""
    barrier, results = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            results.append("done")
        except ValidationError as refusal:
            results.append(refusal.messages[0])
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_one_of_two_moves_is_taken() -> None:
    practice = proven(OfficeFactory())
    one, two = head_office(), head_office()

    def moving(by: object, name: str) -> Callable[[], object]:
        own = Practice.objects.get(pk=practice.pk)
        return lambda: move(by=by, practice=own, name=name, reason="x")  # type: ignore[arg-type]  # an actor

    results = at_once(moving(one, "test_again"), moving(two, "spread"))
    practice.refresh_from_db()
    codes = list(practice.events.order_by("pk").values_list("code", flat=True))
    assert results in (["This is no longer possible. Please look again at where it stands.", "done"], ["done", "done"])
    assert len(codes) == 3 + results.count("done")


def test_two_comments_get_two_numbers() -> None:
    practice = PracticeFactory()
    one, two = head_office(), head_office()

    def saying(by: object) -> Callable[[], object]:
        own = Practice.objects.get(pk=practice.pk)
        return lambda: actions.comment(by=by, practice=own, text="Good")  # type: ignore[arg-type]  # an actor

    assert at_once(saying(one), saying(two)) == ["done", "done"]
    assert list(practice.comments.values_list("number", flat=True)) == [1, 2]

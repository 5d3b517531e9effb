"""The demo's network: regions with and without a referent, and practices told by those who wrote and tried them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from advisors.models import Practice, Referent, Region, RegionOffice
from advisors.network import actions
from advisors.network.models import OUTCOMES
from advisors.network.moves import move
from loans.demo.clock import at
from loans.demo.institution import DOMAIN, read
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Office, User

_TEXTS = ("language", "shelf", "title", "question", "tried", "came", "watch")


def share(now: datetime) -> None:
    """Everything, in the order in which it happened; within a transaction in which somebody acts."""
    data = read("network")
    offices = {office.code: office for office in Office.objects.all()}
    _regions(data, offices, now.date())
    actors = {user.email.removesuffix(f"@{DOMAIN}"): actor_for_user(user) for user in User.objects.all()}
    scenes: list[tuple[int, Callable[[], None]]] = []
    for row in data["practices"]:
        scenes += _Told(row, actors, offices).scenes()
    scenes += [(days, _reads(actors[who])) for who, days in data["read"].items()]
    for days, play in sorted(scenes, key=lambda scene: -scene[0]):
        with at(now - timedelta(days=days)):
            play()


def _regions(data: dict[str, Any], offices: dict[str, Office], today: date) -> None:
    regions = {}
    for row in data["regions"]:
        names = {f"name_{code}": name for code, name in row["name"].items()}
        region = regions[row["code"]] = Region.objects.create(code=row["code"], country=row["country"], **names)
        for code in row["offices"]:
            RegionOffice.objects.create(region=region, office=offices[code])
    for row in data["referents"]:
        Referent.objects.create(
            region=regions[row["region"]],
            user=User.objects.get(email=f"{row['user']}@{DOMAIN}"),
            since=today - timedelta(days=row["from"]),
            until=today - timedelta(days=row["until"]) if row["until"] else None,
        )


def _reads(actor: Actor) -> Callable[[], None]:
    return lambda: _done(actions.read(by=actor, practices=Practice.objects.visible_to(actor).unread_by(actor.id)))


def _done(result: object) -> None:
    """Scenes give nothing back."""
    del result


class _Told:
    """One practice and what happened to it: each line is days ago, who, what, and with what."""

    def __init__(self, row: dict[str, Any], actors: dict[str, Actor], offices: dict[str, Office]) -> None:
        self.row, self.actors, self.offices = row, actors, offices
        self.practice = Practice(**{name: row[name] for name in _TEXTS})

    def scenes(self) -> list[tuple[int, Callable[[], None]]]:
        by = self.actors[self.row["by"]]
        first = (self.row["days"], lambda: _done(actions.propose(by=by, practice=self.practice)))
        return [
            first,
            *((days, self._scene(self.actors[who], what, told)) for days, who, what, told in self.row["story"]),
        ]

    def _scene(self, by: Actor, what: str, told: Any) -> Callable[[], None]:
        if what == "results":
            return lambda: self._results(by, *told)
        if what == "comment":
            return lambda: _done(actions.comment(by=by, practice=self.practice, text=told))
        if what == "use":
            return lambda: self._use(by, *told)
        if what == "join":
            return lambda: actions.join_test(
                by=by, practice=self.practice, office=self.offices[told[0]], begins=timezone.localdate()
            )
        return lambda: self._move(by, what, told)

    def _move(self, by: Actor, name: str, told: Any) -> None:
        given: dict[str, Any] = {"reason": told} if isinstance(told, str) else {}
        if name == "begin_test":
            given = {"offices": tuple(self.offices[code] for code in told), "begins": timezone.localdate()}
        move(by=by, practice=self.practice, name=name, **given)

    def _results(self, by: Actor, office: str, people: int, *numbers_and_words: Any) -> None:
        *numbers, words = numbers_and_words
        trial = self.practice.trials.get(office__code=office)
        counts = dict(zip(OUTCOMES, numbers, strict=True))
        actions.note_results(by=by, practice=self.practice, trial=trial, people=people, words=words, **counts)

    def _use(self, by: Actor, office: str, note: str) -> None:
        day = timezone.localdate()
        actions.use(by=by, practice=self.practice, office=self.offices[office], since=day, note=note)

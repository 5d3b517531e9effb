"""`manage.py invite`: the first administrator of an installation, whom nobody can invite from the back office."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actions import Post, invite_user
from portal.actors import system
from portal.language import registry
from portal.models import Message, User
from portal.roles import EVERY_OFFICE, Role


class Command(BaseCommand):
    help = "Invite somebody to a role that holds everywhere; prints the link to choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", choices=sorted(EVERY_OFFICE), default=Role.ADMINISTRATOR.value)
        parser.add_argument("--language", choices=registry.CODES, default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if User.objects.filter(email=options["email"].lower()).exists():
            raise CommandError("There is a user with this e-mail already.")
        user = invite_user(
            by=system("command line"),
            email=options["email"],
            name=options["name"],
            language=options["language"],
            memberships=[Post(Role(options["role"]))],
        )
        self.stdout.write(Message.objects.about(user).latest("pk").body)

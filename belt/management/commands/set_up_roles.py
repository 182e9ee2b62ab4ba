"""Give the admin its groups and its workflow."""

from typing import Any

from django.core.management.base import BaseCommand

from belt.roles import set_up_roles


class Command(BaseCommand):
    help = "Makes the groups and the workflow between them where they are missing, and adds what they lack."

    def handle(self, *args: Any, **options: Any) -> None:
        done = set_up_roles()
        self.stdout.write(f"Roles: {', '.join(done)}" if done else "Roles are set up already.")

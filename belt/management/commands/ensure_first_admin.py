"""Give a new site somebody who can sign in."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.crypto import get_random_string

USERNAME = "admin"


class Command(BaseCommand):
    help = f'Creates the administrator "{USERNAME}", if there is none, with a generated password shown once.'

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            self.stdout.write(
                "An administrator exists; forgotten the password? manage.py changepassword NAME"
            )
            return
        password = get_random_string(20)
        taken = users.filter(username=USERNAME).exists()
        name = f"{USERNAME}-{get_random_string(4)}" if taken else USERNAME
        users.create_superuser(username=name, email="", password=password)
        self.stdout.write("The first administrator, shown only this once:")
        self.stdout.write(f"  name      {name}")
        self.stdout.write(f"  password  {password}")

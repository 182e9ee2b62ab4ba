#!/usr/bin/env python
"""Django's commands for this site; a wrong setting or a missing database is one sentence."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belt.settings")
    # One command needs one connection.
    os.environ.setdefault("DATABASE_POOL_SIZE", "0")
    try:
        from django.core.management import execute_from_command_line

        from belt.failures import explain
    except ImportError as error:
        sys.exit(f"{error}. Use .venv/bin/python, which `make run` sets up.")
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        sentence = explain(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()

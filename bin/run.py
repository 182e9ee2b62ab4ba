"""``make run``: from a fresh clone to a served site, with Python's standard library alone.

Checks what can be checked at once (Python, the port), makes .venv and .env, and
hands over to ``manage.py serve``. An old Python must be able to read this file.
"""

import os
import secrets
import socket
import sys

from environment import PYTHON, ROOT, ensure, insist_on_python, is_installed

DOTENV = os.path.join(ROOT, ".env")
LOCAL = ("http://127.0.0.1", "http://localhost")


def chosen_port():
    """``PORT``, or 8000; a sentence where it is no port or somebody else has it."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit("PORT is no port number: %s" % text)
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = 8001 if port == 8000 else 8000
            sys.exit("Port %d cannot be used (%s). Try: PORT=%d make run" % (port, error.strerror, other))
    return port


def write_dotenv():
    """A secret key of this copy's own, kept out of git and from other accounts."""
    text = "SECRET_KEY=%s\nSITE_URL=http://127.0.0.1:8000\n" % secrets.token_urlsafe(50)
    with os.fdopen(os.open(DOTENV, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def site_url(port):
    """The address of this run; one that .env sets for another machine is left alone."""
    address = os.environ.get("SITE_URL", "")
    if not address and os.path.exists(DOTENV):
        with open(DOTENV) as file:
            said = [line.split("=", 1)[1].strip("\"' \n") for line in file if line.startswith("SITE_URL=")]
        address = said[-1] if said else ""
    return "http://127.0.0.1:%d" % port if not address or address.startswith(LOCAL) else address


def step(number, title, needed):
    """One line of progress."""
    print("[%d/6] %s %s" % (number, title, "…" if needed else "– done before"), flush=True)
    return needed


def main():
    insist_on_python()
    port = chosen_port()
    if step(1, "Installing the pinned packages into .venv", not is_installed("requirements.txt")):
        ensure("requirements.txt")
    if step(2, "Writing .env with a secret key", not os.path.exists(DOTENV)):
        write_dotenv()
    os.environ.update(PORT=str(port), SITE_URL=site_url(port))
    os.chdir(ROOT)
    os.execv(PYTHON, [PYTHON, "manage.py", "serve"])


if __name__ == "__main__":
    main()

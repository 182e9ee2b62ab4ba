"""``make run`` says at once what this machine lacks."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BIN = settings.BASE_DIR / "bin"
AS_IF_PYTHON_3_9 = """
import sys
sys.path.insert(0, sys.argv[1])
from environment import insist_on_python
insist_on_python((3, 9, 18))
"""


def run(*command, **environment):
    known = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        env=known | environment,
        capture_output=True,
        text=True,
        timeout=30,
    )


def site_url(folder: Path, port: int, **environment):
    """What bin/run.py makes of ``SITE_URL``, with a .env of the test's own."""
    code = (
        f"import sys; sys.path.insert(0, {str(BIN)!r}); import run; run.DOTENV = {str(folder / '.env')!r}; "
    )
    return run("-c", code + f"print(run.site_url({port}))", **environment).stdout.strip()


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run(BIN / "run.py", PORT=str(other.getsockname()[1]))
    assert result.returncode != 0
    assert "PORT=8000 make run" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_a_wrong_port_is_refused(port):
    result = run(BIN / "run.py", PORT=port)
    assert result.returncode != 0
    assert "no port number" in result.stderr


def test_an_old_python_is_told_so():
    result = run("-c", AS_IF_PYTHON_3_9, BIN)
    assert result.returncode != 0
    assert "needs Python 3.11 or newer" in result.stderr
    assert "is 3.9" in result.stderr


def test_the_address_follows_the_port_on_this_machine_only(tmp_path):
    assert site_url(tmp_path, 8001) == "http://127.0.0.1:8001"
    (tmp_path / ".env").write_text("SECRET_KEY=x\nSITE_URL=http://127.0.0.1:8000\n")
    assert site_url(tmp_path, 8001) == "http://127.0.0.1:8001"
    (tmp_path / ".env").write_text('SITE_URL="https://www.example.org"\n')
    assert site_url(tmp_path, 8001) == "https://www.example.org"
    assert site_url(tmp_path, 8001, SITE_URL="http://localhost") == "http://127.0.0.1:8001"

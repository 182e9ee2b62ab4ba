"""Make the virtual environment in .venv and keep it in step with the pinned requirements.

``python3 bin/environment.py requirements-dev.txt``. Standard library only, and
written so that an old Python can still read it and say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
OLDEST = (3, 11)


def insist_on_python(version=sys.version_info):
    """End with a sentence where this Python is too old."""
    if tuple(version[:2]) < OLDEST:
        sys.exit(
            "La Cintura needs Python %d.%d or newer; %s is %d.%d. Name another: make run PYTHON=python3.12"
            % (*OLDEST, sys.executable or "this one", *version[:2])
        )


def fingerprint(requirements):
    """Changes with the pinned requirements and with the Python that they are installed for."""
    with open(os.path.join(ROOT, requirements), "rb") as file:
        pinned = file.read()
    return hashlib.sha256(pinned + sys.version.encode() + VENV.encode()).hexdigest()


def stamp(requirements):
    """The file that remembers what was installed last."""
    return os.path.join(VENV, "installed-" + requirements)


def is_installed(requirements):
    """Whether the environment holds exactly these requirements already."""
    try:
        with open(stamp(requirements)) as file:
            return file.read() == fingerprint(requirements) and os.path.exists(PYTHON)
    except OSError:
        return False


def make_venv():
    """A fresh environment, or a sentence on what this machine lacks for one."""
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode:
        sys.stderr.write(made.stdout.decode(errors="replace"))
        sys.exit("No virtual environment could be made (on Debian and Ubuntu: apt install python3-venv).")


def same_python():
    """Whether the environment was made by the Python that runs this."""
    try:
        version = subprocess.run([PYTHON, "-c", "import sys; print(sys.version)"], stdout=subprocess.PIPE)
    except OSError:
        return False
    return version.returncode == 0 and version.stdout.decode().strip() == sys.version.strip()


def install(requirements):
    """Install the pinned requirements, counting them on a terminal."""
    with open(os.path.join(ROOT, requirements)) as file:
        total = sum("==" in line for line in file)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-r", requirements]
    pip = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, found = [], 0
    for line in pip.stdout:
        said.append(line.decode(errors="replace"))
        found += said[-1].startswith(("Collecting", "Requirement already"))
        if sys.stdout.isatty():
            sys.stdout.write("\r      %d of %d packages " % (min(found, total), total))
            sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write("\r" + " " * 40 + "\r")
    if pip.wait():
        sys.stderr.writelines(said[-15:])
        sys.exit("The packages of %s could not be installed; pip says why above." % requirements)


def ensure(requirements):
    """Bring .venv into step; quick where it is."""
    if is_installed(requirements):
        return
    if not same_python():
        make_venv()
    install(requirements)
    with open(stamp(requirements), "w") as file:
        file.write(fingerprint(requirements))


if __name__ == "__main__":
    insist_on_python()
    ensure(sys.argv[1])

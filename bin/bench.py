"""How much slower the pages get when the content grows a hundredfold: ratios, in one run, per database.

``make bench``. Prints a table. Works on databases of its own, which it leaves
empty-handed: files in a temporary folder, and two databases beside the one TEST_DATABASE_URL names.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SMALL = {"profiles": 100, "reports": 20, "chains": 20, "places": 10}
LARGE = {"profiles": 10_000, "reports": 2_000, "chains": 200, "places": 100}
MOST = 3.0


def manage(environment, *command):
    """Run one of the site's commands and return what it prints."""
    result = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if result.returncode:
        sys.exit(result.stderr[-2000:] or f"{command[0]} failed")
    return result.stdout


def measured(database, folder, amounts):
    """Fill a database and measure its pages."""
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-measuring-" + "x" * 50,
        "SITE_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": database,
        "STATIC_ROOT": str(folder / "static"),
    }
    manage(environment, "migrate", "--verbosity=0")
    if not (folder / "static").exists():
        manage(environment, "collectstatic", "--noinput", "--verbosity=0")
    manage(environment, "seed_many", *(f"--{name}={count}" for name, count in amounts.items()))
    return json.loads(manage(environment, "measure_pages").splitlines()[-1])


def postgresql(url, name):
    """A fresh database beside the one ``url`` names."""
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8 LC_CTYPE "C.UTF-8"')
    return urlunsplit(parts._replace(path=f"/{name}"))


def databases(folder):
    """The databases to measure, as (name, address of the small one, address of the large one)."""
    yield "SQLite", f"sqlite:///{folder}/small.sqlite3", f"sqlite:///{folder}/large.sqlite3"
    url = os.environ.get("TEST_DATABASE_URL")
    if url:
        yield "PostgreSQL", postgresql(url, "bench_small"), postgresql(url, "bench_large")


def main():
    slow = []
    print("| database | page | 100 profiles | 10,000 profiles | ratio | queries |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        for database, small, large in databases(Path(name)):
            few, many = measured(small, Path(name), SMALL), measured(large, Path(name), LARGE)
            for page, cost in many.items():
                ratio = cost["seconds"] / few[page]["seconds"]
                times = f"{few[page]['seconds'] * 1000:.0f} ms | {cost['seconds'] * 1000:.0f} ms"
                print(
                    f"| {database} | {page} | {times} | {ratio:.1f} | {cost.get('queries', '–')} |",
                    flush=True,
                )
                if ratio > MOST and "queries" in cost:
                    slow.append(f"{database}, {page}: {ratio:.1f}")
    if slow:
        sys.exit("Slower than threefold: " + "; ".join(slow))


if __name__ == "__main__":
    main()

"""The translations in locale/: ``update`` them from the sources, or ``check`` that they are up to date.

The compiled .mo files are committed, so that a machine without gettext can serve
the site; ``check`` holds them to their .po files, and these to the sources.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE_LOCALE = "en"
LOCALES = ("it", SOURCE_LOCALE, "zh_Hans")
LINE_WIDTH = 110
SOURCES = ("belt", "visits", "entities", "templates")


def catalogue(root: Path, locale: str) -> Path:
    """Where the messages of one language lie."""
    return root / "locale" / locale / "LC_MESSAGES" / "django.po"


def extract(fresh: Path) -> None:
    """Copy the sources and their catalogues to ``fresh``, and bring the copies into step."""
    for name in (*SOURCES, "locale"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, fresh / name)
    for locale in LOCALES:
        catalogue(fresh, locale).parent.mkdir(parents=True, exist_ok=True)
    wanted = [f"--locale={locale}" for locale in LOCALES]
    command = ["-m", "django", "makemessages", *wanted, "--no-location", "--no-obsolete", "-v0"]
    subprocess.run([sys.executable, *command], cwd=fresh, check=True)


def update() -> None:
    """Extract, and compile what is translated."""
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(folder))
        for locale in LOCALES:
            messages = polib.pofile(str(catalogue(Path(folder), locale)), wrapwidth=LINE_WIDTH)
            tidy(messages, locale)
            if locale == SOURCE_LOCALE:
                repeat_sources(messages)
            path = catalogue(ROOT, locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            messages.save(str(path))
            messages.save_as_mofile(str(path.with_suffix(".mo")))


def tidy(messages: polib.POFile, locale: str) -> None:
    """A heading without dates and names, so that only messages ever differ."""
    plural = messages.metadata["Plural-Forms"]
    messages.header = "The words of La Cintura."
    messages.metadata_is_fuzzy = False
    messages.metadata = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
    }


def repeat_sources(messages: polib.POFile) -> None:
    """Give each message what the source says: nobody translates English into English."""
    for entry in messages:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid


def faults(locale: str, fresh: Path) -> list[str]:
    """What is wrong with one language, in words; ``fresh`` holds newly extracted catalogues."""
    path = catalogue(ROOT, locale)
    if not path.is_file() or not path.with_suffix(".mo").is_file():
        return [f"{locale}: there is no catalogue"]
    messages = polib.pofile(str(path))
    found = []
    in_sources = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalogue(fresh, locale)))}
    known = {(entry.msgctxt, entry.msgid) for entry in messages if not entry.obsolete}
    found += [f"{locale}: not in the catalogue: {text!r}" for _, text in sorted(in_sources - known, key=str)]
    found += [
        f"{locale}: no longer in the sources: {text!r}" for _, text in sorted(known - in_sources, key=str)
    ]
    found += [f"{locale}: not translated: {entry.msgid!r}" for entry in messages.untranslated_entries()]
    found += [
        f"{locale}: to be looked at again (fuzzy): {entry.msgid!r}" for entry in messages.fuzzy_entries()
    ]
    with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
        messages.save_as_mofile(compiled.name)
        if Path(compiled.name).read_bytes() != path.with_suffix(".mo").read_bytes():
            found.append(f"{locale}: the .mo file is not what its .po file says")
    return [*found, *lost_placeholders(path)]


def lost_placeholders(path: Path) -> list[str]:
    """What gettext says of translations that do not name what their messages name."""
    command = ["msgfmt", "--check-format", "--output-file=/dev/null", str(path)]
    return subprocess.run(command, capture_output=True, text=True).stderr.splitlines()


def check() -> None:
    """End non-zero with the list of faults, if there are any."""
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(folder))
        found = [fault for locale in LOCALES for fault in faults(locale, Path(folder))]
    if found:
        sys.exit("\n".join([*found, "`make messages` brings the catalogues up to date."]))


if __name__ == "__main__":
    {"update": update, "check": check}[sys.argv[1]]()

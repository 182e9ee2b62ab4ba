"""Content that cannot be loaded is refused in words that name the file, and nothing changes."""

import re
import shutil
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belt.starter.check import checked
from tests.belt.starter.contents import complaints, edit, everything, run, with_picture, write_small
from tests.belt.starter.faults import CHAINS, FAULTS, PAGES, SPRING, TOUR, VALLEY

pytestmark = pytest.mark.django_db

# A key of the spring, given a value of a type that is not its own.
OTHER_TYPES = [
    "1",
    "1.5",
    "true",
    '"x"',
    "{}",
    "{a = 1}",
    "[1]",
    '["x"]',
    "[[]]",
    "[[1]]",
    "2024-05-01",
    "nan",
    "12:00:00",
]
LISTS = ["names", "link", "relation", "source", "note", "stop"]


@pytest.fixture
def content(tmp_path):
    return write_small(tmp_path / "content")


@pytest.fixture(scope="module")
def untouched(kept_for_the_module):
    return everything()


@pytest.fixture
def refused(untouched):
    """The command refuses with a line for each pattern, and the database is as it was."""

    def refused(content, *patterns, before=untouched):
        with CaptureQueriesContext(connection) as asked:
            found = complaints(content=content)
        assert found
        for pattern in patterns:
            assert any(re.search(pattern, line) for line in found), found
        assert not asked.captured_queries or everything() == before
        return found

    return refused


@pytest.mark.parametrize(
    ("name", "old", "new", "words"), FAULTS, ids=[repr(new[:50]) for _name, _old, new, _words in FAULTS]
)
def test_each_fault_is_told_with_its_file(content, refused, name, old, new, words):
    edit(content, name, old, new)
    place = Path(name).stem if words == "." else re.escape(name)
    if words.endswith("lies in itself") and name == VALLEY:
        place = "it/profiles"
    refused(content, f"{place}.*{words}")


@pytest.mark.parametrize("value", OTHER_TYPES)
@pytest.mark.parametrize("key", LISTS)
def test_a_list_of_another_type_is_told(content, refused, key, value):
    plain = SPRING if key != "stop" else TOUR
    text = (content / plain).read_text(encoding="utf-8")
    without = re.sub(
        rf"\[\[{key}\]\]\n(?:(?!\+\+\+).+\n)*", "", re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
    )
    (content / plain).write_text(without.replace("+++\n", f"+++\n{key} = {value}\n", 1), encoding="utf-8")
    refused(content, rf"{re.escape(plain)}.*{key}")


@pytest.mark.parametrize("name", [CHAINS, PAGES, VALLEY, TOUR])
@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda path: path.write_bytes(b"\xff\xfe broken"), "not UTF-8 text"),
        (lambda path: path.write_bytes(path.read_bytes() + "è".encode("latin-1")), "not UTF-8 text"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read"),
        (lambda path: (path.unlink(), path.symlink_to("nowhere")), "missing"),
        (lambda path: path.write_bytes(b"\x00" * 100), "."),
        (lambda path: path.write_text("[[[["), "."),
    ],
    ids=["other bytes", "latin-1", "folder", "dangling link", "zeros", "brackets"],
)
def test_each_unreadable_file_is_told(content, refused, name, made, words):
    made(content / name)
    refused(content, f"{re.escape(name)}.*{words}")


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "+++",
        "+++\n",
        '+++\ntitle = "x"\n',
        "---\n---\n",
        "+++\n+++",
        "text\n+++\n+++\n",
    ],
)
def test_a_page_without_its_two_fences_is_told(content, refused, opening):
    (content / SPRING).write_text(opening, encoding="utf-8")
    refused(content, rf"{re.escape(SPRING)}: .*between two lines")


def test_the_mark_that_windows_puts_before_a_text_is_no_fault(content):
    path = content / SPRING
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    checked(content)


def test_a_missing_folder_is_told(content, refused):
    shutil.rmtree(content / "it" / "reports")
    refused(content, "it/reports: the folder is missing")


@pytest.mark.parametrize("name", [CHAINS, PAGES])
def test_a_missing_file_is_told(content, refused, name):
    (content / name).unlink()
    refused(content, f"{re.escape(name)}: the file is missing")


@pytest.mark.parametrize("name", [PAGES, VALLEY, TOUR])
def test_an_empty_file_is_told(content, refused, name):
    (content / name).write_bytes(b"")
    refused(content, f"{re.escape(name)}[:,] ")


@pytest.mark.parametrize(
    "text", ["chain = 1", "chain = {}", 'chain = "x"', "chain = [1]", "chain = [[]]", "x = 1"]
)
def test_chains_that_are_no_list_of_chains_are_told(content, refused, text):
    (content / CHAINS).write_text(text)
    refused(content, "chain")


def test_a_place_that_is_none_is_told_where_it_is_named(content, refused):
    edit(content, VALLEY, 'kind = "city"', 'kind = "company"')
    refused(content, f"{SPRING}: “valle” is not a place")


def test_a_missing_profile_is_told_wherever_it_is_named(content, refused):
    (content / SPRING).unlink()
    refused(content, f"{VALLEY}: the profile “fonte”", f"{TOUR}: the site “fonte”")


def test_a_folder_that_does_not_exist_is_told(content, refused):
    refused(content / "no", "there is no such folder")
    refused(content / CHAINS, "there is no such folder")
    shutil.rmtree(content / "it")
    refused(content, "no folder it/")


def test_a_file_name_that_is_no_address_is_told(content, refused):
    (content / VALLEY).rename(content / "it/profiles/La Valle.md")
    for name in (PAGES, SPRING, TOUR):
        path = content / name
        path.write_text(path.read_text(encoding="utf-8").replace('"valle"', '"La Valle"'), encoding="utf-8")
    refused(content, "La Valle")


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\xff\xd8\xff\xe0 nearly", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_picture_that_is_none_is_told(content, refused, data):
    with_picture(content)
    (content / "pictures/fonte.jpg").write_bytes(data)
    found = refused(content, r"pictures/fonte\.jpg.*(picture|image)")
    assert len(found) == 1


def test_all_faults_are_told_at_once(content, refused):
    edit(content, CHAINS, "hue = 1", "hue = 99")
    edit(content, PAGES, 'title = "Relazioni"', "")
    edit(content, VALLEY, "latitude = 31.5", "latitude = 99")
    edit(content, SPRING, 'kind = "company"', 'kind = "x"')
    edit(content, SPRING, 'date = "2024"', 'date = "x"')
    edit(content, TOUR, 'activity = "visited"', 'activity = "x"')
    found = refused(content, CHAINS, PAGES, VALLEY, SPRING, TOUR)
    assert len([line for line in found if line.startswith(SPRING)]) == 2


def test_a_check_tells_the_same_as_a_load(content):
    edit(content, SPRING, 'kind = "company"', 'kind = "x"')
    assert complaints(content=content, check=True) == complaints(content=content) != []


def test_a_fault_met_after_others_were_loaded_undoes_them(content, refused):
    run(content=content)
    (content / "it/profiles/zeta!.md").write_text(
        (content / "it/profiles/sola.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (content / "it/profiles/alfa.md").write_text(
        (content / "it/profiles/sola.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    refused(content, "zeta!", before=everything())


def test_a_sound_content_with_unusual_bytes_is_loaded(content):
    path = content / SPRING
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (content / "it/profiles/.nascosto").write_text("no page")
    (content / "it/profiles/README.txt").write_text("no page")
    run(content=content)

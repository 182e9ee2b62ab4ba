"""PO files go out and come back; what cannot be taken is refused in words."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from belt.roles import TRANSLATORS, WRITERS
from entities.models import Source
from tests.belt.translating.people import at_a_browser, told
from tests.factories import make_profile
from tests.translations import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(tour):
    return submit(tour, "en")


@pytest.fixture
def translator():
    return at_a_browser("li", TRANSLATORS)


def download(client, translation):
    return client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))


def upload(client, translation, content):
    content = content if isinstance(content, bytes) else str(content).encode()
    return client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": SimpleUploadedFile("en.po", content)},
        follow=True,
    )


def filled(client, translation):
    po = polib.pofile(download(client, translation).content.decode())
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    return po


def test_a_translator_s_file_comes_back(translator, translation):
    answer = upload(translator, translation, filled(translator, translation))
    assert answer.status_code == 200
    assert len(told(answer)) == 1
    total, done = translation.get_progress()
    assert total == done
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {translator.user.pk}


def test_what_a_translator_does_not_vouch_for_is_left_away(translator, translation):
    po = filled(translator, translation)
    first, second, third, *_rest = po
    first.flags, second.obsolete, third.msgstr = ["fuzzy"], True, " \u3000"
    answer = upload(translator, translation, po)
    assert [sentence for sentence in told(answer) if sentence.startswith("1 testo")]
    total, done = translation.get_progress()
    assert done == total - 3


def test_a_file_with_a_mark_at_its_beginning_is_read(translator, translation):
    content = "\ufeff" + str(filled(translator, translation))
    upload(translator, translation, content.encode())
    assert translation.get_progress()[1]


BROKEN = {
    "nothing": b"",
    "another kind of file": b"%PDF-1.7 \x00\xff\xfe",
    "words": b"Caro traduttore, ecco il testo.",
    "Latin-1": 'msgid "Perch\xe9"\nmsgstr "Why"\n'.encode("latin-1"),
    "cut off": b'msgid ""\nmsgstr ""\n"Content-Type: text/plain\n\nmsgid "Un viag',
    "no rule": b'msgid "a"\nmsgstr[x] "b"\nmsgid\n',
    "no owner": b'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "a"\nmsgstr "b"\n',
    "the name of a file": b"/etc/passwd",
    "zeroes": b'msgid "a\x00"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_in_words(translator, translation, content):
    answer = upload(translator, translation, content)
    assert answer.status_code == 200
    assert len(told(answer)) == 1
    assert not StringTranslation.objects.exists()


def test_no_file_is_refused_in_words(translator, translation):
    answer = translator.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": "words"}, follow=True
    )
    assert answer.status_code == 200
    assert told(answer)


def test_a_file_as_large_as_a_book_is_refused(translator, translation):
    answer = upload(translator, translation, b'msgid "a"\n' + b"#\n" * (3 * 1024 * 1024))
    assert len(told(answer)) == 1


@pytest.mark.parametrize("other", ["another page", "another language"])
def test_the_file_of_something_else_is_refused(translator, translation, tour, other):
    theirs = submit(make_profile(), "en") if other == "another page" else submit(tour, "zh-hans")
    answer = upload(translator, translation, filled(translator, theirs))
    assert len(told(answer)) == 1
    assert not StringTranslation.objects.exists()


def test_texts_that_are_gone_are_counted(translator, translation):
    po = filled(translator, translation)
    po.append(polib.POEntry(msgid="Mai scritto", msgctxt="title", msgstr="Never written"))
    assert len(told(upload(translator, translation, po))) == 2


UNUSABLE = {
    "a tag": "A trial<script>alert(1)</script>",
    "a link": 'A <a id="a9">trial</a>',
    "an attribute": '<b onclick="x">A trial</b>',
    "tags without end": "<b>" * 3000 + "A trial",
    "too long": "A" * 501,
}


@pytest.mark.parametrize("words", UNUSABLE.values(), ids=UNUSABLE)
def test_a_text_that_cannot_be_used_leaves_what_was_there(translator, translation, words):
    upload(translator, translation, filled(translator, translation))
    po = filled(translator, translation)
    for entry in po:
        entry.msgstr = words if entry.msgctxt == "standfirst" else f"New {entry.msgid}"
    saved, warning = told(upload(translator, translation, po))
    assert saved == "I testi del file sono salvati."
    assert warning.startswith("1 ")
    assert "Una prova." in warning
    texts = dict(StringTranslation.objects.values_list("context__path", "data"))
    assert texts.pop("standfirst") == "EN Una prova."
    assert {text[:4] for text in texts.values()} == {"New "}
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_a_file_of_which_nothing_can_be_used_is_not_called_saved(translator, translation):
    po = filled(translator, translation)
    for entry in po:
        entry.msgstr = "<p>EN</p>"
    [warning] = told(upload(translator, translation, po))
    assert warning.startswith(str(len(po)))
    assert not StringTranslation.objects.exists()


def test_a_file_of_blanks_is_not_called_saved(translator, translation):
    [warning] = told(upload(translator, translation, download(translator, translation).content))
    assert warning == "Il file non contiene testi tradotti: non è stato salvato nulla."


def test_a_text_may_be_as_long_as_its_field_in_signs_that_people_see(translator, translation):
    po = filled(translator, translation)
    title = next(entry for entry in po if entry.msgctxt == "title")
    title.msgstr = "A" * 254 + "&amp;"
    assert len(told(upload(translator, translation, po))) == 1
    title.msgstr = "A" * 256
    assert len(told(upload(translator, translation, po))) == 2
    assert StringTranslation.objects.get(context__path="title").data == "A" * 254 + "&amp;"


def test_every_place_of_a_page_has_its_length(translator):
    page = make_profile(
        body=[
            ("heading", {"text": "Titolo", "level": "h2"}),
            ("paragraph", "<p>Un testo.</p>"),
            ("quotation", {"text": "Parole", "speaker": "Wang", "speaker_not_named": False}),
            ("gallery", [{"image": None, "alt": "Una fabbrica", "caption": "", "credit": ""}]),
        ],
        rows={"sources": [Source(title="Fonte")]},
    )
    translation = submit(page, "en")
    po = filled(translator, translation)
    for entry in po:
        entry.msgstr = f"{entry.msgid} {'x' * 300}"
    upload(translator, translation, po)
    taken = StringTranslation.objects.values_list("translation_of__data", flat=True)
    assert sorted(taken) == ["Parole", "Un testo."]


def test_nobody_else_gets_or_sends_files(translator, translation):
    content = filled(translator, translation)
    writer = at_a_browser("wang", WRITERS)
    assert download(writer, translation).status_code == 302
    upload(writer, translation, content)
    assert not StringTranslation.objects.exists()


def test_texts_that_are_still_a_machine_s_are_told_of(translator, translation):
    po = filled(translator, translation)
    upload(translator, translation, po)
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    StringTranslation.objects.filter(context__path="title").update(translation_type=machine)
    answer = told(upload(translator, translation, po))
    assert any("1 testo del file è come lo ha scritto una macchina" in sentence for sentence in answer)
    title = next(entry for entry in po if entry.msgctxt == "title")
    alone = filled(translator, translation)
    alone[:] = [title]
    assert len(told(upload(translator, translation, alone))) == 1
    title.msgstr = "EN By hand"
    assert len(told(upload(translator, translation, po))) == 1

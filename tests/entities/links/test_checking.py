"""Broken links are written down with their page, kept while they last, and shown to editors."""

import datetime as dt
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from entities.enums import LinkProblem
from entities.links.answering import Fault
from entities.links.checking import check_links
from entities.models import BrokenLink
from tests.entities.editing import make_private
from tests.factories import chain_section, make_chain, make_profile

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

MONDAY = dt.datetime(2026, 6, 1, 3, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)


class Answers:
    """Other sites, of which some addresses are at fault."""

    def __init__(self, **faults):
        self.faults = {f"https://{name}.example/": fault for name, fault in faults.items()}

    def fault(self, address):
        return self.faults.get(address)


def linking(*, to=(), addresses=(), **given):
    links = [f'<a linktype="page" id="{key}">x</a>' for key in to]
    links += [f'<a href="{address}">x</a>' for address in addresses]
    return make_profile(
        body=[{"type": "paragraph", "value": f"<p>{' '.join(links)}</p>", "id": "a"}], **given
    )


def check(asker=None, now=MONDAY):
    return {page.title: count for page, count in check_links(now, asker) if count}


def found():
    return [(link.page.title, link.target, link.problem) for link in BrokenLink.objects.order_by("target")]


def test_pages_that_are_gone_or_hidden_are_broken_links():
    hidden, draft, shown = (
        make_profile(title="Chiusa"),
        make_profile(title="Bozza", live=False),
        make_profile(),
    )
    make_private(hidden)
    page = linking(to=[hidden.pk, draft.pk, shown.pk, 99999], title="Chi rimanda")
    assert check() == {page.title: 3}
    assert found() == [
        (page.title, "#99999", "gone"),
        (page.title, "Bozza", "hidden"),
        (page.title, "Chiusa", "hidden"),
    ]


def test_addresses_of_this_site_are_opened_as_readers_open_them():
    chain = make_chain(slug="acqua")
    chain_section()
    good = (
        f"/it/filiere/{chain.slug}/",
        "/it/filiere/?chain=acqua#inizio",
        "http://localhost/it",
        "/sitemap.xml",
    )
    bad = ("/it/filiere/nulla/", "/it/relazioni/nulla/?x=1", "/nulla")
    page = linking(addresses=[*good, *bad], title="Chi rimanda")
    assert check() == {page.title: len(bad)}
    assert found() == [(page.title, target, "gone") for target in sorted(bad)]
    assert {link.status for link in BrokenLink.objects.all()} == {404}


def test_a_redirect_is_followed_within_the_site_as_far_as_it_leads_anywhere():
    for old, link in (("/away", "https://other.example/"), ("/round", "/round"), ("/lost", "/it/nulla/")):
        Redirect.objects.create(old_path=old, redirect_link=link)
    page = linking(addresses=["/away", "/round", "/lost"], title="Chi rimanda")
    check()
    assert found() == [(page.title, "/lost", "gone"), (page.title, "/round", "hidden")]


def test_an_address_of_this_site_is_opened_once_however_many_lead_to_it(monkeypatch):
    opened = []
    monkeypatch.setattr(Client, "get", lambda _self, path, **_given: opened.append(path) or HttpResponse())
    linking(addresses=["/it/filiere/"]), linking(addresses=["/it/filiere/"])
    check()
    assert opened == ["/it/filiere/"]


def test_a_document_that_is_gone_is_a_broken_link():
    document = get_document_model().objects.create(title="Testo", file=ContentFile(b"x", name="testo.txt"))
    links = "".join(f'<a linktype="document" id="{key}">x</a>' for key in (document.pk, 99999))
    make_profile(title="Chi rimanda", body=[{"type": "paragraph", "value": f"<p>{links}</p>", "id": "a"}])
    check()
    assert found() == [("Chi rimanda", "/documents/99999", "gone")]


def test_other_sites_are_asked_and_their_answers_kept():
    page = linking(addresses=["https://good.example/", "https://gone.example/"], title="Chi rimanda")
    check(Answers(gone=Fault(LinkProblem.REFUSED, 404)))
    link = BrokenLink.objects.get()
    assert (link.page_id, link.target, link.status) == (page.pk, "https://gone.example/", 404)


def test_it_stays_since_when_a_link_is_broken_and_goes_when_mended():
    linking(addresses=["https://gone.example/"])
    at_fault = Answers(gone=Fault(LinkProblem.SILENT))
    check(at_fault)
    check(Answers(gone=Fault(LinkProblem.REFUSED, 500)), TUESDAY)
    link = BrokenLink.objects.get()
    assert (link.broken_since, link.checked_at, link.problem) == (MONDAY, TUESDAY, "refused")
    check(Answers(), TUESDAY)
    assert not BrokenLink.objects.exists()


def test_checking_the_inside_alone_keeps_what_is_known_of_others():
    linking(addresses=["https://gone.example/"])
    check(Answers(gone=Fault(LinkProblem.SILENT)))
    check(None, TUESDAY)
    assert BrokenLink.objects.get().checked_at == MONDAY


def test_a_page_that_readers_no_longer_see_is_off_the_list():
    page = linking(to=[99999])
    check()
    page.unpublish()
    check()
    assert not BrokenLink.objects.exists()


def test_drafts_are_not_checked():
    linking(to=[99999], live=False)
    assert check() == {}


def test_a_very_long_address_is_known_by_its_beginning():
    address = "https://long.example/" + "x" * 3000
    linking(addresses=[address])
    answers = Answers()
    answers.faults[address] = Fault(LinkProblem.SILENT)
    check(answers)
    check(answers, TUESDAY)
    assert address.startswith(BrokenLink.objects.get().target)


def test_the_command_says_what_it_found():
    page = linking(to=[99999], title="Chi rimanda")
    out = StringIO()
    call_command("check_links", "--inside-only", stdout=out)
    assert f"{page.title}: 1" in out.getvalue()
    assert "1 broken links" in out.getvalue()


def test_editors_find_them_in_a_list_they_can_filter_and_export(admin_client):
    page = linking(to=[99999], addresses=["https://gone.example/"], title="Chi rimanda")
    check(Answers(gone=Fault(LinkProblem.REFUSED, 404)))
    address = reverse("worklist_broken-links")
    html = admin_client.get(address).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "https://gone.example/" in html
    assert "404" in html
    filtered = admin_client.get(address, {"problem": "gone"}).content.decode()
    assert "https://gone.example/" not in filtered
    exported = b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "https://gone.example/" in exported

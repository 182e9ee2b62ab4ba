"""A section that gets another address leads on from all of the old one's."""

import pytest

from tests.belt.explorer.desk import explorer
from tests.factories import chain_section, make_chain, make_profile, make_report, profiles, reports

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("section", "below"),
    [
        (chain_section, ("", "caffe/", "caffe/feed/")),
        (profiles, ("", "a-z/", "fabbrica/")),
        (reports, ("", "feed/", "viaggio/")),
        (explorer, ("", "feed/", "export.csv", "export.json", "?chain=caffe", "export.csv?chain=caffe")),
    ],
)
def test_old_addresses_lead_to_the_new_ones(client, section, below, django_capture_on_commit_callbacks):
    make_chain(slug="caffe")
    make_report(make_profile(slug="fabbrica"), slug="viaggio")
    page = section()
    before, page.slug = page.url, "altrove"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    after = type(page).objects.get(pk=page.pk).url
    assert after != before
    for address in below:
        answer = client.get(before + address, follow=True)
        assert answer.status_code == 200
        assert [code for _url, code in answer.redirect_chain] == [301]
        assert answer.redirect_chain[0][0] == after + address

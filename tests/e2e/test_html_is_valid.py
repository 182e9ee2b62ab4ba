"""Every page that can be reached by links is valid HTML, and so are the error pages."""

import re
import subprocess
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path

HERE = Path(__file__).parent
PUBLIC = ("/it/", "/en/", "/zh-hans/")
MOST_ADDRESSES = 1000


def html_at(address):
    """What the address answers if it is HTML, also with an error, else nothing."""
    try:
        answer = urllib.request.urlopen(address)  # noqa: S310 -- our own address
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.read().decode() if "text/html" in answer.headers["Content-Type"] else ""


def linked_pages(base_url):
    """Address and HTML of each public page, found by following links from the home pages."""
    waiting, pages = [*PUBLIC, *(f"{home}no-such-page/" for home in PUBLIC)], {}
    while waiting and len(pages) < MOST_ADDRESSES:
        address = waiting.pop(0)
        if address in pages:
            continue
        pages[address] = html_at(base_url + address)
        links = map(unescape, re.findall(r'href="(/[^"#]*)"', pages[address]))
        waiting += [link for link in links if link.startswith(PUBLIC)]
    return {address: html for address, html in pages.items() if html}


def test_html_is_valid(base_url, tmp_path):
    pages = linked_pages(base_url)
    assert all(f"{home}no-such-page/" in pages for home in PUBLIC)
    assert len(pages) > 200
    for address, html in pages.items():
        name = re.sub(r"[^a-z0-9-]+", "_", address.strip("/"))[:100]
        (tmp_path / f"{name}.html").write_text(html)
    validate = ["node_modules/.bin/html-validate", "--config", "htmlvalidate.json", "--formatter", "text"]
    result = subprocess.run([*validate, str(tmp_path)], cwd=HERE, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr

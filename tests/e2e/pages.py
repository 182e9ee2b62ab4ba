"""The public pages the browser tests visit: one of each type, with its address in the starter content.

Those of the Italian site; ``in_language()`` gives the same in another language.
"""

PAGES = {
    "home": "/it/",
    "reports": "/it/relazioni/",
    "report": "/it/relazioni/putuo-kunshan-changshu/",
    "profiles": "/it/profili/",
    "a to z": "/it/profili/a-z/",
    "company": "/it/profili/qingtao-energy/",
    "city": "/it/profili/kunshan/",
    "programme": "/it/profili/zona-vitale-bamasuhe/",
    "chains": "/it/filiere/",
    "chain": "/it/filiere/batterie-nuove-energie/",
    "open questions": "/it/cosa-non-sappiamo/",
    "explorer": "/it/esplora/",
    "unreadable selection": f"/it/esplora/?q={'x' * 201}",
    "not found": "/it/questa-pagina-non-esiste/",
}
REPORT = PAGES["report"]
# What the explorer looks like with chosen values, with one it does not know, and without results.
SELECTIONS = {
    "chips": "/it/esplora/?q=batteria&chain=batterie-nuove-energie&place=kunshan&type=profile",
    "ignored value": "/it/esplora/?chain=caffe&place=atlantide&foo=bar",
    "no results": "/it/esplora/?q=grifone&place=nanjing&chain=caffe",
}
# What addresses say otherwise in the other two languages, which have these words in common.
_ELSEWHERE = {
    "relazioni": "reports",
    "profili": "profiles",
    "filiere": "chains",
    "esplora": "explore",
    "cosa-non-sappiamo": "open-questions",
    "zona-vitale-bamasuhe": "bamasuhe-zone",
}


def in_language(address: str, code: str) -> str:
    """The address of an Italian page's version in a language (code); for Italian the same."""
    if code == "it":
        return address
    path, mark, query = address.partition("?")
    parts = [_ELSEWHERE.get(part, part) for part in path.split("/")]
    return "/".join(["", code, *parts[2:]]) + mark + query


ABROAD = {
    f"{name} {code}": in_language(address, code)
    for name, address in PAGES.items()
    for code in ("en", "zh-hans")
}

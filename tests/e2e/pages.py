"""The public pages the browser tests visit: one of each type, with its address in the starter content."""

PAGES = {
    "home": "/it/",
    "reports": "/it/relazioni/",
    "report": "/it/relazioni/putuo-kunshan-changshu/",
    "profiles": "/it/profili/",
    "company": "/it/profili/qingtao-energy/",
    "city": "/it/profili/kunshan/",
    "programme": "/it/profili/zona-vitale-bamasuhe/",
    "chains": "/it/filiere/",
    "chain": "/it/filiere/batterie-nuove-energie/",
    "open questions": "/it/cosa-non-sappiamo/",
    "explorer": "/it/esplora/",
    "not found": "/it/questa-pagina-non-esiste/",
}
REPORT = PAGES["report"]

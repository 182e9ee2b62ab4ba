"""Content folders for tests, and what a database holds before and after."""

from pathlib import Path

from django.apps import apps
from django.core.management import CommandError, call_command
from PIL import Image

from belt.management.commands.load_starter_content import CONTENT

STARTER = CONTENT

# The history of pages outlives them; the home page is emptied and stays, and with it what is indexed of it.
# The settings of the site are made by whoever asks for a page first.
OUTLIVING = (
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "belt.HomePage",
    "belt.SiteSettings",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
)

CHAINS = """
[[chain]]
slug = "acqua"
name = "Acqua"
definition = "Dalla sorgente al bicchiere."
hue = 1
[chain.translations.en]
name = "Water"
definition = "From spring to glass."

[[chain]]
slug = "acqua-minerale"
parent = "acqua"
name = "Acqua minerale"
definition = "In bottiglia."
hue = 2
"""

PAGES = """
[site]
footer_note = "Una prova."
[home]
title = "Prova"
headline = "Una prova di casa"
standfirst = "Due profili e un viaggio."
stations = [{ place = "valle", remark = "inizio" }]
[reports]
slug = "relazioni"
title = "Relazioni"
[profiles]
slug = "profili"
title = "Profili"
introduction = "Chi e dove."
[chains]
slug = "filiere"
title = "Filiere"
[explorer]
slug = "esplora"
title = "Esplora"

[open_questions]
slug = "domande"
title = "Domande"
"""

VALLEY = """+++
title = "Valle"
kind = "city"
summary = "Un luogo di prova."
latitude = 31.5
longitude = 121.25
verification = "stub"
+++

Qui sta la [fonte](profile:fonte).
"""

SPRING = """+++
title = "Fonte"
kind = "company"
summary = "Un’azienda di prova."
located_in = "valle"
verification = "received"
names = [{text = "La Fonte", type = "short", language = "it", script = "Latn", doubtful = true}]

[[link]]
chain = "acqua-minerale"
stage = "upstream"
evidence = "implied"

[[relation]]
kind = "partner_of"
target = "valle"
evidence = "profile"
stated_in = "Testo di prova"

[[source]]
title = "Testo di prova"
language = "it"
date = "2024"

[[note]]
code = "portata"
kind = "doubtful_figure"
title = "Quanta acqua?"
text = "Non si sa."
+++

## Che cosa fa

Imbottiglia [acqua minerale](chain:acqua-minerale).

[[note: portata]]
"""

ALONE = """+++
title = "Sola"
kind = "programme"
summary = "Nessuno la nomina."
verification = "stub"
+++
"""

TOUR = """+++
title = "Un viaggio di prova"
standfirst = "Una tappa."
delegation = "valle"
start_date = "2024-05"
end_date = ""
received_state = "complete"

[[stop]]
entity = "fonte"
activity = "visited"
observation = "Una [fonte](profile:fonte) **limpida**."
evidence = "stated"

[[source]]
title = "Testo di prova"
+++

Un giorno alla fonte.
"""

FILES = {
    "chains.toml": CHAINS,
    "it/pages.toml": PAGES,
    "it/profiles/valle.md": VALLEY,
    "it/profiles/fonte.md": SPRING,
    "it/profiles/sola.md": ALONE,
    "it/reports/viaggio.md": TOUR,
}


def write_small(root: Path) -> Path:
    """A whole content folder: two chains, three profiles, one tour."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def with_picture(content: Path) -> Path:
    """Give the spring a picture."""
    folder = content / "pictures"
    folder.mkdir()
    Image.new("RGB", (64, 36), "teal").save(folder / "fonte.jpg")
    edit(
        content,
        "it/profiles/fonte.md",
        "## Che",
        '![La fonte](pictures/fonte.jpg "Di sera | A. B.")\n\n## Che',
    )
    return content


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change one place in a file of the content; the place must be there."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(**options):
    """Run the command, in silence."""
    call_command("load_starter_content", verbosity=0, **options)


def complaints(**options) -> list[str]:
    """The lines with which the command refuses."""
    try:
        run(**options)
    except CommandError as error:
        return str(error).splitlines()
    return []


def everything(*without: str) -> dict[str, list[dict]]:
    """All rows of all tables, but those of the models named and the token that only says: look again."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model._meta.label not in (*without, "belt.ContentState")
    }

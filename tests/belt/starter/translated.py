"""The small content of the tests in English as well."""

from pathlib import Path

from tests.belt.starter.contents import edit, write_small

PAGES = """
[site]
footer_note = "A test."
[home]
title = "Test"
headline = "A test of a home"
standfirst = "Two profiles and a tour."
stations = [{ place = "valle", remark = "start" }]
[reports]
slug = "reports"
title = "Reports"
[profiles]
slug = "profiles"
title = "Profiles"
introduction = "Who and where."
[chains]
slug = "chains"
title = "Chains"
[explorer]
slug = "explore"
title = "Explore"
[open_questions]
slug = "open-questions"
title = "Questions"
"""

VALLEY = """+++
slug = "valley"
title = "Valley"
summary = "A place for tests."
+++

The [spring](profile:fonte) is here.
"""

SPRING = """+++
slug = "spring"
title = "Spring"
summary = "A company for tests."

[[relation]]
target = "valle"
stated_in = "A text for tests"

[[source]]
title = "A text for tests"

[[note]]
code = "portata"
title = "How much water?"
text = "Nobody knows."
+++

## What it does

It bottles [mineral water](chain:acqua-minerale).

[[note: portata]]
"""

ALONE = """+++
slug = "alone"
title = "Alone"
summary = "Nobody names it."
+++
"""

TOUR = """+++
slug = "tour"
title = "A tour for tests"
standfirst = "One stop."

[[stop]]
entity = "fonte"
observation = "A **clear** [spring](profile:fonte)."

[[source]]
title = "A text for tests"
+++

A day at the spring.
"""

FILES = {
    "en/pages.toml": PAGES,
    "en/profiles/valle.md": VALLEY,
    "en/profiles/fonte.md": SPRING,
    "en/profiles/sola.md": ALONE,
    "en/reports/viaggio.md": TOUR,
}
MINERAL = 'definition = "In bottiglia."\nhue = 2\n'
IN_ENGLISH = '[chain.translations.en]\nname = "Mineral water"\ndefinition = "Bottled."\n'


def write_english(root: Path) -> Path:
    """The small content, with an English translation of all of it."""
    write_small(root)
    edit(root, "chains.toml", MINERAL, MINERAL + IN_ENGLISH)
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root

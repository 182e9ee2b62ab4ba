"""What looks doubtful in a text, and what does not."""

import pytest

from entities.doubts.rules import DoubtKind, doubts_in, unfinished


def kinds(text):
    return [doubt.kind for doubt in doubts_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Un’industria del caffè da mille miliardi di yuan.",
        "Vale cento miliardi di yuan.",
        "Vale 1000 miliardi di renminbi.",
        "Vale 300 miliardi di yuan.",
        "Un piano da un bilione di yuan.",
        "咖啡产业规模达千亿元。",
        "A plan of one trillion yuan.",
        "Un piano da duemila miliardi di yuan.",
        "Un piano da un trilione di yuan.",
        "规模1000亿元。",
        "Vale ¥ 100 miliardi.",
        "Vale 1.000 mld di yuan.",
        "Vale 100 mld. RMB.",
        "Worth RMB 300bn.",
        "Worth RMB300bn.",
        "Vale 1.000.000.000.000 di yuan.",
        "Vale 1000000000000 yuan.",
        "Vale 100.000 milioni di yuan.",
        "Vale migliaia di miliardi di yuan.",
        "Vale centinaia di miliardi di yuan.",
        "Worth one thousand billion yuan.",
        "Worth five hundred billion yuan.",
        "Worth 1.5 trillion yuan.",
        "Oltre mille miliardi (yuan).",
        "In yuan: 300 miliardi.",
    ],
)
def test_very_large_round_figures(text):
    assert kinds(text) == [DoubtKind.FIGURE]


@pytest.mark.parametrize(
    "text",
    [
        "Vale 3,7 miliardi di yuan.",
        "Vale 120 milioni di yuan.",
        "价值300元。",
        "Mille miliardi di stelle.",
        "Nel 1975 nacque.",
        "Vale 3,7 mld di yuan.",
        "Costa ¥ 100.",
        "Vale 530,4 miliardi di yuan.",
        "Vale 1.234.567.890.123 yuan.",
        "Vale 1.2.3 yuan.",
        "Vale 0 yuan.",
        "Migliaia di yuan.",
        "Nel 2024 100 yuan.",
        f"Vale 1{'0' * 60} yuan.",
        f"Vale 1{'.000' * 5000} yuan.",
    ],
)
def test_ordinary_figures(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "È stato sottolineato che conviene.",
        "È stato inoltre sottolineato che conviene.",
        "Sono state espresse tre idee.",
        "È stata ribadita l’intesa.",
        "It was stressed that all is well.",
        "It was also stressed that all is well.",
        "It was highlighted that all is well.",
        "E' stato sottolineato che conviene.",
        "E’ stato sottolineato che conviene.",
        "È stato inoltre più volte sottolineato che conviene.",
        "Veniva sottolineato che conviene.",
        "Fu ribadito che conviene.",
        "Si sottolinea che conviene.",
        "Si afferma che conviene.",
        "È stato fatto notare che conviene.",
        "È stato messo in risalto che conviene.",
        "È stata messa in evidenza la spesa.",
        "È stato indicato che conviene.",
        "La delegazione è stata informata che conviene.",
        "È stato sottolineato anche che conviene.",
        "会上强调创新。",
        "会议强调创新。",
    ],
)
def test_something_is_said_and_nobody_is_named(text):
    assert kinds(text) == [DoubtKind.SPEAKER]


@pytest.mark.parametrize(
    "text",
    [
        "È stato sottolineato dal sindaco che conviene.",
        "È stato sottolineato anche dal direttore che conviene.",
        "È stato sottolineato in particolare dal direttore che conviene.",
        "È stato fatto notare dal direttore che conviene.",
        "È stata indicata come direttrice.",
        "Sono stati indicati tre obiettivi.",
        "È stata informata dei dati.",
        "La casa è stata costruita.",
        "Il sindaco ha sottolineato.",
        "会上，李明强调创新。",
        "L’azienda si afferma sul mercato.",
    ],
)
def test_a_speaker_or_no_saying(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    ["Disse «va bene.", "Disse va bene».", "Il “centro.", 'Il "centro.', "»a«.", "『中心。", "Il ‘centro."],
)
def test_quotation_marks_that_do_not_close(text):
    assert kinds(text) == [DoubtKind.QUOTATION_MARKS]


@pytest.mark.parametrize(
    "text",
    ["«Uno» e “due”.", "«Uno “due” tre».", "L'anno e l’altro.", "《红楼梦》。", "Il ‘centro’ dell’area."],
)
def test_quotation_marks_that_close(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Uno. Ha detto «siamo pronti. Tre.", ["Ha detto «siamo pronti."]),
        ("Uno. Ha detto: siamo pronti.» Tre.", ["Ha detto: siamo pronti.»"]),
        ("«Uno. Due.» Poi «tre. Quattro.", ["Poi «tre."]),
        ("«Uno. «Due» e tre. Quattro.", ["«Uno."]),
        ("«Uno. “Due. Tre» e quattro.", ["“Due."]),
        ("Uno «due. Tre «quattro. Cinque.", ["Uno «due.", "Tre «quattro."]),
        ("«Uno «due. Tre.", ["«Uno «due."]),
        ('Uno. Un "centro. E "altro" ancora.', ['Un "centro.']),
        ('Uno. Un "centro" e altro". E ancora.', ['Un "centro" e altro".']),
        ('Uno "due" e "tre". Quattro ("cinque.', ['Quattro ("cinque.']),
        ('他说"好"。再说"坏。', ['再说"坏。']),
        ("Un ‘vecchio metodo. L’altro è nuovo.", []),
        ("Un ‘vecchio metodo. L’altro è ‘nuovo.", ["Un ‘vecchio metodo.", "L’altro è ‘nuovo."]),
        ("Uno. Un ‘vecchio’ metodo. L’altro è ‘nuovo. Il ‘terzo.", ["L’altro è ‘nuovo.", "Il ‘terzo."]),
    ],
)
def test_only_the_sentence_with_a_mark_that_does_not_close_is_told(text, told):
    assert [doubt.sentence for doubt in doubts_in(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "«Prima frase. Seconda frase.» E poi.",
        'Disse: "Prima frase. Seconda «frase».". Poi.',
        "“Prima. «Seconda. Terza». Quarta.” Fine.",
    ],
)
def test_a_quotation_may_span_sentences(text):
    assert kinds(text) == []


def test_a_correction_of_another_sentence_leaves_the_doubt_as_it_was():
    before, after = "Uno. Ha detto «siamo pronti. Tre.", "Ora: uno. Ha detto «siamo pronti. Tre e quattro."
    assert [doubt.mark for doubt in doubts_in(before)] == [doubt.mark for doubt in doubts_in(after)]


@pytest.mark.parametrize("text", ["La frase si rompe qui", "Prima. E poi la ricerca congiunta", "研究创新"])
def test_a_last_sentence_without_an_end(text):
    assert unfinished(text).kind is DoubtKind.UNFINISHED


@pytest.mark.parametrize("text", ["", "  ", "Finita.", "Finita!»", "Finita…", "完了。", "Elenco:"])
def test_a_last_sentence_with_an_end(text):
    assert unfinished(text) is None


def test_a_mark_outlives_a_change_of_dress_not_of_words():
    [one] = doubts_in("È stato  sottolineato che conviene.")
    [same] = doubts_in("È stato sottolineato che conviene.")
    [other] = doubts_in("È stato sottolineato che nuoce.")
    assert one.mark == same.mark != other.mark

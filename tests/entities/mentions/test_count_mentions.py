"""The command counts, over the starter content, what a reader would count by hand."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from entities.models import EntityPage

TEXT = """
Nel Distretto di Putuo, a Shanghai, comincia la Cintura di Innovazione Industriale Shanghai-Nanjing.
Da Putuo si va a Kunshan, nel Delta del Fiume Azzurro, poi a Changshu.

A Kunshan si vedono la Base di Industrializzazione della Tecnologia dell'Informazione Controllabile
Zhongke, la sede di Qingtao Energy, gli impianti dell’AU Optronics (Kunshan) Co., Ltd. e il Centro
Creativo per l’Industria del Caffè di Kunshan.

A Changshu: il Centro Espositivo per l’Innovazione della Zona High-Tech di Changshu, la Jiangsu Zenergy
Battery Technology Co. Ltd, la JIANGSU HENRY CARBON FIBER TECHNOLOGY CO., LTD., la Kaiber (Changshu)
Seat Mechanical Components Co., Ltd., il Bosideng Group, la Changshu\u00a0Switchgear Manufacturing Co., Ltd.

A putuo, in piccolo, non c'è nulla. Il distretto di Putuo sì. In cinese: 在崑山市，友達光電（崑山）有限公司。
"""
EXPECTED = [
    (3, 3, "Distretto di Putuo"),
    (2, 1, "Shanghai"),
    (1, 1, "Cintura di Innovazione Industriale Shanghai-Nanjing"),
    (1, 0, "Nanjing"),
    (6, 3, "Kunshan"),
    (1, 1, "Delta del Fiume Azzurro"),
    (5, 2, "Changshu"),
    (1, 1, "Base di Industrializzazione della Tecnologia dell’Informazione Controllabile Zhongke"),
    (1, 1, "Qingtao Energy"),
    (2, 2, "AU Optronics (Kunshan) Co., Ltd."),
    (2, 0, "AU Optronics Corporation"),
    (1, 1, "Centro Creativo per l’Industria del Caffè di Kunshan"),
    (1, 1, "Centro Espositivo per l’Innovazione della Zona High-Tech di Changshu"),
    (1, 1, "Jiangsu Zenergy Battery Technology Co., Ltd."),
    (2, 0, "Jiangsu"),
    (1, 1, "Jiangsu Henry Carbon Fiber Technology Co., Ltd."),
    (1, 1, "Kaiber (Changshu) Seat Mechanical Components Co., Ltd."),
    (1, 1, "Bosideng Group"),
    (1, 1, "Changshu Switchgear Manufacturing Co., Ltd."),
]


def counted(path, **options):
    printed = StringIO()
    call_command("count_mentions", str(path), stdout=printed, **options)
    return [
        (int(raw), int(free), words)
        for raw, free, words in re.findall(r"(?m)^ *(\d+) raw +(\d+) free {2}(.+)$", printed.getvalue())
    ]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "testo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_profiles_are_counted_in_order_of_appearance(starter_site, file):
    assert [line for line in counted(file) if not line[2].startswith(" ")] == EXPECTED


@pytest.mark.django_db
def test_names_of_one_profile_are_counted_each(starter_site, file):
    lines = counted(file)
    assert lines[1:3] == [(2, 2, "    Distretto di Putuo"), (3, 1, "    Putuo")]


@pytest.mark.django_db
def test_a_language_without_profiles_has_nothing_to_count(starter_site, file):
    EntityPage.objects.filter(locale__language_code="en").update(live=False)
    assert counted(file, language="en") == []


@pytest.mark.django_db
def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(CommandError, match=r"nulla\.txt"):
        call_command("count_mentions", str(tmp_path / "nulla.txt"))
    (tmp_path / "latin1.txt").write_bytes(b"citt\xe0")
    with pytest.raises(CommandError, match=r"latin1\.txt"):
        call_command("count_mentions", str(tmp_path / "latin1.txt"))

"""The command behind ``make run`` does what is missing, and nothing twice."""

import pytest
from django.core.management import CommandError
from wagtail.models import Page

from belt.management.commands import serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch, settings, tmp_path):
    """The names of the commands that ``serve`` calls, none of them run; static files lie nowhere yet."""
    settings.STATIC_ROOT = tmp_path
    names = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: names.append(name))
    monkeypatch.setattr(serve.os, "execv", lambda program, command: names.append(command[2]))
    return names


def run(capsys, **options):
    serve.Command().execute(
        **{"prepare_only": False, "no_color": True, "force_color": False, "skip_checks": True} | options
    )
    return capsys.readouterr().out


def test_an_empty_site_gets_everything(done, capsys):
    out = run(capsys)
    assert done == [
        "load_starter_content",
        "collectstatic",
        "set_site_address",
        "ensure_first_admin",
        "gunicorn",
    ]
    assert "[4/6] Loading the starter content …" in out


def test_nothing_is_set_up_for_content_that_cannot_be_loaded(done, capsys, monkeypatch):
    def refuse(name, **options):
        if options.get("check"):
            raise CommandError("profiles/bosideng.md: “compny” is no kind.")
        done.append(name)

    monkeypatch.setattr(serve, "call_command", refuse)
    monkeypatch.setattr(serve.connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="compny"):
        run(capsys)
    assert done == []


def test_a_site_with_pages_is_left_as_it_is(done, capsys):
    home = Page.get_first_root_node().get_first_child()
    home.add_child(instance=Page(title="An editor's own", slug="own"))
    run(capsys, prepare_only=True)
    done.clear()
    out = run(capsys, prepare_only=True)
    assert done == ["set_site_address", "ensure_first_admin"]
    assert out.count("done before") == 3


def test_new_static_files_are_collected(done, capsys, settings, tmp_path):
    run(capsys, prepare_only=True)
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "new.css").write_text("body {}")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, folder]
    done.clear()
    run(capsys, prepare_only=True)
    assert "collectstatic" in done


def test_content_that_cannot_be_loaded_stops_the_start(done, capsys, monkeypatch):
    def refuse(name, **options):
        raise CommandError("tour.md, line 3: no such chain")

    monkeypatch.setattr(serve, "call_command", refuse)
    with pytest.raises(CommandError, match="line 3"):
        run(capsys)
    assert "gunicorn" not in done

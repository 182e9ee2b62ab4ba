"""Who may do what in the admin: three groups and the workflow between them.

Groups are found by name and given what they lack; what an administrator has
added to them stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from belt.models import HomePage, ReviewTask
from belt.translating.rights import SUBMIT
from entities.models import EntityIndexPage
from visits.models import ReportIndexPage

WRITERS, REVIEWERS, TRANSLATORS = "Redazione", "Revisione", "Traduzione"
WORKFLOW = "Revisione"
# What Wagtail's own migrations make: roles nobody here has.
WAGTAILS_GROUPS, WAGTAILS_WORKFLOW = ("Editors", "Moderators"), "Moderators approval"

FILES = tuple(f"{verb}_{thing}" for thing in ("image", "document") for verb in ("add", "change", "choose"))


@dataclass(frozen=True)
class Role:
    """A group: what it may do anywhere, in the library of files, and to the pages below some pages."""

    name: str
    everywhere: tuple[str, ...]
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


ROLES = (
    Role(
        WRITERS,
        # Who may make a chain but not change one proposes it.
        everywhere=(
            "wagtailadmin.access_admin",
            "entities.view_industrychain",
            "entities.add_industrychain",
        ),
        files=FILES,
        pages=("add_page", "change_page"),
    ),
    Role(
        REVIEWERS,
        everywhere=(
            "wagtailadmin.access_admin",
            "entities.view_industrychain",
            "entities.add_industrychain",
            "entities.change_industrychain",
            "entities.verify_entitypage",
            "entities.resolve_editorialnote",
            SUBMIT,
        ),
        files=FILES,
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ),
    # They translate text by text and publish nothing; what they write, reviewers publish.
    Role(TRANSLATORS, everywhere=("wagtailadmin.access_admin", SUBMIT), pages=("change_page",)),
)


@transaction.atomic
def set_up_roles() -> list[str]:
    """Make groups and workflow where they are missing; the names of what was made or completed."""
    done = [role.name for role in ROLES if _completed(role)]
    if _workflow_is_new():
        done.append(f"workflow {WORKFLOW}")
    _take_away_wagtails()
    return done


def _completed(role: Role) -> bool:
    group, is_new = Group.objects.get_or_create(name=role.name)
    wanted = set(_permissions(role.everywhere))
    missing = wanted - set(group.permissions.all())
    group.permissions.add(*missing)
    made = [is_new, bool(missing)]
    root = Collection.get_first_root_node()
    for permission in _named(role.files):
        rule = {"group": group, "collection": root, "permission": permission}
        made.append(GroupCollectionPermission.objects.get_or_create(**rule)[1])
    for page in _pages_of(role):
        for permission in _named(role.pages):
            rule = {"group": group, "page": page, "permission": permission}
            made.append(GroupPagePermission.objects.get_or_create(**rule)[1])
    return any(made)


def _permissions(names: Iterable[str]) -> Iterator[Permission]:
    for name in names:
        app, codename = name.split(".")
        yield Permission.objects.get(content_type__app_label=app, codename=codename)


def _named(codenames: tuple[str, ...]) -> Iterable[Permission]:
    apps = ("wagtailcore", "wagtailimages", "wagtaildocs")
    return Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames)


def _pages_of(role: Role) -> list[Page]:
    """The pages a role works below: all languages, the first language's sections, the other languages."""
    homes = HomePage.objects.all()
    first = homes.filter(locale__language_code=settings.LANGUAGE_CODE)
    if role.name == REVIEWERS:
        return list(homes)
    if role.name == TRANSLATORS:
        return list(homes.exclude(pk__in=first))
    sections = [
        model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        for model in (ReportIndexPage, EntityIndexPage)
    ]
    return [page for section in sections for page in section]


def _workflow_is_new() -> bool:
    if ReviewTask.objects.exists():
        return False
    task = ReviewTask.objects.create(name=WORKFLOW)
    task.groups.add(Group.objects.get(name=REVIEWERS))
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return True


def _take_away_wagtails() -> None:
    """Wagtail's own groups, where nobody is in them, and its workflow, where nothing waits in it."""
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user__isnull=True).delete()
    for workflow in Workflow.objects.filter(name=WAGTAILS_WORKFLOW, active=True):
        if not workflow.workflow_states.active().exists():
            workflow.deactivate()

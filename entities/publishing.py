"""What stands against publishing a page where no form asks: several at once, or by a program."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from entities.done.answers import unfinished_draft
from entities.done.criteria import Criterion
from entities.duplicates import unsettled
from entities.languages import titled
from entities.models import AnnotatedPage, EntityPage
from entities.places import IN_ITSELF, lying_in_themselves
from entities.translations import is_before_its_original, is_translation, open_translation_of
from entities.untranslated import untranslated


def about_to_be_published(request: HttpRequest, pages: Iterable[Page]) -> list[Page]:
    """The pages chosen in a list and, where the editor asks for them, the drafts below them."""
    chosen = list(pages)
    if request.POST.get("include_descendants"):
        chosen += [below for page in pages for below in _drafts_below(page)]
    return chosen


def _drafts_below(page: Page) -> Iterable[Page]:
    # Nobody may publish merged profiles, so Wagtail passes them by.
    return page.get_descendants().not_live().exclude(entitypage__merged_into__isnull=False).specific()


def waiting_for_their_hour(pages: Iterable[Page]) -> Iterator[str]:
    """A sentence for each page that would not be published at once: Wagtail would say that it was."""
    for page in pages:
        if page.approved_schedule:
            sentence = _("“%(page)s” waits for its hour: cancel its schedule to publish it now.")
            yield sentence % {"page": page.get_admin_display_title()}


def is_unready(draft: Page) -> bool:
    """Whether something that no form asks for stands against publishing a draft: it is not offered then."""
    return bool(_left_to_do(draft)) or next(untranslated(draft), None) is not None


def obstacles(pages: Iterable[Page], *, is_done: bool = True) -> list[str]:
    """A sentence for each page whose latest draft cannot be published as it stands.

    Unless ``is_done`` is false, its definition of done counts too.
    """
    drafts = [page.get_latest_revision_as_object() for page in pages]
    return list(obstacles_in(drafts, is_done=is_done).values())


def obstacles_in(drafts: list[Page], *, is_done: bool = True) -> dict[int, str]:
    """The same for pages as they are to be published together, by their keys."""
    found = {}
    moved = {draft.pk: draft.located_in_id for draft in drafts if isinstance(draft, EntityPage)}
    circling = lying_in_themselves(moved) if moved else set()
    for draft in drafts:
        faults = list(dict.fromkeys(_faults(draft, is_done)))
        if draft.pk in circling:
            faults.append(str(IN_ITSELF))
        if faults:
            sentence = _("“%(page)s” is not ready to be published: %(faults)s")
            found[draft.pk] = sentence % {
                "page": titled(draft, draft.title or draft.draft_title),
                "faults": " ".join(faults),
            }
    return found


def _faults(draft: Page, is_done: bool) -> Iterator[str]:
    if isinstance(draft, EntityPage) and draft.merged_into_id:
        # Its rows went to another profile; what they lack here is nobody's business.
        yield from draft.faults()
        return
    yield from _invalid(draft)
    for relation in get_all_child_relations(draft):
        for row in getattr(draft, relation.get_accessor_name()).all():
            yield from _invalid(row, exclude=[relation.field.name])
    yield from untranslated(draft)
    if is_before_its_original(draft):
        yield _("Its source is not public: publish that first.")
    if isinstance(draft, AnnotatedPage):
        yield from draft.faults()
        if is_done:
            yield from (criterion.sentence for criterion in _left_to_do(draft))
    if isinstance(draft, EntityPage) and is_done:
        yield from unsettled(draft)


def _left_to_do(draft: Page) -> list[Criterion]:
    """What its definition of done lacks; a translation that goes on has its facts from its source."""
    follows = is_translation(draft) and open_translation_of(draft) is not None
    return [] if follows else unfinished_draft(draft)


def _invalid(instance, exclude: Iterable[str] = ()) -> Iterator[str]:
    """What its own validation says, with the label of each field."""
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            label = _label(instance, name)
            yield from (f"{label}: {sentence}" if label else sentence for sentence in sentences)


def _label(instance, name: str) -> str:
    known = {field.name: field for field in instance._meta.concrete_fields}
    return str(known[name].verbose_name).capitalize() if name in known else ""

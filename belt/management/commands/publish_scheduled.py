"""Publish what is due, if it is ready; Wagtail's command otherwise."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import Page, Revision

from belt.models.review import NOT_READY
from entities.publishing import obstacles_in


class Command(publish_scheduled.Command):
    """What has become impossible since its hour was set loses the hour, and holds up nothing else."""

    help = "Publishes and withdraws pages whose hour has come; says what is not ready and leaves it a draft."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            self._take_back_what_is_not_ready()
        super().handle(*args, **options)

    def _take_back_what_is_not_ready(self) -> None:
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
            "approved_go_live_at", "pk"
        )
        drafts = {revision: revision.as_object() for revision in due}
        pages = {revision: draft for revision, draft in drafts.items() if isinstance(draft, Page)}
        sentences = obstacles_in(list(pages.values()))
        for revision, page in pages.items():
            if page.pk in sentences:
                revision.approved_go_live_at = None
                revision.save(update_fields=["approved_go_live_at"])
                log(instance=page, action=NOT_READY, data={"reason": sentences[page.pk]})
                self.stderr.write(sentences[page.pk])

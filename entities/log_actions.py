"""What the history of pages and of the site says of our own actions, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.log_actions import LogFormatter

from entities.done.answers import WAIVE_ACTION, waiver_told
from entities.doubts.answers import DISMISS_ACTION, RAISE_ACTION
from entities.duplicates import ASK_AGAIN_ACTION, DISTINCT_ACTION
from entities.languages import quoted
from entities.mentions.linking import LINK_ACTION
from entities.merging.merge import MERGE_ACTION
from entities.merging.undo import UNDO_ACTION, told
from entities.profile_merging.merge import MERGE_ACTION as MERGE_PROFILES_ACTION
from entities.profile_merging.undo import UNDO_ACTION as UNDO_PROFILES_ACTION
from entities.profile_merging.undo import told as told_of_profiles
from entities.proposals import ACCEPT_ACTION, REJECT_ACTION


class LinkMentions(LogFormatter):
    label = gettext_lazy("Link mentions")

    def format_message(self, log_entry):
        named = quoted(made["words"] for made in log_entry.data["links"])
        return _("Mentions linked: %(words)s") % {"words": named}


class PublishWithout(LogFormatter):
    label = gettext_lazy("Publish without")

    def format_message(self, log_entry):
        return waiver_told(log_entry.data)


class DismissDoubt(LogFormatter):
    label = gettext_lazy("Dismiss a doubt")

    def format_message(self, log_entry):
        return _("Doubt dismissed: “%(words)s”. %(reason)s") % log_entry.data


class RaiseDoubt(LogFormatter):
    label = gettext_lazy("Raise a doubt again")

    def format_message(self, log_entry):
        return _("Doubt raised again: “%(words)s”") % log_entry.data


class DeclareDistinct(LogFormatter):
    label = gettext_lazy("Tell profiles apart")

    def format_message(self, log_entry):
        return _("Not the same as “%(other)s”") % log_entry.data


class AskWhetherDistinct(LogFormatter):
    label = gettext_lazy("Ask again whether profiles are the same")

    def format_message(self, log_entry):
        return _("To be asked again whether it is the same as “%(other)s”") % log_entry.data


class MergeChains(LogFormatter):
    label = gettext_lazy("Merge chains")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("“%(loser)s” merged into “%(winner)s”: %(reason)s") % {
            "loser": data["loser"]["name"],
            "winner": data["winner"]["name"],
            "reason": data["reason"],
        }


class AcceptChain(LogFormatter):
    label = gettext_lazy("Accept a chain")
    message = gettext_lazy("Proposal accepted")


class RejectChain(LogFormatter):
    label = gettext_lazy("Reject a chain")

    def format_message(self, log_entry):
        return _("Proposal rejected: %(reason)s") % {"reason": log_entry.data["reason"]}


class MergeProfiles(LogFormatter):
    label = gettext_lazy("Merge profiles")

    def format_message(self, log_entry):
        data = log_entry.data
        return pgettext("profiles", "“%(loser)s” merged into “%(winner)s”: %(reason)s") % {
            "loser": data["loser"]["title"],
            "winner": data["winner"]["title"],
            "reason": data["reason"],
        }


class UndoMergeOfProfiles(LogFormatter):
    label = gettext_lazy("Undo merge of profiles")

    def format_message(self, log_entry):
        return " ".join(told_of_profiles(log_entry.data))


class UndoMerge(LogFormatter):
    label = gettext_lazy("Undo merge of chains")

    def format_message(self, log_entry):
        return " ".join(told(log_entry.data))


# Wagtail's formatters by the names under which the actions are logged.
LOG_ACTIONS = {
    LINK_ACTION: LinkMentions,
    WAIVE_ACTION: PublishWithout,
    DISMISS_ACTION: DismissDoubt,
    RAISE_ACTION: RaiseDoubt,
    DISTINCT_ACTION: DeclareDistinct,
    ASK_AGAIN_ACTION: AskWhetherDistinct,
    MERGE_ACTION: MergeChains,
    ACCEPT_ACTION: AcceptChain,
    REJECT_ACTION: RejectChain,
    MERGE_PROFILES_ACTION: MergeProfiles,
    UNDO_PROFILES_ACTION: UndoMergeOfProfiles,
    UNDO_ACTION: UndoMerge,
}

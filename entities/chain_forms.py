"""The form of a chain, which points out chains of a like name, and the chooser of chains in any form."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.widgets import AdminSnippetChooser

from entities.languages import enumeration, quoted, site_languages
from entities.likeness import alike
from entities.models import IndustryChain
from entities.models.chains import WORDS, column_of
from entities.read_together import KnowsWhatWasRead
from entities.untranslated import says_nothing

NAMES = ("name", "name_en", "name_zh_hans")
CONFIRMED = "not_the_same"
WORDS_OF_CHAINS = {column_of(word, code) for word in WORDS for code, _name in site_languages()}


class ChainChooser(KnowsWhatWasRead, AdminSnippetChooser):
    """Shows the chain that was chosen."""

    def __init__(self, model, **kwargs):
        super().__init__(model, **kwargs)
        # What Wagtail says of snippets it puts together once, in the language of that moment.
        self.choose_one_text = gettext_lazy("Choose a chain")
        self.choose_another_text = gettext_lazy("Choose another chain")
        self.link_to_chosen_text = gettext_lazy("Edit this chain")


class ChainForm(WagtailAdminModelForm):
    """Asks, where a new name is like that of another chain, whether it is not the same."""

    not_the_same = forms.BooleanField(label=gettext_lazy("It is not the same"), required=False)

    look_alikes: list[IndustryChain] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.proposed:
            # Whoever decides on it accepts or rejects it.
            self.fields.pop("retired", None)

    def clean(self):
        cleaned = super().clean()
        if self.instance.merged_into is not None:
            sentence = _("This chain was merged into “%(chain)s”: change that one.")
            self.add_error(None, sentence % {"chain": self.instance.merged_into.name})
        for name in WORDS_OF_CHAINS & cleaned.keys():
            if cleaned[name] and says_nothing(cleaned[name]):
                self.add_error(name, _("Nothing of this can be seen."))
        if any(name in self.changed_data for name in NAMES):
            self.look_alikes = look_alikes([cleaned.get(name) or "" for name in NAMES], self.instance.pk)
        if self.look_alikes and not cleaned.get(CONFIRMED):
            sentence = _("There is a chain of a like name: %(chains)s. If yours is another, tick the box.")
            self.add_error(CONFIRMED, sentence % {"chains": enumeration(map(described, self.look_alikes))})
        return cleaned


def look_alikes(names: list[str], own_key: int | None) -> list[IndustryChain]:
    """Other chains, merged and retired ones too, with a name in any language like one of ``names``."""
    chains = IndustryChain.objects.exclude(pk=own_key).select_related("merged_into").order_by("name", "pk")
    return [chain for chain in chains if alike(names, (getattr(chain, name) for name in NAMES))]


def described(chain: IndustryChain) -> str:
    """A chain by its name, with the one it was merged into."""
    if chain.merged_into is None:
        return quoted([chain.name])
    return _("“%(loser)s” (merged into “%(winner)s”)") % {
        "loser": chain.name,
        "winner": chain.merged_into.name,
    }

// Faults inside the blocks of a text are drawn after Wagtail has counted the faults of each tab: count again.
const recount = () => {
  for (const element of document.querySelectorAll(".w-tabs__errors")) {
    window.wagtail.app.getControllerForElementAndIdentifier(element, "w-count")?.count();
  }
};

window.addEventListener("load", recount);

// The library's translation editor says of no text in which language it is.
const markTexts = (editor) => {
  const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
  for (const source of editor.querySelectorAll("p:has(+ div > :is(p, textarea))")) {
    source.lang = sourceLocale.code;
    source.nextElementSibling.lang = locale.code;
  }
};

const editor = document.querySelector(".js-translation-editor");
if (editor) {
  new MutationObserver(() => markTexts(editor)).observe(editor, { childList: true, subtree: true });
  markTexts(editor);
  // What others write meanwhile is not published from a screen that does not show it.
  editor.addEventListener("formdata", ({ formData }) => {
    formData.set("opened_at", JSON.parse(editor.dataset.props).opened_at);
  });
}

// Drafts save themselves (Wagtail's w-autosave); docs/decisions/0032-drafts-save-themselves.md says what is added here.
// Looks into two controllers of Wagtail; tests/e2e/test_autosave.py notices when they change.
const form = document.querySelector("form[data-edit-form]");
const controller = (name) => window.wagtail.app.getControllerForElementAndIdentifier(form, name);
let sent = "";
let failure = "";
let leaving = false;
let isTyped = false;

// What a draft sends, as Wagtail compares it to find out whether anything has changed.
const takeDown = () => {
  isTyped = false;
  sent = controller("w-unsaved")?.formData ?? "";
};

// Wagtail takes all that stands in the form by now for saved, also what was typed while the answer was on its way.
const keepWatching = (updates) => {
  const watch = controller("w-unsaved");
  if (!watch) return;
  const saved = new URLSearchParams(sent);
  for (const [name, value] of Object.entries(updates ?? {})) {
    if (saved.has(name)) saved.set(name, value);
  }
  watch.initialFormData = watch.previousFormData = saved.toString();
  // After a refused form it has not begun to look.
  if (!watch.checkInterval) watch.checkIntervalValueChanged(watch.checkIntervalValue);
};

// For two seconds after it was opened, Wagtail takes what is typed for what the screen came with.
const type = ({ isTrusted }) => {
  isTyped ||= isTrusted && !controller("w-unsaved")?.initialFormData;
};

const noticeTyped = () => {
  const watch = controller("w-unsaved");
  if (isTyped && watch) watch.initialFormData = watch.previousFormData = "typed";
};

// A button pressed from now on speaks of the version just saved.
const rememberVersion = ({ revision_id, revision_created_at }) => {
  const { loaded_revision_id, loaded_revision_created_at } = form.elements;
  if (!loaded_revision_id || !revision_id) return;
  loaded_revision_id.value = revision_id;
  loaded_revision_created_at.value = revision_created_at;
};

const saved = ({ detail: { response } }) => {
  failure = "";
  rememberVersion(response);
  keepWatching(response.field_updates);
  for (const detail of response.messages ?? []) {
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  }
};

// A button waits for a saving under way: its answer brings the keys of new rows, and the address of a new page.
const wait = async (event) => {
  const autosave = controller("w-autosave");
  if (!autosave) return;
  const { submitter } = event;
  autosave.activeValue = false;
  if (!autosave.submitPromise && !leaving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (leaving) return;
  leaving = true;
  await autosave.submitPromise;
  leaving = false;
  if (failure === "network_error") {
    autosave.activeValue = true;
    return;
  }
  // By now the button is disabled, or drawn anew: it would not be sent.
  if (submitter?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden" });
    form.append(Object.assign(pressed, { name: submitter.name, value: submitter.value }));
  }
  form.requestSubmit();
};

if (form) {
  form.addEventListener("input", type);
  document.addEventListener("w-unsaved:watch-edits", noticeTyped);
  document.addEventListener("w-autosave:save", takeDown);
  document.addEventListener("w-autosave:success", saved);
  document.addEventListener("w-autosave:error", ({ detail }) => {
    failure = detail.type;
  });
  form.addEventListener("submit", wait, { capture: true });
}

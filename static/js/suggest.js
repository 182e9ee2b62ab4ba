/* Names offered while one types into a search field: a combobox; without it the form just searches. */
function offer(search) {
  const field = search.querySelector("input[type=search]");
  const list = search.querySelector("ul");
  const status = search.querySelector("[role=status]");
  let current = -1;
  let asked = 0;
  let waiting;

  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id })) {
    field.setAttribute(name, value);
  }
  list.setAttribute("role", "listbox");

  const close = () => {
    list.hidden = true;
    current = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    current = (index + list.children.length) % list.children.length;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    field.setAttribute("aria-activedescendant", list.children[current].id);
    list.children[current].scrollIntoView({ block: "nearest" });
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ text, lang, note, url }, at) => {
        const option = document.createElement("li");
        const name = document.createElement("span");
        const what = document.createElement("span");
        name.textContent = text;
        name.lang = lang;
        what.textContent = note;
        what.className = "suggestions__note";
        option.dataset.url = url;
        option.append(name, " ", what);
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    current = -1;
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    const count = suggestions.length;
    status.textContent = count > 1 ? `${count} ${status.dataset.many}` : count ? status.dataset.one : status.dataset.none;
  };

  const ask = async () => {
    const mine = ++asked;
    const typed = field.value.trim();
    if (!typed) return close();
    try {
      const answer = await fetch(`${search.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
      const { suggestions } = await answer.json();
      if (mine === asked && document.activeElement === field) show(suggestions);
    } catch {
      close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });

  field.addEventListener("keydown", (event) => {
    // Keys that choose among signs belong to the input method.
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    if (event.key === "ArrowDown") mark(current + 1);
    else if (event.key === "ArrowUp") mark(current < 0 ? -1 : current - 1);
    else if (event.key === "Enter" && current >= 0) location.assign(list.children[current].dataset.url);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });

  /* The field keeps the focus while somebody points at a name. */
  list.addEventListener("mousedown", (event) => event.preventDefault());

  field.addEventListener("blur", close);
}

const offering = new WeakSet();

function offerIn(part) {
  for (const search of part.querySelectorAll("[data-suggest]")) {
    if (!offering.has(search)) offer(search);
    offering.add(search);
  }
}

offerIn(document);
/* The explorer exchanges its form. */
document.addEventListener("explorer:shown", () => offerIn(document));

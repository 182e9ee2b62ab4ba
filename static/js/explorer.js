/* The explorer without reloading: the same addresses, the same page, only its parts exchanged. */
const parts = [".with-side__main", "form.facets"];
const heads = ["link[rel=canonical]", "link[hreflang]", "link[type='application/atom+xml']", "meta[name=robots]"];
const explorer = document.querySelector("[data-explorer]");
const wide = matchMedia("(width >= 62rem)");

/* Beside the results the filters stand open; above them they would hide the results. */
const fold = () => {
  explorer.querySelector(".facets__fold").open = wide.matches;
};
fold();
wide.addEventListener("change", fold);

/* Of several requests under way the last one counts. */
let shown = location.pathname + location.search;
let pending;

async function show(address, push) {
  pending?.abort();
  const mine = (pending = new AbortController());
  explorer.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, signal: mine.signal });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) explorer.querySelector(part).replaceWith(fresh.querySelector(`[data-explorer] ${part}`));
    document.querySelector(".languages").replaceWith(fresh.querySelector(".languages"));
    for (const head of heads) {
      document.head.querySelectorAll(head).forEach((old) => old.remove());
      document.head.append(...fresh.head.querySelectorAll(head));
    }
    fold();
    document.dispatchEvent(new Event("explorer:shown"));
    document.title = fresh.title;
    if (push && new URL(address).href !== location.href) history.pushState({}, "", address);
    shown = location.pathname + location.search;
    const title = document.getElementById("results");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "nearest" });
    explorer.querySelector("[data-announce]").textContent = title.textContent;
  } catch {
    if (!mine.signal.aborted) location.assign(address);
  } finally {
    if (mine === pending) explorer.removeAttribute("aria-busy");
  }
}

explorer.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
  show(`${event.target.action}${asked.size ? `?${asked}` : ""}`, true);
});

explorer.addEventListener("click", (event) => {
  const link = event.target.closest(".chip[href], .pagination a, .facets__reset");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
  event.preventDefault();
  show(link.href, true);
});

/* A jump within the page is no other selection. */
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href, false);
});

/* The explorer without reloading: the same addresses, the same page, only its parts exchanged. */
const parts = [".with-side__main", "form.facets"];
const explorer = document.querySelector("[data-explorer]");
const wide = matchMedia("(width >= 62rem)");

/* Beside the results the filters stand open; above them they would hide the results. */
const fold = () => {
  explorer.querySelector(".facets__fold").open = wide.matches;
};
fold();
wide.addEventListener("change", fold);

async function show(address, push) {
  explorer.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) explorer.querySelector(part).replaceWith(fresh.querySelector(`[data-explorer] ${part}`));
    fold();
    document.title = fresh.title;
    if (push) history.pushState({}, "", address);
    const title = document.getElementById("results");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(address);
  } finally {
    explorer.removeAttribute("aria-busy");
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

addEventListener("popstate", () => show(location.href, false));

/* Copying a citation, sharing, printing: offered only where the browser can do it. */
for (const bar of document.querySelectorAll("[data-actions]")) {
  const offer = (name, possible, act) => {
    const button = bar.querySelector(`[data-action="${name}"]`);
    if (!button || !possible) return;
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  };
  const said = bar.querySelector("[role=status]");
  const here = document.querySelector("link[rel=canonical]")?.href ?? location.href;

  offer("print", true, () => window.print());
  offer("share", Boolean(navigator.share), () => navigator.share({ title: document.title, url: here }).catch(() => {}));
  offer("cite", Boolean(navigator.clipboard), async (button) => {
    await navigator.clipboard.writeText(document.querySelector("[data-citation]").textContent.trim().replace(/\s+/g, " "));
    said.textContent = button.dataset.done;
  });
}

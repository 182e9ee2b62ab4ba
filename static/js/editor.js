// Faults inside the blocks of a text are drawn after Wagtail has counted the faults of each tab: count again.
const recount = () => {
  for (const element of document.querySelectorAll(".w-tabs__errors")) {
    window.wagtail.app.getControllerForElementAndIdentifier(element, "w-count")?.count();
  }
};

window.addEventListener("load", recount);

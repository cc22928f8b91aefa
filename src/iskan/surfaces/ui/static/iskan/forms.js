// Seasoning for forms: focus on the list of errors, one sending only, menus that close.

const summary = document.querySelector("[data-focus]");
summary?.focus();

const SENDING = "aria-busy";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-once]");
  if (!form || event.defaultPrevented) return; // what waits for something else is not on its way yet
  if (form.hasAttribute(SENDING)) {
    event.preventDefault();
    return;
  }
  form.setAttribute(SENDING, "true");
  event.submitter?.setAttribute(SENDING, "true");
});

// A page brought back from the browser's memory must be able to send again.
window.addEventListener("pageshow", () => {
  for (const element of document.querySelectorAll(`form[data-once][${SENDING}], form[data-once] [${SENDING}]`)) {
    element.removeAttribute(SENDING);
  }
});

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

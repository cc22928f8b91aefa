// Seasoning for the desk: single keys along a list of cases, one box for all boxes. Everything also works with Tab.

const KEPT = "desk-keys";
const choice = document.querySelector("[data-keys]");
const inUse = () => localStorage.getItem(KEPT) !== "off";

if (choice) {
  choice.disabled = false;
  choice.checked = inUse();
  choice.addEventListener("change", () => localStorage.setItem(KEPT, choice.checked ? "on" : "off"));
}

const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

function step(by) {
  const links = [...document.querySelectorAll("[data-row]")];
  if (!links.length) return;
  const row = document.activeElement.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

// Past everything between the top of a case and what is done there: the first control of it that is in sight.
function reach(within) {
  const controls = [...document.querySelectorAll(`${within} :is(summary, a, button, input, select, textarea)`)];
  controls.find((one) => one.tabIndex >= 0 && one.type !== "hidden" && one.checkVisibility())?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector("[data-next]")?.click(),
  m: () => reach(".next-step"),
  v: () => document.querySelector("details.proof[open] .verdict button")?.focus(),
  "/": () => document.getElementById("desk-search")?.focus(),
  "?": () => document.querySelector("[data-help] > summary")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !inUse() || isTyping(event.target)) return;
  const act = KEYS[event.key] ?? KEYS[{ "ت": "j", "ن": "k", "ى": "n", "ة": "m", "ر": "v", "ظ": "/", "؟": "?" }[event.key]];
  if (!act) return;
  event.preventDefault();
  act();
});

const all = document.querySelector("[data-all]");
if (all) {
  const boxes = [...document.querySelectorAll('[data-cases] input[name="case"]')];
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", tell));
  tell();
}

// Drawers that exclude one another where the browser does not know the name attribute of details.
for (const link of document.querySelectorAll("[data-opens]")) {
  link.addEventListener("click", () => {
    const drawer = document.getElementById(link.dataset.opens);
    if (drawer) drawer.open = true;
  });
}

// A ready letter is written as it is chosen; what was typed there before comes back with the empty choice.
for (const group of document.querySelectorAll("[data-letters]")) {
  const words = document.getElementById(group.dataset.letters);
  const choice = group.querySelector("select");
  let typed = words.value;
  group.querySelector("button").hidden = true;
  choice.addEventListener("focus", () => {
    if (![...choice.options].some((option) => option.dataset.text === words.value)) typed = words.value;
  });
  choice.addEventListener("change", () => {
    words.value = choice.selectedOptions[0].dataset.text ?? typed;
    words.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

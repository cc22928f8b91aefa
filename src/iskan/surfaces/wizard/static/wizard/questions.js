// Asks the server which questions an answer calls for, and puts them in place; without script they come with "continue".
// What was typed while the server answered is newer than its answer, and stays: so does the place it is typed at.

const holder = document.querySelector("[data-refresh]");
const form = holder.closest("form");
let latest = 0;

holder.addEventListener("change", (event) => {
  if (event.target.matches(holder.dataset.refresh)) refresh();
});

async function refresh() {
  const turn = ++latest;
  const body = new FormData(form);
  const sent = wordsOf(body);
  body.set("action", "refresh");
  holder.setAttribute("aria-busy", "true");
  try {
    const fresh = await asked(body);
    if (fresh && turn === latest) redraw(fresh, sent);
  } finally {
    if (turn === latest) holder.removeAttribute("aria-busy");
  }
}

async function asked(body) {
  const response = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, credentials: "same-origin" });
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("[data-refresh]");
}

function redraw(fresh, sent) {
  const typed = typedSince(sent);
  const back = placeOf(document.activeElement);
  holder.replaceChildren(...fresh.childNodes);
  for (const [name, words] of typed) putBack(name, words);
  back();
}

function wordsOf(data) {
  const words = new Map();
  for (const name of data.keys()) words.set(name, JSON.stringify(data.getAll(name)));
  return words;
}

// The fields whose words are others than those that were sent, an emptied box or list among them.
function typedSince(sent) {
  const now = new FormData(form);
  const names = new Set([...holder.querySelectorAll("[name]")].map((field) => field.name));
  return [...names]
    .map((name) => [name, now.getAll(name)])
    .filter(([name, words]) => JSON.stringify(words) !== (sent.get(name) ?? "[]"));
}

function putBack(name, words) {
  const fields = [...holder.querySelectorAll("[name]")].filter((field) => field.name === name);
  fields.forEach((field, place) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = words.includes(field.value);
    else if (field.type !== "file" && place < words.length) field.value = words[place];
  });
}

// How to go back to where somebody types: the same field, and the same place within its words.
function placeOf(field) {
  const { id, selectionStart, selectionEnd } = field ?? {};
  const within = holder.contains(field);
  return () => {
    const again = within && id && document.getElementById(id);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (typeof selectionStart === "number") again.setSelectionRange(selectionStart, selectionEnd);
  };
}

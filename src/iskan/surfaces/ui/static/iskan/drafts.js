// Keeps what is typed into a long field with the reader's account until its form is sent, and puts it back.

const settings = document.querySelector("template[data-drafts]").dataset;
const PAUSE = 1500;

for (const field of document.querySelectorAll("form[method=post] textarea[id]")) {
  const kept = document.querySelector(`template[data-draft="${field.id}"]`);
  const note = noteUnder(field);
  if (kept) offer(field, note, kept.content);
  keepWhileTyping(field, note);
}

function noteUnder(field) {
  const note = document.createElement("p");
  note.className = "quiet small draft-note";
  note.setAttribute("role", "status");
  field.after(note);
  return note;
}

// An empty field gets its draft back at once; one that holds other words is left alone, and asks.
function offer(field, note, kept) {
  const words = kept.querySelector("pre").textContent;
  if (field.value === words) return;
  const isEmpty = field.value.trim() === "";
  if (isEmpty) field.value = words;
  const putBack = button(settings.putBack, () => {
    field.value = words;
    note.replaceChildren();
  });
  const remove = button(settings.remove, () => {
    if (isEmpty) field.value = "";
    note.replaceChildren();
    send(field, note, "");
    field.focus();
  });
  note.append(kept.querySelector("span").cloneNode(true), " ", ...(isEmpty ? [remove] : [putBack, " ", remove]));
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ds-button";
  made.dataset.variant = "tertiary";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function keepWhileTyping(field, note) {
  let timer;
  const keep = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    send(field, note, field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  field.form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = undefined;
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}

async function send(field, note, words) {
  const action = new URL(field.form.getAttribute("action") || location.href, location.href).pathname;
  const body = new URLSearchParams({ page: location.pathname, action, field: field.id, words });
  body.set("csrfmiddlewaretoken", field.form.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(settings.address, { method: "POST", body, keepalive: true }).catch(() => null);
  note.textContent = answer?.ok ? (words.trim() && settings.kept) : settings.notKept;
}

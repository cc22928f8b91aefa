// Shows what is chosen and how far it has been sent; without script the form sends the same files by its button.
// Where the form carries data-upload-url, files go there one by one and the page is asked for again when all arrived;
// large pictures are made smaller first. What is chosen, or the form sent, while others are on their way waits for them.

import { mayShrink, shrunk } from "./shrinking.js";

let onTheWay = 0; // of all fields: the page is left only once everything has arrived
let allArrived = true;
let goOn = () => location.reload();

for (const field of document.querySelectorAll("[data-upload]")) {
  const input = field.querySelector("input[type=file]");
  const zone = field.querySelector(".upload-zone");
  const queue = field.querySelector(".upload-queue");
  const form = input.form;
  const limit = Number(field.dataset.limit);

  let sending = 0;

  input.addEventListener("change", () => show([...input.files]));
  form.addEventListener("submit", (event) => {
    if (!onTheWay) return;
    event.preventDefault();
    goOn = () => form.requestSubmit(event.submitter);
  });
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, () => zone.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));

  function show(files) {
    if (!sending) queue.replaceChildren();
    const rows = files.map((file) => ({ file, row: rowOf(file) }));
    if (form.dataset.uploadUrl) sendAll(rows);
    else rows.forEach(fits);
  }

  function fits({ file, row }) {
    if (file.size <= limit) return true;
    say(row, "failed", isDocument(file) ? queue.dataset.tooLarge : queue.dataset.pictureTooLarge);
    return false;
  }

  function isDocument(file) {
    return file.type === "application/pdf" || /\.pdf$/i.test(file.name);
  }

  function rowOf(file) {
    const row = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const state = document.createElement("span");
    state.className = "upload-state quiet";
    state.textContent = `${(file.size / 1048576).toFixed(1)} MB`;
    row.append(name, state);
    queue.append(row);
    return row;
  }

  async function sendAll(rows) {
    if (!onTheWay) allArrived = true;
    onTheWay += 1;
    sending += 1;
    for (const { file, row } of rows) {
      const small = await made(file, row);
      const arrived = fits({ file: small, row }) && (await send(small, row));
      allArrived &&= arrived;
    }
    sending -= 1;
    onTheWay -= 1;
    if (onTheWay) return;
    if (allArrived) {
      for (const one of form.querySelectorAll("[data-upload] input[type=file]")) one.value = "";
      goOn();
    }
    goOn = () => location.reload();
  }

  async function made(file, row) {
    if (!mayShrink(file)) return file;
    const bar = document.createElement("progress"); // how long it takes nobody knows
    bar.className = "bar";
    bar.setAttribute("aria-label", `${queue.dataset.shrinking} ${file.name}`);
    row.append(bar);
    say(row, "sending", queue.dataset.shrinking);
    const small = await shrunk(file);
    bar.remove();
    return small;
  }

  function send(file, row) {
    return new Promise((resolve) => {
      const bar = document.createElement("progress");
      bar.className = "bar";
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", `${queue.dataset.sending} ${file.name}`);
      row.append(bar);
      say(row, "sending", queue.dataset.sending);
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.append(input.name, file);
      const beside = field.closest(".evidence")?.querySelectorAll(".date-parts input") ?? [];
      for (const part of beside) body.append(part.name, part.value);
      const request = new XMLHttpRequest();
      request.open("POST", form.dataset.uploadUrl);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        bar.remove();
        const done = request.status >= 200 && request.status < 300;
        say(row, done ? "sent" : "failed", done ? queue.dataset.sent : reason(request) || queue.dataset.failed);
        resolve(done);
      });
      request.send(body);
    });
  }

  function reason(request) {
    try {
      return JSON.parse(request.responseText).message;
    } catch {
      return "";
    }
  }

  function say(row, state, words) {
    row.dataset.state = state;
    row.querySelector(".upload-state").textContent = words;
  }
}

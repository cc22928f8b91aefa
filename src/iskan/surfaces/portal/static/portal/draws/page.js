// The page on which a visitor's browser checks a draw: fetches the files, or takes those the visitor kept.
import { FILES, Mismatch, verify } from "./verify.js";

const section = document.querySelector("[data-verify]");

async function fetched() {
  const files = new Map();
  await Promise.all(FILES.map(async (name) => {
    const answer = await fetch(section.dataset.verify.replace("FILE", name));
    if (!answer.ok) throw new Mismatch(`${name}: ${answer.status}`);
    files.set(name, new Uint8Array(await answer.arrayBuffer()));
  }));
  return files;
}

async function chosen(list) {
  const files = new Map();
  for (const file of list) files.set(file.name, new Uint8Array(await file.arrayBuffer()));
  return files;
}

function show(verdict, words) {
  const place = section.querySelector(".verify-verdict");
  place.dataset.verdict = verdict;
  place.textContent = words;
}

async function check(files) {
  const bar = section.querySelector("progress"), steps = section.querySelector(".verify-steps");
  bar.hidden = steps.hidden = false;
  for (const step of steps.children) {
    delete step.dataset.state;
    step.querySelector("code").textContent = "";
  }
  let next = steps.firstElementChild;
  next.dataset.state = "running";
  show("running", section.dataset.wordsRunning);
  const done = (name, value) => {
    const step = steps.querySelector(`[data-step="${name}"]`);
    step.dataset.state = "done";
    step.querySelector("code").textContent = value;
    next = step.nextElementSibling;
    if (next) next.dataset.state = "running";
  };
  try {
    await verify(await files(), done, (part) => { bar.value = 100 * part; });
    show("passed", section.dataset.wordsPassed);
  } catch (fault) {
    if (next) next.dataset.state = "failed";
    show("failed", `${section.dataset.wordsFailed} ${fault.message}`);
  }
}

if (section) {
  const start = section.querySelector("[data-start]");
  if (globalThis.crypto?.subtle) {
    start.hidden = false;
    start.addEventListener("click", async () => {
      start.disabled = true;
      await check(fetched);
      start.disabled = false;
    });
    section.querySelector("input[type=file]").addEventListener("change", (event) => {
      const files = [...event.target.files];
      if (!files.length) return;
      event.target.value = ""; // so that the same names may be chosen again
      check(() => chosen(files));
    });
  } else {
    show("failed", section.dataset.wordsUnsafe);
  }
}

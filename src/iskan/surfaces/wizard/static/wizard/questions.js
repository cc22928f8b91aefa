// Asks the server which questions an answer calls for, and puts them in place; without script they come with "continue".

const holder = document.querySelector("[data-refresh]");
const form = holder.closest("form");
let latest = 0;

holder.addEventListener("change", (event) => {
  if (event.target.matches(holder.dataset.refresh)) refresh(event.target.id);
});

async function refresh(focused) {
  const turn = ++latest;
  const body = new FormData(form);
  body.set("action", "refresh");
  const response = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, credentials: "same-origin" });
  if (!response.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-refresh]");
  if (!fresh) return;
  holder.replaceChildren(...fresh.childNodes);
  document.getElementById(focused)?.focus();
}

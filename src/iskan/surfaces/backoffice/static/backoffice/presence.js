// Says while a case's page is looked at that it is open, and shows who else has it open; without script each load says so.

const place = document.querySelector("[data-presence]");
const EVERY = 4 * 60 * 1000;

async function say() {
  if (document.hidden) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value });
  const answer = await fetch(place.dataset.presence, { method: "POST", body }).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return;
  const told = await answer.text();
  if (told.trim() !== place.innerHTML.trim()) place.innerHTML = told;
}

if (place) {
  setInterval(say, EVERY);
  document.addEventListener("visibilitychange", say);
}

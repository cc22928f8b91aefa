// Light or dark at once, where without script the same form reloads the page.

const YEAR = 365 * 24 * 3600;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-scheme]");
  const scheme = event.submitter?.value;
  if (!form || !scheme) return;
  event.preventDefault();
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `scheme=${scheme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  document.documentElement.dataset.colorScheme = scheme;
  for (const button of form.querySelectorAll("[aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  form.closest("details").open = false;
  form.closest("details").querySelector("summary").focus();
});

// Chooses a party's secret on its own device: only the commitment is put into the form, the secret is never sent.
const OCTET = (byte) => byte.toString(16).padStart(2, "0");
const hex = (bytes) => Array.from(new Uint8Array(bytes), OCTET).join("");

for (const section of document.querySelectorAll("[data-secret]")) {
  if (!globalThis.crypto?.subtle) continue;
  const maker = section.querySelector(".secret-maker"), keep = section.querySelector("[data-keep]");
  maker.hidden = false;
  section.querySelector("[data-make]").addEventListener("click", async () => {
    const secret = crypto.getRandomValues(new Uint8Array(32));
    section.querySelector("#commitment").value = hex(await crypto.subtle.digest("SHA-256", secret));
    section.querySelector(".secret-shown").textContent = hex(secret);
    keep.href = URL.createObjectURL(new Blob([`${hex(secret)}\n`], { type: "text/plain" }));
    keep.download = `${section.dataset.wordsFile}-secret.txt`;
    keep.hidden = false;
  });
}

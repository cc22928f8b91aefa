// Zooms and turns the pages of a document, by button, key and pointer; without script each page is a link to itself.

const STEP = 1.25;
const LEAST = 0.5;
const MOST = 6;
const SHARP = 1.4; // from here on the page is asked for in its full size

for (const viewer of document.querySelectorAll("[data-viewer]")) {
  const frame = viewer.querySelector(".review-pages");
  const tools = viewer.querySelector("[data-viewer-tools]");
  const scale = viewer.querySelector("[data-viewer-scale]");
  const pages = [...frame.querySelectorAll(".review-page")].map((link) => ({ link, image: link.querySelector("img") }));
  let zoom = 1;
  let turns = 0;

  tools.hidden = false;
  viewer.dataset.viewer = "on";
  for (const { image } of pages) image.addEventListener("load", lay);
  new ResizeObserver(lay).observe(frame);

  function lay() {
    const room = frame.clientWidth - parseFloat(getComputedStyle(frame).paddingInlineStart) * 2;
    for (const page of pages) place(page, room * zoom);
    scale.textContent = `${Math.round(zoom * 100)}%`;
  }

  function place({ link, image }, width) {
    if (!image.naturalWidth || width <= 0) return;
    const ratio = image.naturalHeight / image.naturalWidth;
    const lies = turns % 2 === 1;
    const [own, high] = lies ? [width / ratio, width] : [width, width * ratio];
    link.style.setProperty("inline-size", `${width}px`);
    link.style.setProperty("block-size", `${lies ? own : high}px`);
    image.style.setProperty("inline-size", `${own}px`);
    image.style.setProperty("block-size", `${high}px`);
    image.style.setProperty("rotate", `${turns * 90}deg`);
    if (zoom > SHARP) sharpen(link, image);
  }

  // The page in full size takes the place of the smaller one once it has arrived.
  function sharpen(link, image) {
    if (image.dataset.sharp !== undefined) return;
    image.dataset.sharp = "";
    const full = new Image();
    full.addEventListener("load", () => image.setAttribute("src", link.getAttribute("href")));
    full.src = link.href;
  }

  // Zooming keeps in view what was in the middle of the frame, or under the pointer.
  function zoomTo(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const next = Math.min(MOST, Math.max(LEAST, wanted));
    const [left, top, grown] = [frame.scrollLeft + x, frame.scrollTop + y, next / zoom];
    zoom = next;
    lay();
    frame.scrollTo(left * grown - x, top * grown - y);
  }

  function turn(by) {
    turns = (turns + by + 4) % 4;
    lay();
  }

  const acts = {
    "+": () => zoomTo(zoom * STEP),
    "=": () => zoomTo(zoom * STEP),
    "-": () => zoomTo(zoom / STEP),
    "0": () => zoomTo(1),
    r: () => turn(1),
    R: () => turn(-1),
  };

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-turn")) turn(1);
    else acts[{ in: "+", out: "-", fit: "0" }[button.dataset.zoom]]();
  });

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      zoomTo(zoom * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - box.left, event.clientY - box.top);
    },
    { passive: false },
  );

  // A mouse draws the page along; a click that does not move opens it, a finger scrolls as it always does.
  let held = null;
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    held.moved ||= Math.hypot(x, y) > 4;
    if (held.moved) frame.scrollTo(held.left - x, held.top - y);
  });
  window.addEventListener("pointerup", () => {
    const moved = held?.moved;
    held = null;
    if (moved) frame.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
  });
}

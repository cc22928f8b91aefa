// What every map of the stock is made of: the library fetched when it is needed, the sea, the land and the governorates,
// painted in the page's own colours. Nothing is asked of any other host.

const BAHRAIN = [[50.42, 25.77], [50.72, 26.35]];

export const hasDrawing = () => "IntersectionObserver" in window && Boolean(document.createElement("canvas").getContext("webgl2"));

// Draws once the holder comes near the screen; where no map can be drawn, the page says so and its words remain.
export function drawWhenNear(holder, draw) {
  if (!holder || !hasDrawing()) return;
  holder.closest("[data-map-section]").hidden = false;
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    draw().catch((fault) => fail(holder, fault));
  }, { rootMargin: "300px" });
  watcher.observe(holder);
}

function fail(holder, fault) {
  console.warn(fault);
  holder.hidden = true;
  document.querySelector("[data-map-failed]").hidden = false;
}

// Returns the library, the map with its land laid, and the features of the page; `around` chooses what it shows first.
export async function opened(holder, around) {
  const told = holder.dataset;
  const [library, outline, features] = await Promise.all([import(told.library), read(told.outline), read(told.features), styled(told)]);
  library.setWorkerUrl(new URL(told.worker, location.href).href);
  const map = new library.Map({
    container: holder,
    style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background" }] },
    bounds: bounds(library, around(features)),
    fitBoundsOptions: { padding: told.project ? 40 : 70, maxZoom: told.project ? 16 : 15 },
    maxBounds: [[49.9, 25.3], [51.3, 26.8]],
    locale: JSON.parse(told.words),
    cooperativeGestures: true,
    attributionControl: false,
    dragRotate: false,
    maxPitch: 0,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), told.language === "ar" ? "top-left" : "top-right");
  map.on("error", (event) => console.warn(event.error));
  await map.once("load");
  map.addSource("outline", { type: "geojson", data: outline });
  map.addLayer({ id: "land", type: "fill", source: "outline" });
  map.addLayer({ id: "border", type: "line", source: "outline", paint: { "line-width": 1.2, "line-dasharray": [3, 2] } });
  for (const { properties } of outline.features) label(library, map, "map-place", properties[told.language], properties.at);
  return { library, map, features };
}

// Paints now, and again whenever the reader changes between light and dark.
export function painted(holder, map, more) {
  const paint = () => {
    const look = getComputedStyle(holder);
    const colour = (name) => look.getPropertyValue(name).trim();
    map.setPaintProperty("sea", "background-color", colour("--map-sea"));
    map.setPaintProperty("land", "fill-color", colour("--map-land"));
    map.setPaintProperty("border", "line-color", colour("--map-border"));
    more(colour);
  };
  paint();
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-color-scheme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

// Words are HTML, never glyphs of the map: Arabic is shaped by the browser.
export function label(library, map, className, words, place) {
  const element = Object.assign(document.createElement("span"), { className, textContent: words });
  const marker = new library.Marker({ element, anchor: className === "map-place" ? "center" : "bottom", offset: [0, className === "map-place" ? 0 : -10] });
  marker.setLngLat(place).addTo(map);
  // The list says the same to whoever does not see the map.
  for (const name of ["role", "aria-label", "tabindex"]) element.removeAttribute(name);
  element.setAttribute("aria-hidden", "true");
  return element;
}

async function read(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function styled(told) {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: told.styles });
  return new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = reject;
    document.head.prepend(sheet);
  });
}

function bounds(library, places) {
  const around = new library.LngLatBounds();
  places.forEach((place) => around.extend(place));
  return around.isEmpty() ? BAHRAIN : around;
}

// Every place a feature is made of.
export const placesOf = ({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates.flat());

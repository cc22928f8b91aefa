// Draws the projects or a project's units over a hand-drawn outline of Bahrain; the page's list says the same in words.
// The library is fetched only when the map comes near the screen, and nothing is asked of any other host.

const BAHRAIN = [[50.42, 25.77], [50.72, 26.35]];
const STATES = ["planned", "building", "ready", "withheld", "offered", "allocated", "handed_over"];
const holder = document.querySelector("[data-map]");
const told = holder?.dataset;

if (holder && hasDrawing()) {
  holder.closest("[data-map-section]").hidden = false;
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    draw().catch(fail);
  }, { rootMargin: "300px" });
  watcher.observe(holder);
}

function hasDrawing() {
  return "IntersectionObserver" in window && Boolean(document.createElement("canvas").getContext("webgl2"));
}

function fail() {
  holder.hidden = true;
  document.querySelector("[data-map-failed]").hidden = false;
}

async function draw() {
  const [library, outline, features] = await Promise.all([import(told.library), read(told.outline), read(told.features), styled()]);
  library.setWorkerUrl(new URL(told.worker, location.href).href);
  const map = new library.Map({
    container: holder,
    style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background" }] },
    bounds: bounds(library, features),
    fitBoundsOptions: { padding: told.project ? 40 : 70, maxZoom: 15 },
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
  laid(map, outline, features);
  answerClicks(library, map);
  if (!told.project) nameProjects(library, map, features);
  nameGovernorates(library, map, outline);
  painted(map);
  new MutationObserver(() => painted(map)).observe(document.documentElement, { attributeFilter: ["data-color-scheme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => painted(map));
  holder.dataset.drawn = "yes";
}

async function read(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function styled() {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: told.styles });
  return new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = reject;
    document.head.prepend(sheet);
  });
}

function bounds(library, features) {
  const places = features.features.filter((one) => one.geometry.type === "Point");
  const around = new library.LngLatBounds();
  places.forEach((one) => around.extend(one.geometry.coordinates));
  return around.isEmpty() ? BAHRAIN : around;
}

function laid(map, outline, features) {
  map.addSource("outline", { type: "geojson", data: outline });
  map.addLayer({ id: "land", type: "fill", source: "outline" });
  map.addLayer({ id: "border", type: "line", source: "outline", paint: { "line-width": 1.2, "line-dasharray": [3, 2] } });
  map.addSource("features", { type: "geojson", data: features });
  map.addLayer({ id: "ground", type: "fill", source: "features", filter: ["==", ["geometry-type"], "Polygon"] });
  map.addLayer({
    id: "points",
    type: "circle",
    source: "features",
    filter: ["==", ["geometry-type"], "Point"],
    paint: told.project
      ? { "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 12, 1.4, 15, 4, 18, 14] }
      : { "circle-radius": 8, "circle-stroke-width": 2.5 },
  });
}

function painted(map) {
  const look = getComputedStyle(holder);
  const colour = (name) => look.getPropertyValue(name).trim();
  map.setPaintProperty("sea", "background-color", colour("--map-sea"));
  map.setPaintProperty("land", "fill-color", colour("--map-land"));
  map.setPaintProperty("border", "line-color", colour("--map-border"));
  map.setPaintProperty("ground", "fill-color", colour("--map-ground"));
  if (!told.project) {
    const isDone = ["==", ["get", "percent"], 100];
    map.setPaintProperty("points", "circle-color", ["case", isDone, colour("--state-handed-over"), colour("--map-works")]);
    map.setPaintProperty("points", "circle-stroke-color", colour("--map-halo"));
    return;
  }
  const states = STATES.flatMap((state) => [state, colour(`--state-${state.replace("_", "-")}`)]);
  map.setPaintProperty("points", "circle-color", ["match", ["get", "state"], ...states, colour("--map-border")]);
}

// Words are HTML, never glyphs of the map: Arabic is shaped by the browser.
function label(library, map, className, words, place) {
  const element = Object.assign(document.createElement("span"), { className, textContent: words });
  const marker = new library.Marker({ element, anchor: className === "map-place" ? "center" : "bottom", offset: [0, className === "map-place" ? 0 : -10] });
  marker.setLngLat(place).addTo(map);
  // The list says the same to whoever does not see the map.
  for (const name of ["role", "aria-label", "tabindex"]) element.removeAttribute(name);
  element.setAttribute("aria-hidden", "true");
  return element;
}

function nameGovernorates(library, map, outline) {
  for (const { properties } of outline.features) label(library, map, "map-place", properties[told.language], properties.at);
}

function nameProjects(library, map, features) {
  const unfinishedFirst = [...features.features].sort((one, other) => (one.properties.percent ?? 0) - (other.properties.percent ?? 0));
  const labels = unfinishedFirst.map(({ geometry, properties }) => label(library, map, "map-project", properties[told.language], geometry.coordinates));
  const sort = () => requestAnimationFrame(() => keepApart(labels));
  map.on("moveend", sort);
  sort();
}

function keepApart(labels) {
  const kept = [];
  for (const one of labels) {
    const box = one.getBoundingClientRect();
    const meets = kept.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    one.classList.toggle("map-crowded", meets);
    if (!meets) kept.push(box);
  }
}

function answerClicks(library, map) {
  const over = (is) => map.getCanvas().classList.toggle("map-over", is);
  map.on("mouseenter", "points", () => over(true));
  map.on("mouseleave", "points", () => over(false));
  map.on("click", "points", (event) => {
    const { properties, geometry } = event.features[0];
    const popup = new library.Popup({ closeButton: false, maxWidth: "16rem", className: "map-popup" });
    popup.setLngLat(geometry.coordinates).setDOMContent(told.project ? unitWords(properties) : projectWords(properties)).addTo(map);
  });
}

function unitWords({ code, unit, state }) {
  const names = JSON.parse(told.names);
  const words = document.createElement("p");
  words.append(Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: code }));
  for (const said of [names[unit] ?? unit, names[state]]) words.append(document.createElement("br"), said);
  return words;
}

function projectWords(properties) {
  const words = document.createElement("p");
  words.append(Object.assign(document.createElement("a"), { href: told.page.replace("CODE", properties.code), textContent: properties[told.language] }));
  if (properties.percent !== null && properties.percent !== undefined) words.append(` ${properties.percent}%`);
  return words;
}

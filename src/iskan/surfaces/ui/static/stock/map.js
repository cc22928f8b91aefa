// Draws the projects or a project's units over a hand-drawn outline of Bahrain; the page's list says the same in words.

import { drawWhenNear, label, opened, painted, placesOf } from "./base.js";

const STATES = ["planned", "building", "ready", "withheld", "offered", "allocated", "handed_over"];
const holder = document.querySelector("[data-map]");
const told = holder?.dataset;

drawWhenNear(holder, draw);

async function draw() {
  // One unit's page shows it alone, named, with its neighbours around it.
  const alone = told.at?.split(",").map(Number);
  const { library, map, features } = await opened(holder, (found) => (alone ? [alone] : found.features.flatMap(placesOf)));
  laid(map, features);
  if (alone) label(library, map, "map-project", told.named, alone);
  answerClicks(library, map);
  if (!told.project) nameProjects(library, map, features);
  painted(holder, map, (colour) => paint(map, colour));
  holder.dataset.drawn = "yes";
}

function laid(map, features) {
  map.addSource("features", { type: "geojson", data: features });
  map.addLayer({ id: "ground", type: "fill", source: "features", filter: ["==", ["geometry-type"], "Polygon"] });
  map.addLayer({ id: "edge", type: "line", source: "features", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 1.5 } });
  map.addLayer({
    id: "points",
    type: "circle",
    source: "features",
    filter: ["all", ["==", ["geometry-type"], "Point"], ["!", ["has", "building"]]],
    paint: told.project
      ? { "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 12, 1.4, 15, 4, 18, 14] }
      : { "circle-radius": 8, "circle-stroke-width": 2.5 },
  });
  map.addLayer({
    id: "buildings",
    type: "circle",
    source: "features",
    filter: ["has", "building"],
    paint: { "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 12, 3, 15, 8, 18, 22], "circle-stroke-width": 2.5 },
  });
}

function paint(map, colour) {
  map.setPaintProperty("ground", "fill-color", colour("--map-ground"));
  map.setPaintProperty("edge", "line-color", colour("--map-border"));
  if (!told.project) {
    const isDone = ["==", ["get", "percent"], 100];
    map.setPaintProperty("points", "circle-color", ["case", isDone, colour("--state-handed-over"), colour("--map-works")]);
    map.setPaintProperty("points", "circle-stroke-color", colour("--map-halo"));
    return;
  }
  const states = STATES.flatMap((state) => [state, colour(`--state-${state.replace("_", "-")}`)]);
  map.setPaintProperty("points", "circle-color", ["match", ["get", "state"], ...states, colour("--map-border")]);
  const ofBuilding = ["match", ["get", "mostly"], ...states, colour("--map-border")];
  map.setPaintProperty("buildings", "circle-color", ofBuilding);
  map.setPaintProperty("buildings", "circle-stroke-color", colour("--map-halo"));
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
  for (const layer of ["points", "buildings"]) {
    map.on("mouseenter", layer, () => over(true));
    map.on("mouseleave", layer, () => over(false));
  }
  map.on("click", (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers: ["buildings", "points"] });
    if (!found) return;
    const { properties, geometry } = found;
    const popup = new library.Popup({ closeButton: false, maxWidth: "16rem", className: "map-popup" });
    popup.setLngLat(geometry.coordinates).setDOMContent(wordsOf(properties)).addTo(map);
  });
}

function wordsOf(properties) {
  if (!told.project) return projectWords(properties);
  return properties.building ? buildingWords(properties) : unitWords(properties);
}

function buildingWords({ building, states }) {
  const names = JSON.parse(told.names);
  const words = document.createElement("p");
  const [before, after] = names.building.split("CODE");
  words.append(before, Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: building }), after);
  const counts = Object.entries(JSON.parse(states)).sort(([one], [other]) => STATES.indexOf(one) - STATES.indexOf(other));
  for (const [state, count] of counts) words.append(document.createElement("br"), `${names[state]}: ${count}`);
  return words;
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

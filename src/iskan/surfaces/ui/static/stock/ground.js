// The corners of a boundary on a map: clicked, dragged, or moved with the keyboard. The fields of the page hold them, and
// are all that is sent; without script they are filled in by hand.

import { drawWhenNear, opened, painted, placesOf } from "./base.js";

const STEP = 6;
const LONG_STEP = 30;
const APART = 28;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const holder = document.querySelector("[data-map]");
const list = document.querySelector("[data-corners]");
// A building has one place; a boundary at least three corners.
const single = list.dataset.corners === "one";
const fewest = single ? 1 : 3;
const said = document.querySelector("[data-map-said]");
const words = JSON.parse(holder.dataset.words);
const tell = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const rows = () => [...list.querySelectorAll("[data-corner]")];
const digits = (typed) => typed.replace(/[٠-٩]/g, (one) => "٠١٢٣٤٥٦٧٨٩".indexOf(one)).replace(/[٫,]/, ".").trim();
let drawing = null;

function placeIn(row) {
  const [north, east] = [...row.querySelectorAll("input")].map((field) => (digits(field.value) ? Number(digits(field.value)) : NaN));
  return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? [east, north] : null;
}

function write(row, [east, north]) {
  const [northField, eastField] = row.querySelectorAll("input");
  northField.value = north.toFixed(6);
  eastField.value = east.toFixed(6);
}

function addAfter(row, place = null) {
  const added = rows()[0].cloneNode(true);
  added.querySelectorAll(".ds-validation-message").forEach((message) => message.remove());
  added.querySelectorAll(".field-invalid").forEach((field) => field.classList.remove("field-invalid"));
  for (const field of added.querySelectorAll("input")) {
    field.value = "";
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
  if (place) write(added, place);
  row.after(added);
  numbered();
  return added;
}

function remove(row) {
  const number = rows().indexOf(row) + 1;
  if (rows().length > fewest) row.remove();
  else row.querySelectorAll("input").forEach((field) => { field.value = ""; });
  numbered();
  said.textContent = tell(words.removed, { number });
  return rows()[Math.min(number, rows().length) - 1];
}

function numbered() {
  rows().forEach((row, at) => {
    const number = at + 1;
    row.querySelectorAll("[data-number]").forEach((word) => { word.textContent = number; });
    row.querySelectorAll("[data-of]").forEach((word) => { word.textContent = ` ${number}`; });
    for (const name of ["north", "east"]) {
      const field = row.querySelector(`input[name=${name}]`);
      row.querySelector(`label[for=${field.id}]`).htmlFor = `${name}-${number}`;
      field.id = `${name}-${number}`;
    }
    for (const button of row.querySelectorAll("button")) button.value = `${button.value.split("-")[0]}-${number}`;
  });
  drawing?.();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  const [verb, number] = (button?.value ?? "").split("-");
  if (!number) return;
  event.preventDefault();
  const row = rows()[button.hasAttribute("data-add") ? rows().length - 1 : number - 1];
  const next = verb === "add" ? addAfter(row) : remove(row);
  next.querySelector("input").focus();
});
list.addEventListener("input", () => drawing?.());

drawWhenNear(holder, async () => {
  const drawn = () => rows().map(placeIn).filter(Boolean);
  const inView = () => drawn().filter(([east, north]) => east > 50 && east < 51 && north > 25 && north < 27);
  const { library, map, features } = await opened(holder, (found) => [...inView(), ...(single || !inView().length ? found.features.flatMap(placesOf) : [])]);
  const shape = () => {
    const ring = single ? [] : drawn();
    return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring.length ? [...ring, ring[0]] : []] } };
  };
  map.addSource("features", { type: "geojson", data: features });
  map.addSource("drawn", { type: "geojson", data: shape() });
  map.addLayer({ id: "drawn", type: "fill", source: "drawn", paint: { "fill-opacity": 0.35 } });
  map.addLayer({ id: "stands", type: "line", source: "features", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 1.5, "line-dasharray": [2, 2] } });
  map.addLayer({ id: "units", type: "circle", source: "features", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 12, ["case", ["has", "building"], 4, 1.2], 16, ["case", ["has", "building"], 8, 4]], "circle-opacity": 0.7 } });
  map.addLayer({ id: "side", type: "line", source: "drawn", paint: { "line-width": 2.5 } });
  painted(holder, map, (colour) => {
    map.setPaintProperty("drawn", "fill-color", colour("--map-works"));
    map.setPaintProperty("side", "line-color", colour("--map-line"));
    map.setPaintProperty("stands", "line-color", colour("--map-border"));
    map.setPaintProperty("units", "circle-color", colour("--state-building"));
  });
  const handles = new Map();
  drawing = () => {
    map.getSource("drawn").setData(shape());
    const kept = rows();
    for (const [row, marker] of handles) if (!kept.includes(row) || !placeIn(row)) (marker.remove(), handles.delete(row));
    kept.forEach((row, at) => {
      const place = placeIn(row);
      if (!place) return;
      if (!handles.has(row)) handles.set(row, handle(row));
      const marker = handles.get(row).setLngLat(place);
      named(marker.getElement(), at + 1, place);
    });
    // Tab meets the corners in their order.
    const elements = kept.filter((row) => handles.has(row)).map((row) => handles.get(row).getElement());
    if (elements.some((one, at) => at && !(elements[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING))) elements.forEach((one) => one.parentNode.append(one));
    keepApart();
  };

  // Corners too near one another to be told apart wait until the map is drawn closer; the fields always hold them all.
  function keepApart() {
    const shown = [];
    const elements = [...handles.values()].sort((one, other) => Boolean(other.getElement().matches(":focus")) - Boolean(one.getElement().matches(":focus")));
    for (const marker of elements) {
      const spot = map.project(marker.getLngLat());
      const meets = shown.some((other) => Math.abs(other.x - spot.x) < APART && Math.abs(other.y - spot.y) < APART);
      marker.getElement().classList.toggle("map-crowded", meets);
      if (!meets) shown.push(spot);
    }
  }

  function named(element, number, [east, north]) {
    element.textContent = single ? "" : number;
    element.setAttribute("aria-label", `${tell(words.corner, { number })}. ${tell(words.place, { north: north.toFixed(6), east: east.toFixed(6) })}`);
  }

  function handle(row) {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "map-corner" });
    const marker = new library.Marker({ element, draggable: true }).setLngLat(placeIn(row)).addTo(map);
    element.removeAttribute("role");
    marker.on("drag", () => moved(row, marker.getLngLat()));
    element.addEventListener("click", (event) => event.stopPropagation());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Delete" || event.key === "Backspace") {
        event.stopPropagation();
        event.preventDefault();
        handles.get(remove(row))?.getElement().focus();
      } else if (ARROWS[event.key]) {
        event.stopPropagation();
        event.preventDefault();
        const by = event.shiftKey ? LONG_STEP : STEP;
        const [x, y] = ARROWS[event.key].map((part) => part * by);
        const from = map.project(marker.getLngLat());
        moved(row, map.unproject([from.x + x, from.y + y]));
        said.textContent = element.getAttribute("aria-label");
      }
    });
    return marker;
  }

  function moved(row, { lng, lat }) {
    write(row, [lng, lat]);
    drawing();
  }

  map.on("click", (event) => {
    const place = [event.lngLat.lng, event.lngLat.lat];
    const empty = rows().find((row) => [...row.querySelectorAll("input")].every((field) => !field.value));
    if (empty || single) {
      write(empty ?? rows()[0], place);
      drawing();
    } else {
      addAfter(nearestSide(map, event.point), place);
    }
  });

  function nearestSide(drawnOn, { x, y }) {
    const spots = rows().filter(placeIn).map((row) => [row, drawnOn.project(placeIn(row))]);
    const far = spots.map(([, a], at) => {
      const b = spots[(at + 1) % spots.length][1];
      const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1;
      const share = Math.min(1, Math.max(0, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length));
      return Math.hypot(a.x + share * (b.x - a.x) - x, a.y + share * (b.y - a.y) - y);
    });
    return spots[far.indexOf(Math.min(...far))]?.[0] ?? rows().at(-1);
  }

  map.on("moveend", keepApart);
  drawing();
  holder.dataset.drawn = "yes";
});

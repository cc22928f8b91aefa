// Recomputes a published draw with the browser's own cryptography; the same steps as verify_draw.py, in the same order.

import { scorer } from "./scores.js";

export const FILES = [
  "candidates.tsv", "units.tsv", "rules.json", "commitments.json", "reveals.json", "beacon.json", "result.tsv",
  "transcript.json",
];
const PROTOCOL = "iskan-draw-v1";
const KEYS = ["beacon_chain", "beacon_round", "draw", "parties", "project", "protocol"];
const LATE = "late", MISSING = "missing", MISMATCH = "does not match its commitment";
const AT_ONCE = 5000;
const encoder = new TextEncoder();

export class Mismatch extends Error {}

const hex = (bytes) => Array.from(bytes, (byte) => OCTETS[byte]).join("");
const OCTETS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

function require(holds, words) {
  if (!holds) throw new Mismatch(words);
}

function unhex(text) {
  require(typeof text === "string" && /^([0-9a-fA-F]{2})*$/.test(text), "not hexadecimal");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function textOf(bytes, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Mismatch(`${name} is not text`);
  }
}

function jsonOf(bytes, name) {
  const text = textOf(bytes, name);
  try {
    const said = JSON.parse(text);
    require(said && typeof said === "object" && !Array.isArray(said), `${name} cannot be read`);
    return said;
  } catch {
    throw new Mismatch(`${name} cannot be read`);
  }
}

function pairsOf(bytes, name) {
  const text = textOf(bytes, name);
  require(text === "" || text.endsWith("\n"), `${name}: the last line does not end`);
  require(/^[\x00-\x7f]*$/.test(text), `${name}: not ASCII`);
  const lines = text.split("\n").slice(0, -1);
  require(lines.every((line, at) => !at || lines[at - 1] <= line), `${name}: the lines are not sorted`);
  const pairs = lines.map((line) => line.split("\t"));
  require(pairs.every((pair) => pair.length === 2), `${name}: a line has not two columns`);
  require(new Set(pairs.map(([code]) => code)).size === pairs.length, `${name}: a code appears twice`);
  return pairs;
}

function rulesOf(bytes) {
  const rules = jsonOf(bytes, "rules.json");
  const sorted = Object.fromEntries(Object.keys(rules).sort().map((key) => [key, rules[key]]));
  const escaped = JSON.stringify(sorted).replace(/[^\x00-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  require(textOf(bytes, "rules.json") === `${escaped}\n`, "rules.json is not canonical");
  require(Object.keys(sorted).join() === KEYS.join() && rules.protocol === PROTOCOL, "rules.json is not of this protocol");
  return rules;
}

async function countedReveals(parties, commitments, reveals, leftOut) {
  require([...Object.keys(commitments)].sort().join() === [...parties].sort().join(), "commitments.json does not name exactly the announced parties");
  require([...Object.keys(reveals), ...Object.keys(leftOut)].every((party) => parties.includes(party)), "somebody is named who is no party");
  const counted = [];
  for (const party of parties) {
    const given = Object.hasOwn(reveals, party);
    const reveal = unhex(given ? reveals[party] : "");
    const matches = given && hex(await sha256(reveal)) === commitments[party];
    if (Object.hasOwn(leftOut, party)) {
      const reason = !given ? MISSING : matches ? LATE : MISMATCH;
      require([LATE, reason].includes(leftOut[party]), `${party} is left out for no reason that shows`);
    } else {
      require(matches, `the reveal of ${party} does not match its commitment`);
      counted.push(reveal);
    }
  }
  return counted;
}

// Orders each class by score, then code. Every 997th score is compared with what Web Crypto says.
async function ranked(seed, label, pairs, progress) {
  const key = await crypto.subtle.importKey("raw", seed, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const score = scorer(seed), classes = new Map();
  for (let at = 0; at < pairs.length; at += 1) {
    const [code, drawnClass] = pairs[at], scored = score(label + code);
    if (at % 997 === 0) {
      const expected = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(label + code)));
      require(hex(expected) === scored, "this browser computes wrongly");
    }
    if (!classes.has(drawnClass)) classes.set(drawnClass, []);
    classes.get(drawnClass).push(scored + code);
    if ((at + 1) % AT_ONCE === 0) {
      progress(AT_ONCE);
      await new Promise((resume) => setTimeout(resume)); // lets the page show how far it is
    }
  }
  progress(pairs.length % AT_ONCE);
  for (const scored of classes.values()) scored.sort();
  return classes;
}

function resultOf(people, homes) {
  const lines = [];
  for (const drawnClass of [...people.keys()].sort()) {
    const given = homes.get(drawnClass) ?? [];
    people.get(drawnClass).forEach((scored, at) => {
      lines.push(`${scored.slice(64)}\t${drawnClass}\t${at + 1}\t${at < given.length ? given[at].slice(64) : "-"}\n`);
    });
  }
  return encoder.encode(lines.join(""));
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

// `files` maps names to Uint8Array; `done(step, value)` and `progress(0…1)` tell how far it is.
export async function verify(files, done, progress) {
  for (const name of FILES) require(files.has(name), `${name} is missing`);
  const file = (name) => files.get(name);
  done("files", `${FILES.length}`);
  const candidates = pairsOf(file("candidates.tsv"), "candidates.tsv"), units = pairsOf(file("units.tsv"), "units.tsv");
  const rules = rulesOf(file("rules.json")), told = jsonOf(file("transcript.json"), "transcript.json");
  const nul = new Uint8Array(1);
  const listHash = await sha256(joined(encoder.encode(`${PROTOCOL}\n`), file("candidates.tsv"), nul, file("units.tsv"), nul, file("rules.json")));
  require(hex(listHash) === told.list_hash, "the lists are not those announced: list_hash differs");
  done("lists", told.list_hash);
  const commitments = jsonOf(file("commitments.json"), "commitments.json"), reveals = jsonOf(file("reveals.json"), "reveals.json");
  const counted = await countedReveals(rules.parties, commitments, reveals, told.left_out);
  done("reveals", Object.entries(told.left_out).map(([party, why]) => `${party}: ${why}`).join("; "));
  const beacon = jsonOf(file("beacon.json"), "beacon.json");
  require(beacon.round === rules.beacon_round, "the beacon's round is not the announced one");
  require(beacon.chain === rules.beacon_chain, "the beacon's chain is not the announced one");
  const randomness = await sha256(unhex(beacon.signature));
  require(hex(randomness) === told.randomness, "the beacon's randomness differs");
  done("beacon", told.randomness);
  const seed = await sha256(joined(encoder.encode(PROTOCOL), listHash, randomness, ...counted));
  require(hex(seed) === told.seed, "the seed differs");
  done("seed", told.seed);
  let ordered = 0;
  const further = (count) => progress((ordered += count) / (candidates.length + units.length));
  const people = await ranked(seed, "candidate:", candidates, further), homes = await ranked(seed, "unit:", units, further);
  done("order", `${candidates.length} / ${units.length}`);
  const result = resultOf(people, homes);
  require(same(result, file("result.tsv")), "result.tsv is not what the seed gives");
  require(hex(await sha256(result)) === told.result_hash, "result_hash differs");
  done("result", told.result_hash);
}

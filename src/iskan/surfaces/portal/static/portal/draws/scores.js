// HMAC-SHA-256 of many short messages under one key. Web Crypto answers each message alone and so takes ten times as
// long for a hundred thousand; a sample of what is computed here is compared with it (see verify.js).

const K = new Int32Array(64);
const START = new Uint32Array(8);
{
  // The first 32 bits of the fractional parts of the roots of the first primes (FIPS 180-4).
  const fraction = (root) => (root - Math.floor(root)) * 2 ** 32 >>> 0;
  for (let number = 2, found = 0; found < 64; number += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) prime &&= number % factor !== 0;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(number));
    K[found] = fraction(Math.cbrt(number));
    found += 1;
  }
}
const W = new Int32Array(64);
const HEX = Array.from({ length: 65536 }, (_, pair) => pair.toString(16).padStart(4, "0"));

function compress(state, bytes, at) {
  for (let i = 0; i < 16; i += 1, at += 4) W[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  for (let i = 16; i < 64; i += 1) {
    const x = W[i - 15], y = W[i - 2];
    const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3, s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
    W[i] = W[i - 16] + s0 + W[i - 7] + s1 | 0;
  }
  let a = state[0] | 0, b = state[1] | 0, c = state[2] | 0, d = state[3] | 0;
  let e = state[4] | 0, f = state[5] | 0, g = state[6] | 0, h = state[7] | 0;
  for (let i = 0; i < 64; i += 1) {
    const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
    const t1 = h + s1 + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
    const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
    h = g, g = f, f = e, e = d + t1 | 0, d = c, c = b, b = a, a = t1 + t2 | 0;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

// `key` has at most 64 bytes; messages are ASCII of at most 119 characters. Returns hexadecimal.
export function scorer(key) {
  const begun = new Uint32Array(START), ended = new Uint32Array(START), pad = new Uint8Array(64);
  pad.set(key);
  compress(begun, pad.map((byte) => byte ^ 0x36), 0);
  compress(ended, pad.map((byte) => byte ^ 0x5c), 0);
  const message = new Uint8Array(128), last = new Uint8Array(64), state = new Uint32Array(8);
  last[32] = 0x80, last[62] = 0x03; // the outer message: a block of key and 32 bytes, 768 bits
  return (text) => {
    const length = text.length, blocks = length < 56 ? 1 : 2, bits = 8 * (64 + length);
    message.fill(0);
    for (let i = 0; i < length; i += 1) message[i] = text.charCodeAt(i);
    message[length] = 0x80;
    message[64 * blocks - 2] = bits >>> 8, message[64 * blocks - 1] = bits & 255;
    state.set(begun);
    for (let block = 0; block < blocks; block += 1) compress(state, message, 64 * block);
    for (let i = 0; i < 8; i += 1) {
      last[4 * i] = state[i] >>> 24, last[4 * i + 1] = state[i] >>> 16, last[4 * i + 2] = state[i] >>> 8, last[4 * i + 3] = state[i];
    }
    state.set(ended);
    compress(state, last, 0);
    let written = "";
    for (let i = 0; i < 8; i += 1) written += HEX[state[i] >>> 16] + HEX[state[i] & 65535];
    return written;
  };
}

// Check the signed statement behind # of a QR code's address: in this browser, with the network or without.
import { verifyAsync } from "./vendor/noble-ed25519.js";

const KIND = "hasil/1";
const RECEIPT = "terima/1";
const LIST = "cabut/1";
const KEPT_LIST = "verifikasi:daftar";
const KEPT_KEYS = "verifikasi:kunci";
const MARK_BYTES = 9;

const bytesOf = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
};
const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
const utf8 = (text) => new TextEncoder().encode(text);

/** Return the claims of a token; throws "forged" or "key". */
export async function open(kind, token, keys) {
  const parts = token.split(".");
  if (parts.length !== 3) throw new Error("forged");
  let head, claims, signature;
  try {
    head = JSON.parse(textOf(bytesOf(parts[0])));
    claims = JSON.parse(textOf(bytesOf(parts[1])));
    signature = bytesOf(parts[2]);
  } catch {
    throw new Error("forged");
  }
  if (head.typ !== kind || head.alg !== "EdDSA" || typeof claims !== "object" || claims === null) throw new Error("forged");
  const key = keys.keys.find((each) => each.kid === head.kid);
  if (!key) throw new Error("key");
  const good = await verifyAsync(signature, utf8(`${parts[0]}.${parts[1]}`), bytesOf(key.x), { zip215: false }).catch(() => false);
  if (!good) throw new Error("forged");
  return claims;
}

/** Return which kind of statement a token says it is; nothing is believed of it before its signature is checked. */
function kindOf(token) {
  try {
    return JSON.parse(textOf(bytesOf(token.split(".")[0]))).typ;
  } catch {
    return "";
  }
}

/** Return what stands in the list of what counts no more for a code. */
export async function mark(code) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(code))).slice(0, MARK_BYTES);
  return btoa(String.fromCharCode(...digest)).replace(/\+/g, "-").replace(/\//g, "_");
}

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // a browser that keeps nothing still checks the signature
  }
}

async function fetched(address, name) {
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) keep(name, await answer.text());
  } catch {
    // no network: what was kept must do
  }
  return kept(name);
}

const date = (text) => new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "Asia/Jakarta" }).format(new Date(text));
const moment = (text) =>
  new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" }).format(new Date(text));
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" }).format(new Date());

function show(box, outcome, claims, listed) {
  box.dataset.outcome = outcome;
  box.querySelector("#luring-kata").textContent = box.dataset[outcome];
  box.querySelector("#luring-teks").textContent = box.dataset[`${outcome}Text`];
  for (const row of box.querySelectorAll("[data-claim]")) {
    const value = claims?.[row.dataset.claim];
    row.hidden = !value;
    if (value) row.querySelector("dd").textContent = "du".includes(row.dataset.claim) ? date(value) : value;
  }
  box.querySelector("#luring-daftar").textContent = claims ? listed : "";
  // Beside the portal's own answer only what it cannot know is said: whether the QR code itself is real.
  const answer = document.querySelector("[data-answer]");
  if (answer) {
    box.querySelector("dl").hidden = true;
    box.querySelector("#luring-daftar").hidden = true;
    answer.hidden = outcome === "forged" || outcome === "other";
  }
  box.classList.add(outcome === "valid" || outcome === "receipt" ? "verdict-positive" : "verdict-negative");
  box.hidden = false;
}

async function revocations(box, keys) {
  const text = await fetched(box.dataset.list, KEPT_LIST);
  if (!text) return null;
  try {
    return await open(LIST, JSON.parse(text).token, keys);
  } catch {
    return null;
  }
}

async function check(box, token) {
  const fresh = await fetched(box.dataset.fresh, KEPT_KEYS);
  const keys = JSON.parse(fresh ?? box.dataset.keys);
  const list = await revocations(box, keys);
  const listed = list ? `${box.dataset.listText} ${moment(list.at)}.` : box.dataset.nolist;
  const code = location.pathname.split("/").filter(Boolean)[1];
  let claims;
  try {
    if (kindOf(token) === RECEIPT) {
      claims = await open(RECEIPT, token, keys);
      return code ? show(box, "other", null, "") : show(box, "receipt", claims, "");
    }
    claims = await open(KIND, token, keys);
  } catch (fault) {
    return show(box, fault.message === "key" ? "key" : "forged", null, listed);
  }
  if (code && code !== claims.c) return show(box, "other", null, listed);
  if (list?.r.includes(await mark(claims.c))) return show(box, "revoked", claims, listed);
  if (claims.u && claims.u < today()) return show(box, "expired", claims, listed);
  return show(box, "valid", claims, listed);
}

const box = document.getElementById("luring");
if (box) {
  const begin = () => {
    const token = location.hash.slice(1);
    if (token) check(box, token);
  };
  // Both are kept as soon as the page is opened, so that a later scan needs no network.
  if (location.hash.length > 1) begin();
  else Promise.all([fetched(box.dataset.fresh, KEPT_KEYS), fetched(box.dataset.list, KEPT_LIST)]);
  addEventListener("hashchange", begin);
}
if (box && navigator.serviceWorker) {
  navigator.serviceWorker
    .register("/sw.js")
    .then(() => navigator.serviceWorker.ready)
    .then((worker) => worker.active?.postMessage({ renew: "/verifikasi/" }))
    .catch(() => {}); // without a worker the page still checks while it is open
}

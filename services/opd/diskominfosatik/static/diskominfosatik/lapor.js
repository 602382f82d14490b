// Keep a report on this phone while there is no signal, and send it when there is. Only a number from the portal counts
// as sent. Every report has its key before the first try, so that a lost answer never makes two of one.
import { storage } from "../js/simpanan.js";

// Two boxes: what is being typed, and what waits to be sent.
const { boxes, forget, keep, listAll, read } = storage("sinyal", ["draf", "kirim"]);

const form = document.querySelector("form[data-report]");
const words = JSON.parse(form.dataset.report);
const status = document.querySelector("[data-status]");
const outbox = document.querySelector("[data-outbox]");
const rows = document.querySelector("[data-outbox-list]");
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "kunci"]);
const DAY = 24 * 3600 * 1000;
const OLD = 7 * DAY;
const PATIENCE = 30000;
const PAUSES = [5, 15, 60, 300].map((seconds) => seconds * 1000);
const dates = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

const put = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};

// --- what is typed ---------------------------------------------------------------------------------------------------
const pairs = () => [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.has(name) && value !== "");
const fill = (values) => {
  form.reset();
  for (const box of form.elements) {
    const mine = values.filter(([name]) => name === box.name).map(([, value]) => value);
    if (!box.name || LEFT_OUT.has(box.name)) continue;
    if (box.type === "radio" || box.type === "checkbox") box.checked = mine.includes(box.value);
    else box.value = mine[0] ?? "";
  }
};
let typing;
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => keep("draf", { id: "satu", key: form.elements.kunci.value, at: Date.now(), pairs: pairs() }), 300);
});

// --- what waits ------------------------------------------------------------------------------------------------------
const button = (text, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-2";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
};
const line = (text, css = "") => {
  const made = document.createElement("p");
  made.className = css;
  made.textContent = text;
  return made;
};
const isOld = (report) => Date.now() - report.at > OLD;
const told = (report) => {
  if (report.state === "sent") return put(words.sent, { at: report.sentAt, number: report.number });
  if (report.state === "mend") return words.mend;
  if (report.state === "sending") return words.sending;
  if (report.state === "later") return words.later;
  return isOld(report) ? words.old : words.kept;
};
const draw = (report) => {
  const row = document.createElement("li");
  row.className = "card stack-2";
  row.append(line(told(report), "b"));
  if (report.number) row.append(line(report.number, "num nb b"));
  if (report.code) row.append(line(put(words.code, { code: report.code }), "num"));
  for (const [, sentence] of report.errors ?? []) row.append(line(sentence, "small"));
  row.append(line(put(words.made, { when: dates.format(report.at) }), "xs mute"));
  const acts = document.createElement("div");
  acts.className = "row";
  if (report.state === "mend") acts.append(button(words.change, () => mend(report)));
  else if (report.state !== "sent") acts.append(button(words.send, () => send(report, true)));
  if (report.state !== "sending") acts.append(button(words.remove, () => remove(report)));
  row.append(acts);
  return row;
};
const show = async () => {
  const reports = await listAll("kirim");
  outbox.hidden = reports.length === 0;
  rows.replaceChildren(...reports.map(draw));
};
const change = async (report, news) => {
  Object.assign(report, news);
  await keep("kirim", report);
  await show();
};
const remove = async (report) => {
  await forget("kirim", report.id);
  await show();
};
// What the portal refused is read first, each sentence leading to its question, as on every other form.
const complain = (errors) => {
  const sum = document.createElement("div");
  sum.className = "err-sum";
  sum.tabIndex = -1;
  sum.setAttribute("role", "alert");
  sum.dataset.complaint = "";
  const list = document.createElement("ul");
  for (const [id, sentence] of errors) {
    const row = document.createElement("li");
    const link = document.createElement(id ? "a" : "b");
    if (id) link.href = `#${id}`;
    link.textContent = sentence;
    row.append(link);
    list.append(row);
  }
  sum.append(line(words.mend, "b"), list);
  document.querySelector("[data-complaint]")?.remove();
  form.before(sum);
  sum.focus();
};
const mend = async (report) => {
  fill(report.pairs);
  form.elements.kunci.value = report.id;
  await keep("draf", { id: "satu", key: report.id, at: Date.now(), pairs: report.pairs });
  await remove(report);
  complain(report.errors ?? []);
};

// --- sending ---------------------------------------------------------------------------------------------------------
const ask = (options) => fetch(form.action, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
const token = async () => {
  const page = await (await ask()).text();
  const found = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (!found) throw new Error("the page carries no token");
  return found.value;
};
const post = async (report) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", await token());
  body.set("kunci", report.id);
  for (const [name, value] of report.pairs) body.append(name, value);
  return ask({ method: "POST", headers: { Accept: "application/json" }, body });
};
const learn = async (report, answer) => {
  if (answer.ok) {
    const { number, code, at } = await answer.json();
    // What was answered is with the portal now; this phone needs the number alone.
    if (number) await change(report, { state: "sent", number, code, sentAt: at, pairs: [], errors: [] });
  } else if (answer.status === 422 || answer.status === 409) {
    await change(report, { state: "mend", errors: (await answer.json()).errors });
  } else {
    await change(report, { state: answer.status === 429 ? "later" : "kept" });
  }
};
const send = async (report, pressed = false) => {
  if (isOld(report) && !pressed) return;
  await change(report, { state: "sending" });
  try {
    await learn(report, await post(report));
  } catch {
    await change(report, { state: "kept" });
  }
};
let busy = false;
let tries = 0;
let waiting;
const sendAll = async () => {
  clearTimeout(waiting);
  if (busy) return;
  busy = true;
  try {
    for (const report of await listAll("kirim")) if (!["sent", "mend"].includes(report.state)) await send(report);
  } finally {
    busy = false;
  }
  const left = (await listAll("kirim")).filter((report) => !["sent", "mend"].includes(report.state) && !isOld(report));
  if (left.length) waiting = setTimeout(sendAll, PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  else tries = 0;
};
// Two open pages send one after the other; the portal would take a report once anyway.
const start = () => (navigator.locks ? navigator.locks.request("lapor-sinyal", sendAll) : sendAll());

const hand = async () => {
  clearTimeout(typing);
  document.querySelector("[data-complaint]")?.remove();
  const report = { id: form.elements.kunci.value, at: Date.now(), state: "kept", pairs: pairs() };
  await keep("kirim", report);
  await forget("draf", "satu");
  form.reset();
  fill([]);
  form.elements.kunci.value = newKey();
  navigator.storage?.persist?.();
  await show();
  await start();
  const after = await read("kirim", report.id);
  if (after?.state === "mend") await mend(after);
  else if (after) outbox.scrollIntoView();
};

// --- where this phone is ---------------------------------------------------------------------------------------------
const locate = () => {
  status.textContent = words.locating;
  const found = ({ coords }) => {
    form.elements["titik.lat"].value = coords.latitude.toFixed(6);
    form.elements["titik.lng"].value = coords.longitude.toFixed(6);
    form.dispatchEvent(new Event("input"));
    status.textContent = put(words.located, { m: Math.round(coords.accuracy) });
  };
  const failed = () => (status.textContent = words.lost);
  navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 30000 });
};
// Above the boxes: whoever presses it types nothing.
if (navigator.geolocation) document.querySelector("#titik .dates")?.before(button(words.locate, locate));

// --- begin -----------------------------------------------------------------------------------------------------------
if (await boxes()) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // the rule against a second press is for forms that leave the page
    hand();
  });
  const draft = await read("draf", "satu");
  const refused = document.querySelector("[data-error-summary]");
  if (draft && Date.now() - draft.at > OLD) await forget("draf", "satu");
  else if (draft?.pairs.length && !refused) {
    fill(draft.pairs);
    form.elements.kunci.value = draft.key;
    status.textContent = words.draft;
  } else if (!refused) form.elements.kunci.value = newKey(); // a kept copy of the page has an old key
  for (const report of await listAll("kirim")) if (report.state === "sending") await change(report, { state: "kept" });
  await show();
  window.addEventListener("online", start);
  document.addEventListener("visibilitychange", () => document.hidden || start());
  start();
}
if (navigator.serviceWorker) {
  const ready = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  ready.active?.postMessage({ renew: location.pathname });
}

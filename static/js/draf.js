// Keep what is typed on this phone until the portal has it: a page of a draft outlives a lost connection. Secret answers
// and files are never kept here, nothing is on a device that is shared, and only a server's answer is called "saved".
import { storage } from "./simpanan.js";

const BOX = "halaman";
const { boxes, forget, keep, listAll, read } = storage("draf", [BOX]);
const WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 300; // milliseconds without a key before what is typed is kept
const place = document.querySelector("[data-draft-owner]");
const owner = place.dataset.draftOwner;
const form = place.matches("form") ? place : null;

const hour = (at) => new Date(at).toTimeString().slice(0, 5).replace(":", ".");
const say = (key, at) => place.dataset[key].replace("{jam}", hour(at));

// What stands in the boxes that may be kept, in the order of the page.
const wanted = form ? new Set(form.dataset.draftKeep.split(" ")) : new Set();
const controls = () =>
  Array.from(form.elements).filter((box) => box.name && box.type !== "file" && wanted.has(box.name.split(/[.-]/)[0]));
const typed = () =>
  controls()
    .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
    .map((box) => [box.name, box.value]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const fill = (values) => {
  const left = values.map(([name, value]) => ({ name, value }));
  for (const box of controls()) {
    const at = left.findIndex((each) => each.name === box.name && (!isChoice(box) || each.value === box.value));
    if (isChoice(box)) box.checked = at >= 0;
    else if (at >= 0) box.value = left[at].value;
    if (at >= 0) left.splice(at, 1);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
};
const isChoice = (box) => ["radio", "checkbox"].includes(box.type);

// One line that says the truth about where the answers are.
let line;
const tell = (text, role = "status") => {
  if (!line) {
    line = document.createElement("p");
    line.className = "saved";
    form.querySelector("[data-draft-line]").append(line);
  }
  line.setAttribute("role", role);
  line.textContent = text;
};

const record = (state) => ({
  id: form.dataset.draft,
  owner,
  base: form.dataset.draftBase,
  at: Date.now(),
  url: form.getAttribute("action"),
  title: form.dataset.draftTitle,
  state,
  values: typed(),
});
const put = (state) => keep(BOX, record(state));

const throwOldAway = async () => {
  for (const each of await listAll(BOX)) {
    if (each.owner !== owner || Date.now() - each.at > WEEK) await forget(BOX, each.id);
  }
};

// Send what the phone kept, and show the page anew as the portal has it then.
const sendQuietly = async (kept) => {
  const body = new FormData(form);
  for (const box of form.elements) if (box.type === "file") body.delete(box.name);
  body.set("keluar", "1");
  await put("sent");
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  const ours = new URL(answer.url);
  // A page of somebody else's network, or a sign-in page, is no answer of the portal.
  if (!answer.ok || !answer.redirected || ours.origin !== location.origin || !ours.pathname.startsWith("/permohonan/")) {
    await keep(BOX, kept);
    tell(say("draftRestored", kept.at));
    return;
  }
  await forget(BOX, kept.id);
  location.replace(location.href);
};

const choose = (kept) => {
  const panel = form.querySelector("template[data-draft-both]").content.cloneNode(true).firstElementChild;
  panel.querySelector("[data-when]").textContent = hour(kept.at);
  const list = panel.querySelector("[data-values]");
  for (const [, value] of kept.values.filter((pair) => pair[1] && !typed().some((mine) => same(mine, pair)))) {
    const item = document.createElement("li");
    item.textContent = value;
    list.append(item);
  }
  panel.querySelector("[data-use-kept]").addEventListener("click", async () => {
    fill(kept.values);
    panel.remove();
    await put("typed");
    tell(say("draftRestored", kept.at));
  });
  panel.querySelector("[data-use-portal]").addEventListener("click", async () => {
    await forget(BOX, kept.id);
    panel.remove();
  });
  form.prepend(panel);
};

const restore = async () => {
  const kept = await read(BOX, form.dataset.draft);
  if (!kept) return;
  const taken = kept.state === "sent" && kept.base !== form.dataset.draftBase;
  if (taken || same(kept.values, typed())) return forget(BOX, kept.id);
  if (kept.base !== form.dataset.draftBase) return choose(kept);
  fill(kept.values);
  tell(say("draftRestored", kept.at));
  if (navigator.onLine) await sendQuietly(kept).catch(() => tell(say("draftKept", kept.at)));
};

let timer;
let before;
const watch = () => {
  before = typed();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (same(before, typed())) return;
      before = typed();
      const saved = record("typed");
      await keep(BOX, saved);
      tell(say("draftKept", saved.at));
    }, PAUSE);
  });
};

let waiting;
let passed = false;
const hold = async (event) => {
  if (passed) return;
  event.preventDefault();
  event.stopPropagation();
  clearTimeout(timer);
  const button = event.submitter;
  await put(navigator.onLine ? "sent" : "typed").catch(() => {});
  if (!navigator.onLine) {
    waiting = { button };
    tell(say("draftOffline", Date.now()), "alert");
    return;
  }
  passed = true;
  form.requestSubmit(button);
};
const goOn = () => {
  if (!waiting) return;
  tell(place.dataset.draftAgain);
  form.requestSubmit(waiting.button);
};

// Whatever was sent from a page whose draft the portal changed since has arrived.
const throwArrivedAway = async (bases) => {
  for (const each of await listAll(BOX)) {
    const base = bases(each);
    if (base === null || (each.state === "sent" && base !== undefined && base !== each.base)) await forget(BOX, each.id);
  }
};

// The list of requests names what this phone still holds.
const remind = async () => {
  const bases = JSON.parse(place.dataset.draftBases);
  await throwArrivedAway((each) => bases[each.id.split(":")[0]] ?? null);
  const left = await listAll(BOX);
  if (!left.length) return;
  const list = place.querySelector("ul");
  for (const each of left) {
    const item = list.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.href = each.url;
    link.textContent = each.title;
    item.append(` · ${hour(each.at)}`);
  }
  place.hidden = false;
};

if (await boxes()) {
  await throwOldAway();
  if (form) {
    const mine = form.dataset.draft.split(":")[0];
    await throwArrivedAway((each) =>
      each.id.startsWith(`${mine}:`) && each.id !== form.dataset.draft ? form.dataset.draftBase : undefined,
    );
    watch();
    form.addEventListener("submit", hold);
    window.addEventListener("online", goOn);
    window.addEventListener("pageshow", () => (passed = false));
    await restore();
  } else await remind();
}

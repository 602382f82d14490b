// Answer the conditions of a form page while it is filled: which questions show, which may be left empty, what follows
// from them. The server decides again at every press; without this script it asks then what an answer brought up.
import { evaluate, holds } from "./conditions.js";

const form = document.querySelector("form[data-live-form]");
const { fields, words } = JSON.parse(form.getAttribute("data-live-form"));
const asked = form.querySelector("[name=tampil]");
const askedBefore = asked.value.split(" ");
const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 6 });

// Questions that nobody sees without a script wait in templates, one of them perhaps inside another.
for (let waiting; (waiting = form.querySelector("template[data-live]")); ) {
  const part = document.createElement("div");
  part.setAttribute("data-live", waiting.getAttribute("data-live"));
  part.hidden = true;
  part.append(waiting.content);
  waiting.replaceWith(part);
}
const parts = new Map(
  Array.from(form.querySelectorAll("[data-live]"), (part) => [part.getAttribute("data-live"), part]),
);

// What stands in the boxes of one name; a hidden question is not answered.
let boxes = new Map();
const gather = () => {
  boxes = new Map();
  for (const box of form.querySelectorAll("input, select, textarea")) {
    boxes.set(box.name, [...(boxes.get(box.name) ?? []), box]);
  }
};
const typed = (box) => {
  if (box.closest("[data-live][hidden]")) return [];
  if (box.type === "file") return Array.from(box.files, (file) => file.name);
  return ["radio", "checkbox"].includes(box.type) && !box.checked ? [] : [box.value];
};
const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
const given = (name) => (boxes.get(name) ?? []).flatMap(typed).map(tidy).filter(Boolean);
const text = (name) => given(name)[0] ?? null;

// 1.234,5 and 2.5, with the signs people put around money; null is what the server would not take either.
const number = (name) => {
  const plain = (text(name) ?? "").replace(/^(rp\.?|idr)|,-$|\s/gi, "").replace("\u2212", "-");
  const [, sign, whole, rest, pointed] =
    /^(?:([-+]?)(\d{1,3}(?:\.\d{3})+|\d{1,18})(?:,(\d{1,18}))?|([-+]?\d{1,18}\.\d{1,18}))$/.exec(plain) ?? [];
  if (pointed) return Number(pointed);
  return whole ? Number(`${sign}${whole.replaceAll(".", "")}.${rest ?? 0}`) : null;
};
const whole = (name) => {
  const value = number(name);
  return Number.isInteger(value) ? value : null;
};
const date = (name) => {
  const [day, month, year] = ["hari", "bulan", "tahun"].map((box) => text(`${name}-${box}`) ?? "");
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return evaluate({ op: "days_between", args: [iso, iso] }) === 0 ? iso : null;
};
const time = (name) => {
  const [, hour, minute] = /^(\d{1,2})[.:](\d\d)(?:[.:]00)?(?: ?WIB)?$/.exec(text(name) ?? "") ?? [];
  return hour < 24 && minute < 60 ? `${hour.padStart(2, "0")}:${minute}` : null;
};
const moment = (name) => {
  const [day, hour] = [date(`${name}.date`), time(`${name}.time`)];
  return day && hour && `${day}T${hour}`;
};
const period = (name) => {
  const [from, until] = [date(`${name}.from`), date(`${name}.until`)];
  return from && until && from <= until ? { from, until } : null;
};
// The code of a desa begins with the code of its kecamatan.
const place = (name, item) => {
  const found = item.parts.map((part) => [part, text(`${name}.${part}`)]).filter(([, value]) => value);
  const value = Object.fromEntries(found);
  if (value.desa) value.kecamatan = value.desa.slice(0, value.desa.lastIndexOf("."));
  return found.length ? value : null;
};
// A row inside a row sees what its own row answers too.
const row = (name, item, { answers, row: around }) => {
  const inside = [...boxes.keys()].filter((each) => each.startsWith(`${name}.`));
  // Rows are walked even where nothing is typed, so that their questions show and hide.
  const cells = walk(item.fields, `${name}.`, (mine) => ({ answers, row: { ...around, ...mine } }));
  return inside.some((each) => given(each).length) && Object.keys(cells).length ? cells : null;
};
const group = (name, item, scope) => {
  if (!item.repeats) return row(name, item, scope);
  const rows = [];
  for (let index = 0; [...boxes.keys()].some((each) => each.startsWith(`${name}.${index}.`)); index += 1) {
    rows.push(row(`${name}.${index}`, item, scope));
  }
  const filled = rows.filter(Boolean);
  return filled.length ? filled : null;
};
const many = (name) => (given(name).length ? given(name) : null);
const yes = (name) => ({ ya: true, tidak: false })[text(name)] ?? null;
const digits = (name) => text(name)?.replace(/[\s.\-/]/g, "") ?? null;
const READ = { text, number, whole, date, time, moment, period, place, group, many, yes, digits };

// What the server works out from the answers, rounded as it rounds.
const computed = (item, scope) => {
  const value = evaluate(item.expr, scope);
  if (typeof value === "string" || typeof value === "boolean") return value;
  return evaluate({ op: "round", args: [Array.isArray(value) ? null : value, item.decimals] });
};
const write = (item, part, value) => {
  const output = part.querySelector("output");
  let said = value ?? "";
  if (typeof value === "boolean") said = value ? words.yes : words.no;
  if (typeof value === "number") said = item.before + numbers.format(value) + item.after;
  part.hidden = output.closest(".field").hidden = said === "";
  // Written only where it changed: a screen reader reads it out each time.
  if (output.value !== said) output.value = said;
};
const mark = (part, needed) => {
  const label = part.querySelector(".label");
  let remark = label.querySelector(".opsi");
  if (!remark) {
    remark = document.createElement("span");
    remark.className = "opsi";
    remark.textContent = words.optional;
    label.append(" ", remark);
  }
  remark.hidden = needed;
};

// From the first question to the last, as the server does: an answer counts where its question shows.
const walk = (items, before, scopeOf) => {
  const answers = {};
  for (const item of items) {
    const name = before + item.id;
    const part = parts.get(name);
    const scope = scopeOf(answers);
    const shown = !("show" in item) || holds(item.show, scope);
    if (part) part.hidden = !shown;
    if (!shown) continue;
    if (part && "need" in item) mark(part, holds(item.need, scope));
    const value = "expr" in item ? computed(item, scope) : (READ[item.kind]?.(name, item, scope) ?? null);
    if (part && "before" in item) write(item, part, value);
    if (value !== null && value !== "") answers[item.id] = value;
  }
  return answers;
};

const refresh = () => {
  gather();
  walk(fields, "", (answers) => ({ answers }));
  for (const box of form.querySelectorAll("[data-live] :is(input, select, textarea, button)")) {
    box.disabled = box.closest("[data-live][hidden]") !== null;
  }
  // An unanswered question that was seen is an omission, not news: the server tells the two apart by this list.
  const seen = fields.filter((item) => parts.has(item.id) && !parts.get(item.id).hidden).map((item) => item.id);
  asked.value = [...new Set([...askedBefore, ...seen])].join(" ");
};

form.addEventListener("input", refresh);
form.addEventListener("change", refresh);
// The browser's back button brings back what was typed.
window.addEventListener("pageshow", refresh);
refresh();

// Small conveniences. Every page works without them; nothing here is a rule of any service.

// A second press of the same button must not send twice (the server refuses doubles anyway).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) button.setAttribute("aria-disabled", "true");
  setTimeout(release, RELEASE_AFTER); // a download or a lost connection leaves the page where it is
});
const RELEASE_AFTER = 15000;
const release = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
};
// Coming back with the browser's back button shows a form that may be sent again.
window.addEventListener("pageshow", release);

// Leave a confidential page without a step back to it.
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-quick-exit]");
  if (!exit) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(exit.href);
});

// A page made for paper offers to print it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Say which file was chosen; the other picker of the same field is emptied so that one file is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  const field = input.type === "file" && input.closest("[data-file-field]");
  if (!field) return;
  if (!input.multiple) {
    for (const other of field.querySelectorAll("input[type=file]")) if (other !== input) other.value = "";
  }
  const names = Array.from(input.files, (file) => file.name);
  field.querySelector("[data-picked]").textContent = names.join(", ");
});

// Questions that depend on another answer: hidden until it is given; the server decides again.
const dependents = document.querySelectorAll("[data-when-field]");
const refresh = () => {
  for (const part of dependents) {
    const wanted = part.dataset.whenValue.split(" ");
    const name = CSS.escape(part.dataset.whenField);
    const chosen = document.querySelectorAll(`[name="${name}"]:checked, select[name="${name}"]`);
    part.hidden = !Array.from(chosen).some((control) => wanted.includes(control.value));
  }
};
if (dependents.length) {
  document.addEventListener("change", refresh);
  refresh();
}

// After a refused form, the first thing read is what to mend.
document.querySelector("[data-error-summary]")?.focus();

// Whoever signs out leaves nothing of what was typed on this device.
document.addEventListener("submit", (event) => {
  if (/\/akun\/(keluar|keluar-semua)\/$/.test(new URL(event.target.action, location.href).pathname)) {
    indexedDB.deleteDatabase("draf");
  }
});

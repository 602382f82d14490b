// The builder: while a question is being edited, the phone beside it follows. Without a script it follows each save.
const form = document.querySelector("form[data-uji-pratinjau]");
const phone = document.querySelector("[data-pratinjau]");
const PAUSE = 500;

async function follow() {
  const body = new FormData(form);
  body.set("langkah", "pratinjau");
  try {
    const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    phone.replaceChildren(...page.body.childNodes);
  } catch {
    // No signal: the preview waits for the next save.
  }
}

if (form && phone) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(follow, PAUSE);
  });
}

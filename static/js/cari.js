// Offer titles while somebody types in the search box; without a script, or to save data, the button does the same.
const box = document.querySelector("[data-suggest]");
const saving = navigator.connection && navigator.connection.saveData;
if (box && !saving) {
  const list = document.createElement("datalist");
  list.id = "saran";
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting = 0;
  let asking = new AbortController();
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const query = box.value.trim();
    if (query.length < 2) return;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(query)}`, { signal: asking.signal });
      if (!answer.ok) return;
      const { titles } = await answer.json();
      list.replaceChildren(...titles.map((title) => new Option(title, title)));
    } catch {
      // No signal or overtaken by the next letter: nothing is offered.
    }
  };
}

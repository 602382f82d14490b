// Two boxes in this phone's own database: what is being typed, and what waits to be sent.
const NAME = "sinyal";
const BOXES = ["draf", "kirim"];

let opened;
const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const wish = indexedDB.open(NAME, 1);
    wish.onupgradeneeded = () => {
      for (const box of BOXES) wish.result.createObjectStore(box, { keyPath: "id" });
    };
    wish.onsuccess = () => resolve(wish.result);
    wish.onerror = () => reject(wish.error);
  }));

const ask = async (box, mode, wish) => {
  const base = await open();
  return new Promise((resolve, reject) => {
    const work = base.transaction(box, mode);
    const asked = wish(work.objectStore(box));
    // A write counts when it is on the disk, not when it was asked for.
    work.oncomplete = () => resolve(asked.result);
    work.onerror = work.onabort = () => reject(work.error);
  });
};

// Say whether this browser keeps anything; where it does not, the plain form is sent as it always was.
export const boxes = () => open().then(Boolean, () => false);
export const read = (box, id) => ask(box, "readonly", (store) => store.get(id));
export const keep = (box, value) => ask(box, "readwrite", (store) => store.put(value));
export const forget = (box, id) => ask(box, "readwrite", (store) => store.delete(id));
export const listAll = async (box) => {
  const all = await ask(box, "readonly", (store) => store.getAll());
  return all.sort((one, other) => one.at - other.at);
};

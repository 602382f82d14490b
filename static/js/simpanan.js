// Boxes in this phone's own database, for what must outlive a page and a lost connection.
export const storage = (name, boxes) => {
  let opened;
  const open = () =>
    (opened ??= new Promise((resolve, reject) => {
      const wish = indexedDB.open(name, 1);
      wish.onupgradeneeded = () => {
        for (const box of boxes) wish.result.createObjectStore(box, { keyPath: "id" });
      };
      wish.onsuccess = () => {
        // Whoever signs out throws the whole base away; an open page must not hold it.
        wish.result.onversionchange = () => wish.result.close();
        resolve(wish.result);
      };
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
  return {
    // Say whether this browser keeps anything; where it does not, the plain form is sent as it always was.
    boxes: () => open().then(Boolean, () => false),
    read: (box, id) => ask(box, "readonly", (store) => store.get(id)),
    keep: (box, value) => ask(box, "readwrite", (store) => store.put(value)),
    forget: (box, id) => ask(box, "readwrite", (store) => store.delete(id)),
    listAll: async (box) => {
      const all = await ask(box, "readonly", (store) => store.getAll());
      return all.sort((one, other) => one.at - other.at);
    },
  };
};

/* Give the search boxes of Django's admin their names: a screen reader hears the label, then what is chosen. */
// jQuery calls in the order of asking, so the boxes have been made by then.
django.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels[0];
    const box = select.parentElement.querySelector(".select2-selection");
    const chosen = box && box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `nama-${select.id}`;
    chosen.setAttribute("aria-labelledby", label.id);
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
  }
});

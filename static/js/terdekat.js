// Choose the nearest kecamatan from where the phone is. The place never leaves the phone: only the choice is sent.
const FAR = 40; // kilometres from the middle of the nearest kecamatan: elsewhere

const form = document.querySelector("[data-near]");
const button = form && form.querySelector("[data-near-find]");
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-disabled", "true");
    navigator.geolocation.getCurrentPosition(choose, () => say("nearFailed"), { timeout: 15000, maximumAge: 600000 });
  });
}

function choose(position) {
  const list = form.elements.namedItem("kantor");
  const { latitude, longitude } = position.coords;
  let nearest = null;
  let least = Infinity;
  for (const option of list.querySelectorAll("[data-at]")) {
    const [lat, lng] = option.dataset.at.split(",").map(Number);
    const far = Math.hypot((lat - latitude) * 110.6, (lng - longitude) * 110.7); // kilometres, good enough at 6° south
    if (far < least) [nearest, least] = [option, far];
  }
  if (!nearest || least > FAR) return say("nearFar");
  list.value = nearest.value;
  form.requestSubmit();
}

function say(key) {
  button.removeAttribute("aria-disabled");
  const place = form.querySelector("[data-near-says]");
  place.textContent = place.dataset[key];
}

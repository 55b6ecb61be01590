// The desk by keyboard: type, ↓ ↑ to walk the results, Enter to register. Without this, buttons do the same.

const form = document.querySelector("[data-arrival]");
const box = form?.querySelector("[name=q]");
const found = document.querySelector("[data-found]");
const callers = document.querySelector("fieldset[data-callers]");
let picked = 0;

const hits = () => [...found.querySelectorAll(".ts-hit")];
// Results answer what was typed when they were asked for: Enter never chooses among older ones.
const fresh = () => found.querySelector("[data-typed]")?.dataset.typed === box.value.trim();

function pick(place) {
  const rows = hits();
  if (!rows.length) return;
  picked = Math.min(rows.length - 1, Math.max(0, place));
  rows.forEach((row, at) => row.classList.toggle("ts-picked", at === picked));
  rows[picked].scrollIntoView({ block: "nearest" });
}

function choose() {
  const button = hits()[picked]?.querySelector("[data-open]");
  button?.form.requestSubmit(button);
}

box?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    pick(picked + (event.key === "ArrowDown" ? 1 : -1));
    event.preventDefault();
  } else if (event.key === "Enter" && box.value.trim().length > 1) {
    event.preventDefault();
    if (fresh() && hits().length) choose();
    else if (!fresh()) htmx.trigger(box, "input");
  } else if (event.key === "Escape" && box.value) {
    box.value = "";
    found.replaceChildren();
    event.preventDefault();
  }
});

// A hand already in a newcomer's form stays there: neither a late answer nor the box takes it back.
const busyThere = () => Boolean(found?.querySelector("input:focus"));

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target === found && busyThere()) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== found) return;
  pick(0);
  if (busyThere()) return;
  const author = event.detail.requestConfig?.elt === callers && callers.querySelector(":checked");
  (author || box).focus();
});

// Only a caller is asked who she is.
form?.querySelector("[data-calls]")?.addEventListener("change", (event) => {
  form.querySelectorAll("[data-callers]").forEach((shown) => (shown.hidden = !event.target.checked));
  form.querySelector("[data-comes]").hidden = event.target.checked;
});

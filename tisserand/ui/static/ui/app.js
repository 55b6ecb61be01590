// What makes forms and changing pages kinder. Nothing here is needed for the main actions to work.

const live = document.querySelector("[data-live]");
const ARRIVALS_EVERY = 60_000;
const UNDO_FOR = 10_000;

// --- Live region: said politely, arrivals at most once a minute

let lastArrival = 0;

export function say(sentence) {
  if (live) live.textContent = sentence;
}

function announceArrivals(root) {
  const announced = root.querySelector("[data-announce]") ?? (root.matches("[data-announce]") ? root : null);
  if (!announced || announced.dataset.announce === live?.textContent) return;
  if (Date.now() - lastArrival < ARRIVALS_EVERY) return;
  lastArrival = Date.now();
  say(announced.dataset.announce);
}

// --- One press, one submission

function guard(form) {
  if (form.dataset.sending) return false;
  form.dataset.sending = "yes";
  const button = form.querySelector("[type=submit], button:not([type])");
  // After the browser has collected the form, so that the pressed button's own value still leaves with it.
  setTimeout(() => {
    if (!button || button.disabled) return;
    button.dataset.words = button.textContent;
    button.textContent = "Envoi…";
    button.disabled = true;
  });
  return true;
}

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[data-words]")) {
    button.textContent = button.dataset.words;
    button.disabled = false;
    delete button.dataset.words;
  }
}

// A login in another tab changes the token: the cookie has the one the server expects now.
const CSRF_COOKIE = /^(__Host-)?csrf(token)?=/;

export function csrfToken() {
  const cookie = document.cookie.split("; ").find((part) => CSRF_COOKIE.test(part));
  return cookie?.split("=")[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function refreshToken(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field) field.value = csrfToken();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[hx-post]") || event.defaultPrevented) return;
  if (!guard(form)) return event.preventDefault();
  refreshToken(form);
  delete form.dataset.dirty;
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
});

// --- Leaving with something written

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-confirm-leave]");
  if (form) form.dataset.dirty = "yes";
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});

// --- Toasts leave after ten seconds, unless someone is on them

function retire(toast) {
  if (toast.matches(":hover, :focus-within")) return setTimeout(() => retire(toast), UNDO_FOR);
  toast.remove();
}

function watchToasts() {
  document.querySelector("[data-toasts]")?.classList.add("ts-floating");
  const toasts = [...document.querySelectorAll("[data-toast]:not([data-watched])")];
  for (const toast of toasts) {
    toast.dataset.watched = "yes";
    setTimeout(() => retire(toast), UNDO_FOR);
  }
}

// --- htmx: focus follows what changed, a list does not move under the pointer

const isPolling = (element) => /every/.test(element?.getAttribute("hx-trigger") ?? "");

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrfToken() || event.detail.headers["X-CSRFToken"];
  if (isPolling(event.detail.elt)) event.detail.headers["X-Poll"] = "1"; // a list that refreshes itself is nobody at the post
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (!isPolling(event.detail.requestConfig?.elt) || !target?.matches("[data-calm]")) return;
  const busy = target.matches(":hover, :focus-within");
  if (busy) event.detail.shouldSwap = false;
  document.querySelectorAll("[data-paused]").forEach((note) => (note.hidden = !busy));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) release(form);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  watchToasts();
  announceArrivals(target);
  if (isPolling(requestConfig?.elt)) return;
  focusChange(target);
});

document.addEventListener("htmx:sendError", () => say("Le réseau ne répond pas. Rien n’est perdu, réessayez."));
document.addEventListener("htmx:responseError", () => say("L’action n’a pas abouti. Rechargez la page et réessayez."));

function focusChange(root) {
  const place = root.querySelector("[data-focus]") ?? root.querySelector("[aria-invalid=true]") ?? root.querySelector("h1, h2, h3");
  const hand = root.querySelector(":is(input, select, textarea):focus"); // already in a field of it: she stays there
  if (!place || hand) return;
  if (!place.matches("a, button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus();
}

watchToasts();
const firstToast = document.querySelector("[data-toast] span");
if (firstToast) say(firstToast.textContent);
document.querySelector("[data-focus]")?.focus();
document.querySelector("form[data-send-now]")?.requestSubmit();

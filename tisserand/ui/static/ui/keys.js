// Shortcuts: a layer above a page that works without them. One-letter keys act outside fields and can be switched off.

const STORED = "ts-shortcuts";
const html = document.documentElement;
const help = document.querySelector("[data-help]");
const toggle = document.querySelector("[data-shortcuts-switch]");
// Letters closer than this, in milliseconds, are a word typed beside its field: they command nothing.
const LONE = 180;
let going = false;
let letterAt = -LONE;
let lastLetter = "";
let waiting = 0;

const stored = () => {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be closed on a shared machine
  }
};
const areOn = () => (stored() ?? html.dataset.shortcuts) !== "off";
const inField = (element) => element.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

// --- Lists walked with the arrows

const listOf = (element) => element.closest?.("[data-keys=list]") ?? document.querySelector("[data-keys=list]");
const picked = (list) => list.querySelector(":scope > .ts-picked");

function pick(list, step) {
  const rows = [...list.children].filter((row) => row.querySelector("a, button"));
  if (!rows.length) return;
  const at = rows.indexOf(picked(list) ?? document.activeElement.closest("[data-keys=list] > *"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  picked(list)?.classList.remove("ts-picked");
  next.classList.add("ts-picked");
  (next.querySelector("[data-open]") ?? next.querySelector("a, button")).focus();
}

// --- Single letters

function press(letter) {
  const named = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === letter);
  if (!named) return false;
  if (named.matches("input, textarea, select")) named.focus();
  else waiting = setTimeout(() => named.click(), LONE);
  return true;
}

function inWord(event, letter) {
  const follows = event.timeStamp - letterAt < LONE;
  const again = follows && letter === lastLetter; // an impatient finger asks once
  if (!again) clearTimeout(waiting);
  [letterAt, lastLetter] = [event.timeStamp, letter];
  return follows;
}

function go(letter) {
  going = false;
  document.querySelector(`[data-go="${CSS.escape(letter)}"]`)?.click();
}

function search() {
  const box = document.querySelector("[data-search-first]") ?? document.querySelector("[data-search]");
  box?.focus();
  box?.select?.();
  return Boolean(box);
}

function showHelp(open) {
  if (!help) return false;
  help.open = open;
  help.querySelector("summary").focus();
  return true;
}

function single(event) {
  const letter = event.key.toLowerCase();
  if (going) return go(letter), true;
  if (event.key === "/") return search();
  if (event.key === "?") return showHelp(!help?.open);
  if (letter === "g") {
    going = true;
    setTimeout(() => (going = false), 1500);
    return true;
  }
  return inWord(event, letter) || press(letter);
}

function close(event) {
  const open = event.target.closest?.("details[open].ts-dialog, details[open].ts-inplace") ?? document.querySelector("details[open].ts-dialog");
  if (!open) return false;
  open.open = false;
  open.querySelector("summary").focus();
  return true;
}

function act(event) {
  if (event.key === "Escape") return close(event);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.target.closest?.("form")?.requestSubmit();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return false;
  const list = /^Arrow(Up|Down)$/.test(event.key) && !event.target.matches?.("input") && listOf(event.target);
  if (list) return pick(list, event.key === "ArrowDown" ? 1 : -1), true;
  return event.key.length === 1 && areOn() ? single(event) : false;
}

document.addEventListener("keydown", (event) => {
  if (!event.defaultPrevented && act(event)) event.preventDefault();
});

// --- Help: the keys of this page, and the switch

function listPageKeys() {
  const place = document.querySelector("[data-page-keys]");
  const seen = new Set();
  for (const one of document.querySelectorAll("[data-key]")) {
    if (!place || seen.has(one.dataset.key)) continue;
    seen.add(one.dataset.key);
    const row = place.appendChild(document.createElement("li"));
    row.className = "ts-row";
    row.append(Object.assign(document.createElement("span"), { textContent: one.dataset.keyLabel ?? one.textContent.trim() }));
    row.append(Object.assign(document.createElement("kbd"), { textContent: one.dataset.key.toUpperCase() }));
  }
}

if (toggle) {
  toggle.checked = areOn();
  toggle.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, toggle.checked ? "on" : "off");
    } catch {
      html.dataset.shortcuts = toggle.checked ? "on" : "off";
    }
  });
}
listPageKeys();

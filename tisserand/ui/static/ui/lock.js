// The locked post: an opaque screen over the page, which stays as it was. The server refuses everything meanwhile.

import { csrfToken } from "./app.js";
import { askKey } from "./keys-of-hand.js";

const IDLE = 30 * 60_000;
const SAID_EVERY = 5 * 60_000;

const screen = document.querySelector("[data-lock]");
const posts = new BroadcastChannel("ts-lock"); // the other tabs of this post
const title = document.title;
let seen = Date.now();
let said = Date.now();

const send = (url, fields = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": csrfToken(), "X-Piece": "1" }, redirect: "manual" });

function cover() {
  if (screen.open) return;
  document.title = "Poste verrouillé · Tisserand";
  screen.showModal();
  screen.querySelector("input[type=password]").focus();
}

function uncover() {
  screen.querySelector("[data-unlock]").reset();
  refuse("");
  document.title = title;
  seen = Date.now();
  if (screen.open) screen.close();
}

function refuse(sentence) {
  screen.querySelector("[data-lock-refused]").textContent = sentence;
}

async function lock() {
  cover(); // first: nobody waits for the network to hide a file
  posts.postMessage("lock");
  await send(screen.dataset.lockUrl).catch(() => refuse("Le réseau ne répond pas. L’écran est masqué ; la session reste à fermer."));
}

async function unlock(fields) {
  const answer = await send(screen.querySelector("[data-unlock]").action, fields).catch(() => null);
  if (!answer) return refuse("Le réseau ne répond pas. Réessayez.");
  if (answer.status === 204) return posts.postMessage("unlock"), uncover();
  if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect")
    return refuse("Cette session est finie. Ouvrez-en une dans un autre onglet, puis revenez : votre texte est encore là.");
  refuse((await answer.json().catch(() => ({}))).refused ?? "Réessayez.");
  screen.querySelector("input[type=password]").select();
}

posts.addEventListener("message", ({ data }) => (data === "lock" ? cover() : uncover()));

// A page drawn again from the browser's memory (back) may have been left open by somebody who locked.
window.addEventListener("pageshow", (event) => event.persisted && noticed());

screen.addEventListener("cancel", (event) => event.preventDefault());
screen.addEventListener("keydown", (event) => event.stopPropagation());

screen.querySelector("[data-unlock]").addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  unlock(Object.fromEntries(new FormData(event.target)));
});

screen.querySelector("[data-lock-key]")?.addEventListener("click", async (event) => {
  const answer = await askKey(() => send(event.target.dataset.lockKey));
  if (answer) await unlock({ credential: answer });
  else refuse("Cette clé n’a pas été reconnue. Réessayez, ou écrivez votre mot de passe.");
});

document.querySelector("[data-lock-now]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  lock();
});

document.addEventListener("keydown", (event) => {
  if (event.altKey && event.shiftKey && event.code === "KeyV") {
    event.preventDefault();
    lock();
  }
});

document.addEventListener("ts:locked", cover);
document.addEventListener("htmx:beforeRequest", (event) => screen.open && event.preventDefault());
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 423 && cover());

// Somebody is there: a key, a click, a move. Said to the server when nothing else says it.

function noticed() {
  if (screen.open) return;
  if (Date.now() - seen >= IDLE) return lock(); // the machine slept: whoever wakes it is not known
  seen = Date.now();
  if (seen - said < SAID_EVERY) return;
  said = seen;
  send(screen.dataset.presentUrl).then((answer) => answer.status === 423 && cover(), () => {});
}

for (const sign of ["keydown", "pointerdown", "pointermove", "wheel"]) document.addEventListener(sign, noticed, { passive: true, capture: true });
setInterval(() => Date.now() - seen >= IDLE && !screen.open && lock(), 15_000);

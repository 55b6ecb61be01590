// Drafts: form[data-autosave=URL] is posted a moment after the last key; the answer, {"saved_at": "11 h 06"}, is shown in [data-saved].

import { csrfToken } from "./app.js";

const CALM = 1500;
const KEPT = (hour) => `Brouillon gardé à ${hour}, visible de vous seul`;
const FAILED = "Le brouillon n’a pas pu être gardé. Votre texte reste sur cette page.";

const note = (form) => form.querySelectorAll("[data-saved]").length ? form.querySelectorAll("[data-saved]") : document.querySelectorAll("[data-saved]");

function tell(form, sentence, kept) {
  for (const place of note(form)) {
    place.textContent = sentence;
    place.classList.add("ts-saved");
    place.classList.toggle("ts-saved-not", !kept);
    place.hidden = false;
  }
}

function askToLogIn(form) {
  const model = document.querySelector("template[data-relogin]");
  if (!model || form.querySelector("[data-relogin-shown]")) return;
  const shown = model.content.firstElementChild.cloneNode(true);
  shown.dataset.reloginShown = "yes";
  (form.querySelector("[data-saved]")?.parentElement ?? form).append(shown);
}

function draftOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name); // files are not part of a draft
  return data;
}

async function keep(form) {
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: draftOf(form),
      headers: { "X-CSRFToken": csrfToken(), "X-Autosave": "1" },
      redirect: "manual",
    });
    if (answer.status === 401) return tell(form, FAILED, false), askToLogIn(form);
    if (answer.status === 423) document.dispatchEvent(new Event("ts:locked"));
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return tell(form, said.error ?? FAILED, false);
    form.querySelector("[data-relogin-shown]")?.remove();
    delete form.dataset.dirty;
    tell(form, KEPT(said.saved_at), true);
  } catch {
    tell(form, FAILED, false);
  }
}

const waiting = new WeakMap();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), CALM));
});

// A draft sent after the form itself would come back from the dead.
document.addEventListener("submit", (event) => clearTimeout(waiting.get(event.target)));

// Forms that a key fills: form[data-key-form=URL of the challenge]; data-key-new enrols, data-key-submit sends the page on.

import { askKey, canUseKeys, makeKey } from "../ui/keys-of-hand.js";

const NOT_KNOWN = "Cette clé n’a pas été reconnue. Réessayez, ou choisissez un autre moyen.";

const token = (form) => form.querySelector("[name=csrfmiddlewaretoken]").value;
const post = (form, url, fields) =>
  fetch(url, { method: "POST", body: fields, headers: { "X-CSRFToken": token(form), "X-Piece": "1" }, redirect: "manual" });

function refuse(form, sentence) {
  form.querySelector("[data-key-refused]").textContent = sentence;
}

async function arrive(form, fields) {
  const answer = await post(form, form.action, fields);
  const place = answer.headers.get("X-Location");
  if (answer.status === 204 && place) return location.assign(place);
  refuse(form, (await answer.json().catch(() => ({}))).refused ?? NOT_KNOWN);
}

async function use(form) {
  refuse(form, "");
  const challenge = () => post(form, form.dataset.keyForm, new FormData(form));
  const answer = await ("keyNew" in form.dataset ? makeKey : askKey)(challenge);
  if (!answer) return refuse(form, NOT_KNOWN);
  if ("keySubmit" in form.dataset) {
    form.elements.credential.value = answer;
    return form.submit();
  }
  const fields = new FormData(form);
  fields.set("credential", answer);
  await arrive(form, fields);
}

for (const form of document.querySelectorAll("[data-key-form]")) {
  if (!canUseKeys()) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    use(form);
  });
}

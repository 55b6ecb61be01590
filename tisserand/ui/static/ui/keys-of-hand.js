// What a key or a fingerprint answers to a challenge (WebAuthn), as JSON; nothing when it does not.

export const canUseKeys = () => Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function options(ask) {
  const answer = await ask();
  return answer.ok ? (await answer.json()).publicKey : null;
}

export async function askKey(ask) {
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options(ask));
    return JSON.stringify(await navigator.credentials.get({ publicKey }));
  } catch {
    return null; // refused, forgotten, or taken away
  }
}

export async function makeKey(ask) {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options(ask));
    return JSON.stringify(await navigator.credentials.create({ publicKey }));
  } catch {
    return null;
  }
}

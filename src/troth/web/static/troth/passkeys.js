/* passkeys.js: a form that asks a device before it is sent.

   <form data-passkey="get|create" data-ask="ADDRESS" hidden>: the address is asked, by POST, what
   to ask the device; the answer goes into the field `credential`, and the form is sent. Bytes
   travel as base64url. A browser that knows no passkeys never shows the form. */

(() => {
  "use strict";

  const WORDS = {
    NotAllowedError: "The device was not used, or it took too long. Try again when you have it.",
    InvalidStateError: "This device has a passkey for Troth already.",
    SecurityError: "A passkey does not work at this address. Open Troth by its name.",
    "": "The device did not answer. Try again, or sign in another way.",
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (form.dataset.isReady) continue;
    form.dataset.isReady = "yes";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form);
    });
  }

  async function use(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    say(form, "");
    try {
      const asked = await question(form);
      const answer = await navigator.credentials[form.dataset.passkey]({ publicKey: read(asked.publicKey) });
      form.elements.credential.value = JSON.stringify(written(answer));
      form.submit();
    } catch (error) {
      say(form, error.words ?? WORDS[error.name] ?? WORDS[""]);
      button.disabled = false;
    }
  }

  async function question(form) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const answer = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token } });
    if (answer.status === 429) throw Object.assign(new Error(), { words: await answer.text() });
    if (answer.redirected || !answer.ok) {
      window.location.reload();
      throw new Error("The page was too old.");
    }
    return answer.json();
  }

  function read(asked) {
    const key = { ...asked, challenge: bytes(asked.challenge) };
    if (asked.user) key.user = { ...asked.user, id: bytes(asked.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (asked[list]) key[list] = asked[list].map((each) => ({ ...each, id: bytes(each.id) }));
    }
    return key;
  }

  function written(credential) {
    const { response } = credential;
    const said = { clientDataJSON: text(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) said[name] = text(response[name]);
    }
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said };
  }

  function bytes(words) {
    const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (each) => each.charCodeAt(0));
  }

  function text(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function say(form, words) {
    form.querySelector("[data-passkey-says]").textContent = words;
  }
})();

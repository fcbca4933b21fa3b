/* keys.js: the desk from the keyboard.

   An element says its own key: <a data-key="t" data-key-label="Write the letter">. A key that
   stands inside a [data-item] belongs to that line and acts on the one the keyboard is on;
   with none chosen a link of the first line answers, but nothing that changes something does.
   The page's own key goes before the frame's: n on a client's page is a call with that client.
   "g t" is two keys, one after the other. j and k move along [data-list] > [data-item] with the
   real focus, so that Enter, the screen reader and the browser know where one is; arrows
   do so once the focus is in the list; a page without a list may give j and k another meaning. No key acts with Ctrl, Alt or Meta, while typing, or
   while a dialog is open. ? lists the keys of the page, and there they can be switched off
   (WCAG 2.1.4). Listeners sit on the document, so whatever htmx swaps in has its keys at once. */

(() => {
  "use strict";

  const OFF = "troth.keys.off";
  const SECOND_KEY_WITHIN_MS = 1500;
  const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const TAKES_ARROWS = `${TYPING}, [type=radio], summary, iframe`;
  const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
  let first = { key: "", at: 0 };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const acted = event.key === "Escape" ? leave(event.target) : press(event);
    if (acted) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shows-keys]")) showKeys();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-off]")) remember(event.target.checked);
  });

  /* A part that was swapped in may ask for the focus, so that it is read out; the innermost gets it. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const wants = [...(event.target.querySelectorAll?.("[data-focus]") ?? [])].at(-1);
    if (wants) wants.focus({ preventScroll: true });
    showLit();
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => notice("troth-failed"));
  }

  showLit();

  function press(event) {
    const target = event.target;
    if (document.querySelector("dialog[open]") || target.closest(TYPING)) return false;
    if (event.key === "?") return showKeys();
    if (areOff() || (event.shiftKey && event.key.length === 1)) return false;
    if (event.key in STEPS && move(event.key, target)) return true;
    if (event.repeat) return false;
    return act(both(event));
  }

  function both(event) {
    const isSecond = first.key && event.timeStamp - first.at < SECOND_KEY_WITHIN_MS;
    const keys = isSecond ? `${first.key} ${event.key}` : event.key;
    const begins = !isSecond && document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`);
    first = begins ? { key: event.key, at: event.timeStamp } : { key: "", at: 0 };
    return keys;
  }

  function act(keys) {
    const found = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].filter(isShown);
    const here = currentItem();
    const element =
      found.find((each) => here && here.contains(each)) ??
      found.find((each) => each.closest("main, #notices") && !each.closest("[data-item]")) ??
      found.find((each) => !each.closest("[data-item]")) ??
      (here ? undefined : found.find((each) => each.matches("a[href]")));
    if (!element) return false;
    element.matches(TYPING) ? element.focus() : element.click();
    return true;
  }

  function move(key, target) {
    const isArrow = key.startsWith("Arrow");
    if (isArrow && (!currentItem() || target.closest(TAKES_ARROWS))) return false;
    const items = [...document.querySelectorAll("[data-list] > [data-item]")].filter(isShown);
    const at = items.indexOf(currentItem());
    const next = at < 0 ? items[0] : items[at + STEPS[key]];
    if (!next) return at >= 0;
    const place = next.querySelector("[data-open]") ?? next;
    place.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  /* Escape: out of a field first, then whatever the page offers as its way back. */
  function leave(target) {
    if (document.querySelector("dialog[open]") || areOff()) return false;
    if (target.closest(TYPING)) {
      target.blur();
      return true;
    }
    return act("Escape");
  }

  function currentItem() {
    return document.activeElement?.closest("[data-list] > [data-item]") ?? null;
  }

  function isShown(element) {
    return element.getClientRects().length > 0 && !element.disabled;
  }

  function showKeys() {
    const dialog = document.getElementById("keys");
    if (!dialog || dialog.open) return false;
    dialog.querySelector("[data-keys-here]").replaceChildren(...keysOfThisPage().map(keyRow));
    const off = dialog.querySelector("[data-keys-off]");
    if (off) off.checked = areOff();
    dialog.showModal();
    return true;
  }

  function keysOfThisPage() {
    const seen = new Map();
    const here = currentItem();
    for (const element of document.querySelectorAll("[data-key]")) {
      const item = element.closest("[data-item]");
      if (here && item && item !== here) continue;
      const label = element.dataset.keyLabel ?? element.textContent.trim();
      if (isShown(element) && !seen.has(element.dataset.key)) seen.set(element.dataset.key, label);
    }
    return [...seen];
  }

  function keyRow([keys, label]) {
    const row = document.createElement("div");
    const what = row.appendChild(document.createElement("dt"));
    what.textContent = label;
    const how = row.appendChild(document.createElement("dd"));
    keys.split(" ").forEach((key, place) => {
      if (place) how.append(" then ");
      how.appendChild(document.createElement("kbd")).textContent = key === "Escape" ? "Esc" : key;
    });
    return row;
  }

  /* A long letter opens where its sentence is, unless that can be seen already. */
  function showLit() {
    const lit = document.querySelector("[data-lit]");
    if (!lit) return;
    const { top, bottom } = lit.getBoundingClientRect();
    const isWide = window.matchMedia("(min-width: 75rem)").matches;
    if (isWide && (top < 0 || bottom > window.innerHeight)) lit.scrollIntoView({ block: "center" });
  }

  function notice(template) {
    const words = document.getElementById(template);
    if (words) document.getElementById("notices").replaceChildren(words.content.cloneNode(true));
  }

  function areOff() {
    try {
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  }

  function remember(isOff) {
    try {
      isOff ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
    } catch {
      /* A browser that keeps nothing keeps the keys on. */
    }
  }
})();

// Small help on every page: opening filters, copying, printing, keys and selections in a transcript.
// Everything here has a way without it.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (words) => { const place = $("#said"); if (place) place.textContent = words; };

  // What only works with scripts is hidden until here.
  $$("[data-keys-help], [data-copy], [data-print]").forEach((e) => { e.hidden = false; });

  document.addEventListener("click", async (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on("[data-print]")) window.print();
    if (on("[data-keys-help]")) $("#keys-help").showModal();
    if (on("[data-close-dialog]")) on("dialog").close();
    if (on("[data-close]")) closePanel(on(".panel"));
    const copied = on("[data-copy]");
    if (copied) await copy($(copied.dataset.copy).value, copied);
    const link = on("[data-copy-link]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && navigator.clipboard) {
      event.preventDefault();
      await copy(link.href, link);
    }
  });

  async function copy(words, where) {
    const before = where.textContent;
    try {
      await navigator.clipboard.writeText(words);
      where.textContent = "Copied";
      say("Copied.");
    } catch {
      where.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { where.textContent = before; }, 2500);
  }

  // Forms that were answered in place.

  function closePanel(panel) {
    const message = panel.closest("[data-message]");
    panel.replaceChildren();
    if (message) message.focus();
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const panel = event.detail.target;
    if (!panel.classList.contains("panel")) return;
    const words = $("[data-chosen-words]", panel);
    if (words && chosen && chosen.turn === words.dataset.chosenWords) fill(words, chosen);
    const first = $("[aria-invalid], textarea, select, input:not([type=hidden]), a, button", panel);
    if (first) first.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("htmx:load", (event) => {
    const fresh = event.detail.elt;
    if (fresh.matches?.("[data-message]")) fresh.focus({ preventScroll: true });
    if (fresh.matches?.(".entry")) ($(".doing form button", fresh) ?? $(".doing a", fresh))?.focus({ preventScroll: true });
  });

  // An answer with words on what is missing belongs in the panel, not in the message's place.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt;
    const panel = form?.closest?.(".panel") ?? form?.closest?.("[data-message]")?.querySelector(".panel");
    if (event.detail.xhr.status === 422 && panel) {
      event.detail.target = panel;
      event.detail.swapOverride = "innerHTML";
    }
  });

  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, (event) => {
      const place = event.detail.elt.closest("[data-message], .entry") || $("main");
      $(".did-not-go", place)?.remove();
      const told = document.createElement("p");
      told.className = "told problem did-not-go";
      told.setAttribute("role", "alert");
      told.textContent = "That didn't go through. Loading the page again may help; what you typed is still here.";
      place.append(told);
    });
  }

  // Words selected in a reply, counted in code points from its beginning; the codes' names are left out.

  let chosen = null;

  function textOf(range) {
    const part = range.cloneContents();
    $$("[data-tag]", part).forEach((e) => e.remove());
    return part.textContent;
  }

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const at = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-words]");
    const reply = at(range.startContainer);
    if (!reply || reply !== at(range.endContainer)) return null;
    const words = textOf(range);
    const before = document.createRange();
    before.setStart(reply, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const lead = words.length - words.trimStart().length;
    const start = [...textOf(before) + words.slice(0, lead)].length;
    return words.trim() ? { turn: reply.dataset.words, words: words.trim(), start } : null;
  }

  function fill(area, from) {
    area.value = from.words;
    const start = $("[name=start]", area.form);
    if (start) start.value = from.start;
  }

  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (!now) return;
    chosen = now;
    const area = $(`[data-chosen-words="${now.turn}"]`);
    if (area) fill(area, now);
  });

  // The place in the text no longer holds once the words are typed by hand.
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-chosen-words]")) return;
    const start = $("[name=start]", event.target.form);
    if (start) start.value = "";
  });

  // Keys in a conversation.

  const talk = $("[data-talk]");
  if (!talk) return;
  const KEPT = "desk-keys";
  const box = $("[data-keys-on]");
  const kept = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
  if (box) {
    box.checked = kept();
    box.addEventListener("change", () => {
      try { localStorage.setItem(KEPT, box.checked ? "on" : "off"); } catch { /* for this page only */ }
    });
  }
  let here = null;

  function now() {
    const focused = document.activeElement.closest("[data-message]");
    return focused || (here && document.getElementById(here));
  }

  function go(step) {
    const all = $$("[data-message]", talk);
    if (!all.length) return;
    const at = now();
    let i = at ? all.indexOf(at) + step : all.findIndex((e) => e.getBoundingClientRect().bottom > 80);
    i = Math.max(0, Math.min(all.length - 1, i < 0 && !at ? all.length - 1 : i));
    $$(".here", talk).forEach((e) => e.classList.remove("here"));
    all[i].classList.add("here");
    here = all[i].id;
    all[i].focus({ preventScroll: true });
    all[i].scrollIntoView({ block: "center" });
  }

  function press(mark) {
    const message = now();
    const door = message && $(`[data-${mark}]`, message);
    if (!door) { say("Nothing here to do that with."); return; }
    here = message.id;
    if (door.tagName === "DETAILS") { door.open = true; $("textarea, select", door).focus(); } else door.click();
  }

  const KEYS = {
    j: () => go(1), k: () => go(-1),
    a: () => press("agree"), o: () => press("overrule"), c: () => press("comment"),
    m: () => press("missed"), s: () => press("similar"),
    "?": () => $("#keys-help")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Escape" && target.closest(".panel")) { closePanel(target.closest(".panel")); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("dialog")) return;
    if (target.matches("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]")) return;
    const todo = KEYS[event.key];
    if (!todo || (box ? !box.checked : !kept())) return;
    event.preventDefault();
    todo();
  });

  document.addEventListener("focusin", (event) => {
    const message = event.target.closest("[data-message]");
    if (message) here = message.id;
  });
})();

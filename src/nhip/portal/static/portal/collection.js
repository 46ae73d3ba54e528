"use strict";
/* The form saves itself. What is typed goes first into this computer's store, then to the server, under a key that
   makes sending twice harmless; it leaves the store only when the server has answered. */
(() => {
  const receipt = document.querySelector("[data-sent]");
  if (receipt) { localStorage.removeItem(receipt.dataset.sent); return; }
  const form = document.querySelector("form[data-save]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const words = form.dataset;
  const name = form.dataset.store;
  const boxes = new Map([...form.querySelectorAll("[name^='box:']")].map((box) => [box.name.slice(4), box]));
  const read = () => { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } };
  // waiting: typed since; sent: on its way, with its key, kept until it is answered; held: contested, until decided.
  let { waiting = {}, sent = null, held = {} } = read();
  let timer = null, busy = false, pause = 1000;

  const over = (box) => form.elements[`over:${box}`];
  const keep = () => {
    try {
      if (sent || Object.keys(waiting).length || Object.keys(held).length) localStorage.setItem(name, JSON.stringify({ waiting, sent, held }));
      else localStorage.removeItem(name);
    } catch { /* a full or forbidden store: the server still gets everything */ }
  };
  const say = (text, trouble = false) => { status.textContent = text; status.classList.toggle("trouble", trouble); };
  const count = () => new Set([...Object.keys(waiting), ...Object.keys(sent ? sent.boxes : {})]).size;
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || form.elements.csrfmiddlewaretoken.value;
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const make = (tag, cls, text) => { const made = document.createElement(tag); made.className = cls; made.textContent = text; return made; };

  /* A plain number with one comma or point, as the hint beside the box has it; anything else is the server's affair. */
  const plain = (text) => {
    const bare = text.replace(/[\s\u00a0]/g, "");
    if (!/^[0-9]+([.,][0-9]{1,2}|[.,][0-9]{4,})?$/.test(bare)) return null;
    return Number(bare.replace(",", "."));
  };
  const compare = (key) => {
    const place = form.querySelector(`[data-box='${key}']`);
    const slot = place && place.querySelector("[data-ratio]");
    if (!slot || !place.dataset.before) return;
    const now = plain(boxes.get(key).value), before = Number(place.dataset.before);
    const ratio = now !== null && before > 0 ? now / before : null;
    slot.classList.toggle("far", ratio !== null && (ratio > 2 || ratio < 0.5));
    slot.textContent = ratio === null ? "" : `${ratio.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 })} ${words.wordTimes}`;
  };

  const tell = (findings) => {
    const chosen = new Map([...form.querySelectorAll("[name^='reason:'], [name^='note:']")].map((each) => [each.name, each.value]));
    form.querySelectorAll("[data-findings]").forEach((slot) => slot.replaceChildren());
    form.querySelectorAll(".box").forEach((box) => box.classList.remove("found", "wrong"));
    for (const [, box] of boxes) box.removeAttribute("aria-invalid");
    for (const each of findings) {
      const place = form.querySelector(`[data-box='${each.box}']`);
      if (!place) continue;
      place.classList.add("found");
      const slot = place.querySelector("[data-findings]");
      slot.append(make("span", `says ${each.error ? "error" : each.answered ? "answered" : "warning"}`, each.text));
      if (each.choices.length) {
        const readings = make("span", "readings", "");
        for (const text of each.choices) {
          const button = make("button", "small-button", text);
          button.type = "button";
          button.dataset.take = text;
          readings.append(button);
        }
        slot.append(readings);
      }
      if (each.error) { place.classList.add("wrong"); boxes.get(each.box)?.setAttribute("aria-invalid", "true"); }
      if (!each.error && !each.answered) {
        const reason = document.getElementById("reasons").content.cloneNode(true);
        const [select, note] = [reason.querySelector("select"), reason.querySelector("input")];
        select.name = `reason:${each.key}`; note.name = `note:${each.key}`;
        select.value = chosen.get(select.name) || ""; note.value = chosen.get(note.name) || "";
        slot.append(reason);
      }
    }
  };

  const contest = (conflict) => {
    const box = boxes.get(conflict.box), place = form.querySelector(`[data-box='${conflict.box}']`);
    if (!box || !place) return;
    place.classList.add("contested");
    place.querySelector(".contest")?.remove();
    const note = make("span", "says error contest", `${conflict.who} ${words.wordContested}: ${conflict.theirs || "–"}. `);
    note.setAttribute("role", "alert");
    const choose = (text, own) => {
      const button = make("button", "small-button", own ? words.wordMine : words.wordTheirs);
      button.type = "button";
      button.addEventListener("click", () => {
        over(conflict.box).value = conflict.number;
        box.value = text;
        delete held[conflict.box];
        place.classList.remove("contested");
        note.remove();
        box.focus();
        put(conflict.box, text);
      });
      return button;
    };
    note.append(choose(conflict.mine, true), " ", choose(conflict.theirs, false));
    place.querySelector(".about").prepend(note);
  };

  const later = (after) => { clearTimeout(timer); timer = setTimeout(send, after); };
  const put = (key, text) => {
    waiting[key] = { text, over: Number(over(key).value) };
    keep(); compare(key); later(700);
  };

  async function send() {
    clearTimeout(timer);
    if (busy) return;
    if (!sent) {
      if (!Object.keys(waiting).length) return;
      sent = { key: newKey(), boxes: waiting };
      waiting = {};
      keep();
    }
    busy = true;
    say(words.wordSaving);
    const data = new URLSearchParams({ key: sent.key });
    for (const [key, each] of Object.entries(sent.boxes)) { data.set(`box:${key}`, each.text); data.set(`over:${key}`, each.over); }
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: data, redirect: "manual", headers: { "X-CSRFToken": token() } });
      if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) { say(words.wordSignedOut, true); later(20000); return; }
      const told = await answer.json();
      if (answer.status === 409) { waiting = { ...sent.boxes, ...waiting }; sent = null; keep(); say(told.fault, true); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      for (const [key, number] of Object.entries(told.numbers)) {
        over(key).value = number;
        if (waiting[key]) waiting[key].over = number;
      }
      if (!Number(form.elements.version.value)) form.elements.version.value = told.version;
      for (const each of told.conflicts) held[each.box] = sent.boxes[each.box];
      sent = null;
      keep();
      told.conflicts.forEach(contest);
      tell(told.findings);
      say(`${words.wordSaved} ${told.at}`);
      pause = 1000;
      if (Object.keys(waiting).length) later(200);
    } catch {
      say(`${words.wordOffline} ${count()}`, true);
      pause = Math.min(pause * 2, 30000);
      later(pause);
    } finally { busy = false; }
  }

  // What was contested when the page was left is asked again.
  waiting = { ...held, ...waiting };
  held = {};
  const brought = [];
  for (const [key, each] of Object.entries({ ...(sent ? sent.boxes : {}), ...waiting })) {
    const box = boxes.get(key);
    if (!box) { delete waiting[key]; continue; }
    if (box.value === each.text) { delete waiting[key]; continue; }
    box.value = each.text;
    brought.push(key);
  }
  keep();
  if (brought.length) say(`${words.wordRestored} ${brought.length}`, true);
  for (const [key, box] of boxes) {
    compare(key);
    box.addEventListener("input", () => put(key, box.value.trim()));
  }
  // An ambiguous number: one of its readings, by one press.
  form.addEventListener("click", (event) => {
    const key = event.target.dataset.take && event.target.closest("[data-box]").dataset.box;
    if (!key) return;
    const box = boxes.get(key);
    box.value = event.target.dataset.take;
    box.focus();
    put(key, box.value);
  });
  window.addEventListener("online", send);
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) { event.preventDefault(); say(words.wordWait, true); return; }
    clearTimeout(timer);
  });
  document.getElementById("findings")?.focus();
  if (count()) later(300);
})();

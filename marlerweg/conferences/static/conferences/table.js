// Writing on without a net: what cannot be sent waits on this device and goes out, once, when the net is back.
"use strict";

(() => {
  const sign = document.getElementById("warteschlange");
  if (!sign) return;
  const { key, home, worker, cards: places } = { key: `marlerweg.karten.${sign.dataset.table}`, ...sign.dataset };
  const form = document.getElementById("neue-karte");
  const changed = document.getElementById("karte-aendern");
  const list = document.getElementById("karten");
  const words = sign.querySelector("[data-sign]");
  const failed = document.getElementById("ohne-netz");
  const tokenIn = (place) => place.querySelector("[name=csrfmiddlewaretoken]")?.value;
  let token = tokenIn(document);

  const leave = async () => {
    const known = await navigator.serviceWorker.getRegistration(home);
    if (known?.scope.endsWith(home)) await known.unregister();
    for (const name of await caches.keys()) if (name.startsWith(sign.dataset.store)) await caches.delete(name);
  };
  // The page of a table that writes may be kept by this device; a closed one is cleared away, also here.
  if ("serviceWorker" in navigator) {
    if (worker) navigator.serviceWorker.register(worker, { scope: home }).catch(() => {});
    else leave();
  }
  const keepPage = () => navigator.serviceWorker?.controller?.postMessage("look");

  // Each waiting thing: number, the card it changes (none: a new one), what was filled in, and why it is stuck, if it is.
  const waiting = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const keep = (things) => localStorage.setItem(key, JSON.stringify(things));
  const drop = (number) => keep(waiting().filter((thing) => thing.number !== number));
  const stick = (number, stuck) => keep(waiting().map((thing) => (thing.number === number ? { ...thing, stuck } : thing)));
  const addressOf = (thing) => (thing.card ? `${places}${thing.card}/` : home);

  // The device draws the number of a card before it is sent, so that the town knows it again.
  const draw = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  // --- The sign: what still lies on this device ---------------------------------------------------------------------------
  const button = (label, deed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kern-btn kern-btn--tertiary";
    made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: label }));
    made.addEventListener("click", deed);
    return made;
  };
  const lineOf = (thing) => {
    const line = document.createElement("li");
    const text = Object.assign(document.createElement("span"), { textContent: new URLSearchParams(thing.fields).get("text"), dir: "auto" });
    line.append(text);
    if (form && !thing.stuck) line.append(button(sign.dataset.edit, () => edit(thing)));
    if (thing.stuck) {
      line.append(Object.assign(document.createElement("strong"), { textContent: ` ${sign.dataset[thing.stuck]} ` }));
      if (thing.stuck === "conflict") line.append(button(sign.dataset.look, () => showBoth(thing)));
      line.append(button(sign.dataset.drop, () => { drop(thing.number); show(); }));
    }
    return line;
  };
  const show = () => {
    const things = waiting();
    sign.hidden = things.length === 0;
    words.textContent = `${words.dataset.sign} (${things.length}).`;
    sign.querySelector("ul").replaceChildren(...things.map(lineOf));
  };

  // --- Sending --------------------------------------------------------------------------------------------------------------
  const refresh = async () => {
    const answer = await fetch(list.dataset.address, { headers: { "HX-Request": "true" } });
    if (answer.ok) list.innerHTML = await answer.text();
    keepPage();
  };
  const post = (thing) => {
    const body = new URLSearchParams(thing.fields);
    body.set("csrfmiddlewaretoken", token);
    return fetch(addressOf(thing), { method: "POST", body });
  };
  // "" arrived (a second time changes nothing), or why not; throws without a net. A page kept long may hold an old token.
  const send = async (thing) => {
    let answer = await post(thing);
    if (answer.status === 403) {
      const page = new DOMParser().parseFromString(await (await fetch(home)).text(), "text/html");
      token = tokenIn(page) ?? token;
      answer = await post(thing);
    }
    if (answer.status >= 500) throw new TypeError("later");
    if (answer.ok) return "";
    return answer.status === 409 ? "conflict" : "refused";
  };

  let isSending = false;
  const sendWaiting = async () => {
    const next = () => waiting().find((thing) => !thing.stuck);
    if (isSending || !token || !list || !next()) return;
    isSending = true;
    try {
      for (let thing = next(); thing; thing = next()) {
        const stuck = await send(thing);
        // Changed on this device while it was on its way: the newer words go out next.
        const isStill = waiting().some((other) => other.number === thing.number && other.fields === thing.fields);
        if (stuck) stick(thing.number, stuck);
        else if (isStill) drop(thing.number);
        show();
      }
      failed.hidden = true;
      await refresh();
    } catch { /* still no net: the next turn tries again */ } finally {
      isSending = false;
      show();
    }
  };

  // Both versions side by side, on a page of the town; the words stay here until it says that they arrived.
  const showBoth = (thing) => {
    const made = Object.assign(document.createElement("form"), { method: "post", action: addressOf(thing), hidden: true });
    for (const [name, value] of [...new URLSearchParams(thing.fields), ["csrfmiddlewaretoken", token]]) {
      made.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(made);
    made.submit();
  };

  // --- Filling in -----------------------------------------------------------------------------------------------------------
  let editing = null;
  const fill = (fields) => {
    for (const [name, value] of new URLSearchParams(fields)) if (form.elements[name]) form.elements[name].value = value;
    form.elements.text.focus();
  };
  const edit = (thing) => {
    editing = thing;
    fill(thing.fields);
    document.getElementById("neu").hidden = true;
    document.getElementById("aendern").hidden = false;
  };
  const editCard = (card) => {
    const waits = waiting().find((thing) => thing.card === card && !thing.stuck);
    const line = document.getElementById(`karte-${card}`);
    if (form && (waits || line)) edit(waits ?? { number: draw(), card, fields: line.dataset.fields });
  };
  const clearForm = () => {
    editing = null;
    for (const name of ["text", "who_takes_part"]) form.elements[name].value = "";
    document.getElementById("neu").hidden = false;
    document.getElementById("aendern").hidden = true;
  };
  const filledIn = (from, number, more = {}) => {
    const filled = new FormData(from);
    filled.delete("csrfmiddlewaretoken");
    filled.set("client_id", number);
    for (const [name, value] of Object.entries(more)) filled.set(name, value);
    return new URLSearchParams(filled).toString();
  };
  const put = (thing) => keep([...waiting().filter((other) => other.number !== thing.number), thing]);

  form?.addEventListener("submit", async (event) => {
    const { number, card, fields } = editing ?? { number: draw() };
    const version = card ? { version: new URLSearchParams(fields).get("version") } : {};
    try {
      put({ number, card, fields: filledIn(form, number, version) });
    } catch {
      form.elements.client_id.value = number;
      return; // no room on this device: the form goes out as without script
    }
    event.preventDefault();
    clearForm();
    form.elements.text.focus();
    show();
    await sendWaiting();
  });
  document.getElementById("abbrechen")?.addEventListener("click", clearForm);

  // The page of one card: with a net it is sent as it is; without one its words wait here, and the table goes on.
  changed?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const waits = waiting().find((thing) => thing.card === sign.dataset.card && !thing.stuck);
    const number = waits?.number ?? draw();
    changed.elements.client_id.value = number;
    try {
      await fetch(home, { method: "HEAD" });
      changed.submit();
    } catch {
      put({ number, card: sign.dataset.card, fields: filledIn(changed, number) });
      window.location.assign(home);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-edit]");
    if (!link || navigator.onLine || !form) return;
    event.preventDefault();
    editCard(link.dataset.edit);
  });
  // Handing in closes the table: what still lies here must arrive before.
  document.addEventListener("submit", (event) => {
    if (!event.target.action.endsWith("/fertig/") || waiting().length === 0) return;
    event.preventDefault();
    sign.scrollIntoView();
    sign.focus();
  }, true);

  const [, said, named] = /^#(bearbeiten|gesendet|ohne-netz)-?(.*)$/.exec(window.location.hash) ?? [];
  if (said === "gesendet") drop(named);
  if (said === "bearbeiten") editCard(named);
  if (said === "ohne-netz") failed.hidden = false;
  if (said) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  window.addEventListener("online", sendWaiting);
  window.setInterval(sendWaiting, 10000);
  show();
  sendWaiting();
})();

// Writing on without a net: a card that cannot be sent waits on this device and goes out, once, when the net is back.
"use strict";

(() => {
  const form = document.getElementById("neue-karte");
  const sign = document.getElementById("warteschlange");
  if (!sign) return;
  const key = `marlerweg.karten.${sign.dataset.table}`;
  const waiting = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const keep = (cards) => localStorage.setItem(key, JSON.stringify(cards));
  const words = sign.querySelector("[data-sign]");

  // The device draws the number of a card before it is sent, so that the town knows it again.
  const draw = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const show = () => {
    const cards = waiting();
    sign.hidden = cards.length === 0;
    words.textContent = `${words.dataset.sign} (${cards.length}).`;
    sign.querySelector("ul").replaceChildren(...cards.map(([, fields]) => {
      const line = document.createElement("li");
      line.textContent = new URLSearchParams(fields).get("text");
      line.dir = "auto";
      return line;
    }));
  };

  const refresh = async () => {
    const list = document.getElementById("karten");
    const answer = await fetch(list.dataset.address, { headers: { "HX-Request": "true" } });
    if (answer.ok) list.innerHTML = await answer.text();
  };

  // true: arrived (a second time changes nothing); false: refused, it stays and the page says why; throws without a net.
  const send = async (fields) => {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "follow" });
    if (answer.status >= 500) throw new TypeError("later");
    return answer.ok;
  };

  let isSending = false;
  const sendWaiting = async () => {
    if (isSending || !form || waiting().length === 0) return;
    isSending = true;
    try {
      for (const [number, fields] of waiting()) {
        if (!(await send(fields))) break;
        keep(waiting().filter(([other]) => other !== number));
        show();
      }
      await refresh();
    } catch { /* still no net: the next turn tries again */ } finally {
      isSending = false;
      show();
    }
  };

  form?.addEventListener("submit", async (event) => {
    const filled = new FormData(form);
    filled.delete("csrfmiddlewaretoken");
    const number = filled.get("client_id");
    try {
      keep([...waiting(), [number, new URLSearchParams(filled).toString()]]);
    } catch {
      return; // no room on this device: the form goes out as without script
    }
    event.preventDefault();
    form.elements.text.value = "";
    form.elements.who_takes_part.value = "";
    form.elements.client_id.value = draw();
    form.elements.text.focus();
    show();
    await sendWaiting();
  });
  window.addEventListener("online", sendWaiting);
  window.setInterval(sendWaiting, 10000);
  show();
  sendWaiting();
})();

// What the browser may add; every page works without it.
"use strict";

document.documentElement.classList.add("has-script");

// --- Menus and folds: one open at a time; Escape closes it and gives the focus back ------------------------------------
const FOLDING = ".house-menu, .house-fold";
const openFolds = () => document.querySelectorAll(":is(.house-menu, .house-fold)[open]");

document.addEventListener("toggle", (event) => {
  const fold = event.target;
  if (!(fold instanceof HTMLDetailsElement) || !fold.open || !fold.matches(FOLDING)) return;
  for (const other of openFolds()) if (other !== fold && !other.contains(fold)) other.open = false;
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const fold of openFolds()) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const fold of openFolds()) if (!fold.contains(event.target)) fold.open = false;
});

// --- A form sent twice by an impatient hand goes out once; forms that only fetch a file may go again -------------------
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  if (form.method === "post" && !("repeatable" in form.dataset)) form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// --- Lists: the address stays short, the form follows it, and the new count is said aloud -------------------------------
const say = (text) => {
  const voice = document.getElementById("ansage");
  if (voice) voice.textContent = text;
};

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-wishes]")) return;
  const filled = new FormData();
  for (const [name, value] of new FormData(event.target)) if (value !== "") filled.append(name, value);
  for (const name of [...event.detail.formData.keys()]) event.detail.formData.delete(name);
  for (const [name, value] of filled) event.detail.formData.append(name, value);
});

const followAddress = (form) => {
  const asked = new URLSearchParams(window.location.search);
  for (const field of form.elements) {
    if (!field.name || field === document.activeElement) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = asked.getAll(field.name).includes(field.value) || (field.type === "radio" && !field.value && !asked.has(field.name));
    } else if (field.tagName === "SELECT") {
      field.value = asked.get(field.name) ?? field.options[0].value;
    } else if (field.type !== "submit") {
      field.value = asked.get(field.name) ?? "";
    }
  }
  for (const fold of form.querySelectorAll(".house-fold:not(.house-fold--order)")) {
    const chosen = [...fold.querySelectorAll("input")].filter((field) => (/checkbox|radio/.test(field.type) ? field.checked && field.value : field.value));
    fold.querySelector("[data-count]").textContent = chosen.length ? ` (${chosen.length})` : "";
  }
};

document.addEventListener("htmx:afterSettle", (event) => {
  for (const form of document.querySelectorAll("[data-wishes]")) followAddress(form);
  const news = document.querySelector("[data-announce]");
  if (news) say(news.textContent.trim());
});

// --- Drafts: kept on the server a moment after the last word, aloud only if that failed ---------------------------------
const DRAFT_PAUSE = 4000;
const waiting = new WeakMap();
const keepDraft = async (form, place) => {
  const words = new FormData(form);
  for (const [name, value] of [...words]) if (value instanceof File) words.delete(name);
  const said = place.querySelector("[data-said]");
  try {
    const answer = await fetch(place.dataset.draft, { method: "POST", body: words, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    said.textContent = said.dataset.said.replace("{}", (await answer.json()).at);
  } catch {
    said.textContent = said.dataset.failed;
    say(said.dataset.failed);
  }
};
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  const place = form?.querySelector("[data-draft][data-draft-auto]");
  if (!place) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keepDraft(form, place), DRAFT_PAUSE));
});
document.addEventListener("submit", (event) => clearTimeout(waiting.get(event.target)), true);

// --- Tabs in one line: the one the reader is on stands in sight --------------------------------------------------------
for (const tab of document.querySelectorAll(".house-tabs [aria-current]")) {
  const row = tab.closest("ul");
  const [here, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollBy({ left: here.left + here.width / 2 - all.left - all.width / 2, behavior: "instant" });
}

// --- Copying what stands ready to be copied ---------------------------------------------------------------------------
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value).catch(() => source.select());
    button.querySelector(".kern-label").textContent = button.dataset.done;
    say(button.dataset.done);
  });
}

// --- Choosing among many: the list follows the word while it is typed; without this the button beside it asks the server -----
const plain = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
for (const field of document.querySelectorAll("[data-among]")) {
  const list = document.getElementById(field.dataset.among);
  const choices = [...list.querySelectorAll(".kern-form-check")];
  field.parentElement.querySelector("button").remove();
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    for (const choice of choices) choice.hidden = !choice.querySelector("input").checked && !words.every((word) => plain(choice.textContent).includes(word));
    const left = choices.filter((choice) => !choice.hidden).length;
    const none = list.querySelector("[data-none]");
    none.hidden = left > 0;
    say(left ? String(left) : none.textContent);
  });
}

// --- Long texts: how much room is left; said aloud only when it gets tight ----------------------------------------------
let counting;
const count = (counter) => {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) return;
  const left = Number(counter.dataset.limit) - field.value.length;
  counter.textContent = counter.dataset.text.replace("{}", left.toLocaleString(document.documentElement.lang));
  counter.classList.toggle("is-over", left < 0);
  return left;
};
for (const counter of document.querySelectorAll("[data-counter]")) count(counter);
document.addEventListener("input", (event) => {
  const counter = event.target.id && document.querySelector(`[data-counter="${CSS.escape(event.target.id)}"]`);
  if (!counter) return;
  const left = count(counter);
  clearTimeout(counting);
  if (left < Number(counter.dataset.limit) / 10) counting = setTimeout(() => say(counter.textContent), 1200);
});

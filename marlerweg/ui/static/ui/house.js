// What the browser may add; every page works without it.
"use strict";

document.documentElement.classList.add("has-script");

// On a phone the main menu starts folded.
const fold = document.querySelector(".house-nav__fold");
if (fold && window.matchMedia("(max-width: 60rem)").matches) fold.open = false;

// One open menu at a time; Escape closes it and gives the focus back.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLDetailsElement) || !menu.open || !menu.classList.contains("house-menu")) return;
  for (const other of document.querySelectorAll(".house-menu[open]")) if (other !== menu) other.open = false;
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".house-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".house-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// A form sent twice by an impatient hand goes out once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  if (form.method === "post") form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

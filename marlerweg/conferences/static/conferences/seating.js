// Moving somebody with the mouse: let go over a person they change places, over a table with a free seat one moves there.
// Nothing is saved: the server answers with the effect on every goal, and its button makes a new version.
"use strict";

(() => {
  const rounds = document.querySelector("[data-move]");
  if (!rounds) return;
  const panel = rounds.querySelector("[data-effect]");
  const place = panel.querySelector("#wirkung");
  let held = null;

  const personOf = (element) => element.closest("[data-person]");
  const tableOf = (element) => element.closest("[data-table]");
  const roundOf = (element) => element.closest("[data-round]").dataset.round;

  // Where the held person could go from here: onto somebody at another table, or to a table that has room.
  const aim = (element) => {
    const table = tableOf(element);
    if (!held || !table || roundOf(table) !== roundOf(held) || table === tableOf(held)) return null;
    return personOf(element) ?? (Number(table.dataset.free) > 0 ? table : null);
  };

  const mark = (target) => {
    for (const one of rounds.querySelectorAll(".seating-aim")) one.classList.remove("seating-aim");
    target?.classList.add("seating-aim");
  };

  const show = async (target) => {
    const wish = new URLSearchParams({ runde: roundOf(held), person: held.dataset.person });
    if (target.dataset.person) wish.set("tausch", target.dataset.person);
    else wish.set("tisch", target.dataset.table);
    const answer = await fetch(`${rounds.dataset.move}?${wish}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
    panel.hidden = false;
    place.focus({ preventScroll: true });
  };

  for (const person of rounds.querySelectorAll("[data-person]")) {
    person.draggable = true;
    person.classList.add("seating-person");
  }
  for (const hint of rounds.querySelectorAll("[data-hint]")) hint.hidden = false;

  rounds.addEventListener("dragstart", (event) => {
    held = personOf(event.target);
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.textContent.trim());
  });
  rounds.addEventListener("dragover", (event) => {
    const target = aim(event.target);
    mark(target);
    if (target) event.preventDefault();
  });
  rounds.addEventListener("drop", (event) => {
    const target = aim(event.target);
    mark(null);
    if (!target) return;
    event.preventDefault();
    show(target);
  });
  rounds.addEventListener("dragend", () => {
    mark(null);
  });
  panel.querySelector("[data-discard]").addEventListener("click", () => {
    panel.hidden = true;
    place.replaceChildren();
    held?.querySelector("a")?.focus();
  });
})();

// What the browser may add to the public directory; every page works without it. Nothing leaves the browser from here
// but what stands in the address bar.
"use strict";

(() => {
  const { worker, list } = document.currentScript.dataset;
  const KEY = "merkzettel";

  if ("serviceWorker" in navigator) navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});

  // --- The Merkzettel: in this browser, shown through its address ------------------------------------------------------
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter((slug) => typeof slug === "string");
    } catch {
      return [];
    }
  };
  const write = (slugs) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(slugs.slice(0, 60)));
      return true;
    } catch {
      return false;
    }
  };
  const addressOf = (slugs) => (slugs.length ? `${list}?merken=${slugs.map(encodeURIComponent).join(",")}` : list);
  const show = () => {
    const slugs = read();
    for (const link of document.querySelectorAll("[data-list-link]")) {
      link.href = addressOf(slugs);
      const words = link.querySelector(".kern-label");
      words.dataset.plain ??= words.textContent;
      words.textContent = slugs.length ? `${words.dataset.plain} (${slugs.length})` : words.dataset.plain;
    }
    for (const link of document.querySelectorAll("[data-keep]")) {
      const kept = slugs.includes(link.dataset.keep);
      link.setAttribute("aria-pressed", String(kept));
      link.setAttribute("role", "button");
      link.classList.toggle("is-kept", kept);
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-keep]");
    if (link) {
      const slugs = read();
      const slug = link.dataset.keep;
      const kept = slugs.includes(slug) ? slugs.filter((each) => each !== slug) : [...slugs, slug];
      if (write(kept)) {
        event.preventDefault();
        show();
      }
    }
    const gone = event.target.closest("[data-drop]");
    if (gone) write(read().filter((each) => each !== gone.dataset.drop));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches("[data-keep]")) {
      event.preventDefault();
      event.target.click();
    }
  });
  const own = document.querySelector("[data-chosen]");
  if (own && !new URLSearchParams(location.search).has("merken") && read().length) location.replace(addressOf(read()));
  if (own?.dataset.chosen && !read().length) write(own.dataset.chosen.split(","));
  show();

  // --- Print and share, where the browser can -------------------------------------------------------------------------
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ url: button.dataset.share, title: button.dataset.title }).catch(() => {}));
  }

  // --- Where I am: only after a press, rounded to about a hundred metres, and only into the field the reader sees ---------
  for (const button of document.querySelectorAll("[data-locate]")) {
    if (!navigator.geolocation) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      const field = document.getElementById("id_nahe");
      field.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
      field.form.requestSubmit();
    }, () => {
      document.getElementById("hinweis-nahe").textContent = button.dataset.failed;
    }, { maximumAge: 600000, timeout: 10000 }));
  }

  // --- Without a connection: what has been read before -----------------------------------------------------------------
  const kept = document.querySelector("[data-kept]");
  if (kept && "caches" in window) {
    (async () => {
      for (const name of await caches.keys()) {
        if (!name.startsWith("pages-")) continue;
        const cache = await caches.open(name);
        for (const request of (await cache.keys()).reverse()) {
          const page = await (await cache.match(request)).text();
          const title = new DOMParser().parseFromString(page, "text/html").title;
          if (!title) continue;
          const line = document.createElement("li");
          const link = document.createElement("a");
          link.href = request.url;
          link.className = "kern-link";
          link.dir = "auto";
          link.textContent = title;
          line.append(link);
          kept.append(line);
        }
      }
      document.querySelector("[data-kept-title]").hidden = !kept.children.length;
    })();
  }
})();

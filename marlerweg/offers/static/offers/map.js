// The town's own map, only where the town runs a tile server; the drawn map and the lists say the same without it.
"use strict";

(async () => {
  const place = document.querySelector("[data-map]");
  if (!place || !window.L) return;
  const { tiles, credit, points, images } = place.dataset;
  const answer = await fetch(points);
  const spots = answer.ok ? (await answer.json()).points : [];
  place.hidden = spots.length === 0;
  if (place.hidden) return;
  L.Icon.Default.prototype.options.imagePath = images;
  const map = L.map(place, { zoomControl: true });
  L.tileLayer(tiles, { attribution: credit.replace(/[<>&]/g, ""), maxZoom: 19 }).addTo(map);
  const markers = spots.map(({ title, href, latitude, longitude }) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = title;
    return L.marker([latitude, longitude], { title, alt: title }).bindPopup(link);
  });
  const group = L.featureGroup(markers).addTo(map);
  map.fitBounds(group.getBounds(), { maxZoom: 16, padding: [20, 20] });
})();

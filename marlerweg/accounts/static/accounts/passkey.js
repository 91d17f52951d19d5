// A passkey that fails or is refused says so on the page, not only in the console.
"use strict";

document.addEventListener("allauth.error", (event) => {
  const notice = document.getElementById("passkey-failed");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
});

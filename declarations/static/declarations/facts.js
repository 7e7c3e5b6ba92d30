// Choosing what happened fills in the situation that it usually leads to, unless the curator has said another one.
"use strict";

document.addEventListener("change", (event) => {
  const kind = event.target;
  if (!kind.matches("select[data-suggests]")) return;
  const situation = document.getElementById(kind.id.replace(/kind$/, "situation"));
  if (situation.value !== "" && situation.value !== situation.dataset.suggested) return;
  situation.value = JSON.parse(kind.dataset.suggests)[kind.value] ?? "";
  situation.dataset.suggested = situation.value;
});

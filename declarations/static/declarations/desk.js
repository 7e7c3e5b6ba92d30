// Single keys for the desk: each presses the button, chooses the candidate or enters the box that bears it as
// data-key. A decision is sent once, however often its key is pressed.
"use strict";

let isSent = false;

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio])");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const bearer = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!bearer) return;
  event.preventDefault();
  if (bearer.matches("[type=search]")) {
    bearer.focus();
  } else {
    bearer.click();
  }
});

document.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});

// The page that the browser keeps for going back may be used again.
window.addEventListener("pageshow", () => {
  isSent = false;
});

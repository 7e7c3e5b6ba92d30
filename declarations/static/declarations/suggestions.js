// Names below the search box while somebody types, as the combobox of the WAI-ARIA authoring practices has them.
// Without this script the box is a plain form.
"use strict";

(() => {
  const PAUSE = 120; // milliseconds without a keystroke before the server is asked
  const SHORTEST = 2;
  const box = document.getElementById("find");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let asked = null;
  let waiting = 0;
  let active = -1;

  list.id = "find-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.form.dataset.label);
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.form.append(list, status);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.autocomplete = "off";

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function optionFor(suggestion, place) {
    const option = document.createElement("li");
    const kind = document.createElement("span");
    option.id = `find-suggestion-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = suggestion.address;
    kind.className = "small";
    kind.textContent = suggestion.kind;
    option.append(suggestion.name, " ", kind);
    return option;
  }

  function show(suggestions) {
    choose(-1);
    list.replaceChildren(...suggestions.map(optionFor));
    list.hidden = suggestions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    const { one, several } = box.form.dataset;
    status.textContent = suggestions.length === 1 ? one : several.replace("#", suggestions.length);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const address = `${box.form.dataset.suggestions}?${new URLSearchParams({ q: box.value })}`;
      const answer = await fetch(address, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted) show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  box.addEventListener("input", () => {
    if (box.value.trim().length < SHORTEST) {
      close();
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") choose(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") choose(active === -1 ? last : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.address);
    else return;
    event.preventDefault();
  });

  // Before the box loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  box.addEventListener("blur", close);
})();

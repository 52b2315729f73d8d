// Keys of the workbench. Everything works without them: they only press what stands on the page.
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("[data-item]")];
  const typing = (at) => at.closest("input, textarea, select") !== null;
  const remembered = "depositary-place";
  let place = -1;

  function go(to) {
    const found = items();
    if (!found.length) return;
    place = Math.max(0, Math.min(to, found.length - 1));
    found.forEach((one, number) => one.classList.toggle("on", number === place));
    found[place].focus({ preventScroll: true });
    found[place].scrollIntoView({ block: "nearest" });
  }

  function press(one) {
    if (!one) return;
    sessionStorage.setItem(remembered, String(Math.max(place, 0)));
    one.click();
  }

  const acts = {
    j: () => go(place + 1),
    k: () => go(place - 1),
    a: () => press(items()[place]?.querySelector('[data-key="a"]')),
    r: () => press(items()[place]?.querySelector('[data-key="r"]')),
    e: () => {
      const edit = (items()[place] ?? document).querySelector('a[data-key="e"]');
      if (edit) return press(edit);
      document.querySelector("[data-first]")?.focus();
    },
    u: () => press(document.querySelector("[data-undo]")),
    "/": () => document.getElementById("q")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || !Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });

  document.addEventListener("focusin", (event) => {
    const found = items().indexOf(event.target.closest("[data-item]"));
    if (found >= 0) place = found;
  });

  // After a decision by key the next item stands where the last one was.
  const last = sessionStorage.getItem(remembered);
  sessionStorage.removeItem(remembered);
  const meant = items().findIndex((one) => `#${one.id}` === location.hash);
  if (meant >= 0) go(meant);
  else if (last !== null && items().length) go(Number(last));
})();
// A slider tells its value beside it while it moves; without this it tells the one that is shown.
for (const one of document.querySelectorAll("[data-output]")) {
  one.addEventListener("input", () => { document.querySelector(`output[for="${one.id}"]`).textContent = one.value; });
}

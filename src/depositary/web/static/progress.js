// Says how far a build or a count has come, on a page that waits for one. Everything works without it: load the page again.
"use strict";
(() => {
  const place = document.querySelector("[data-progress]");
  if (!place || !window.EventSource) return;
  const told = place.querySelector("[data-told]") ?? place;
  const wait = place.dataset.progress === "wait";
  const from = new EventSource("/api/progress");

  from.addEventListener("build", (event) => {
    const seen = JSON.parse(event.data);
    if (!wait) told.textContent = seen.of ? `${seen.stage} ${seen.done} of ${seen.of}` : seen.stage;
  });
  from.addEventListener("end", () => {
    from.close();
    if (wait) return location.reload();
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "It is done: load the page again";
    place.replaceChildren(link);
  });
})();

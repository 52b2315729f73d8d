// The map closer, and switches that answer at once. Without this the form and its button do the same.
"use strict";
(() => {
  const CLOSEST = 40; // times closer than the whole
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function wake(box) {
    const svg = box.querySelector("svg");
    const first = svg.getAttribute("viewBox").split(" ").map(Number);
    const [wide, high] = svg.dataset.frame.split(" ").map(Number);
    let [x, y, width, height] = first;

    function show() {
      svg.setAttribute("viewBox", [x, y, width, height].map((one) => one.toFixed(1)).join(" "));
      svg.setAttribute("font-size", (width * Number(svg.dataset.size)).toFixed(2));
      const closer = Math.log2(first[2] / width);
      svg.dataset.step = String(Math.max(1, Math.min(4, 1 + Math.round(closer))));
    }

    // The point of the map at (px, py) of the box stays where it is.
    function zoom(times, px = 0.5, py = 0.5) {
      const next = Math.min(Math.max(width / times, wide / CLOSEST), Math.max(wide, first[2]) * 1.2);
      x += (width - next) * px;
      y += (height - (height * next) / width) * py;
      height = (height * next) / width;
      width = next;
      move(0, 0);
    }

    function move(across, down) {
      x = Math.min(Math.max(x + across * width, -width / 2), wide - width / 2);
      y = Math.min(Math.max(y + down * height, -height / 2), high - height / 2);
      show();
    }

    function reset() {
      [x, y, width, height] = first;
      show();
    }

    const keys = {
      "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": reset,
      ArrowLeft: () => move(-0.15, 0), ArrowRight: () => move(0.15, 0), ArrowUp: () => move(0, -0.15), ArrowDown: () => move(0, 0.15),
    };
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    });

    const bar = document.createElement("div");
    bar.className = "geobuttons";
    for (const [sign, name, act] of [["+", "Closer", () => zoom(1.6)], ["−", "Farther", () => zoom(1 / 1.6)], ["⤢", "As at first", reset]]) {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = sign;
      one.title = name;
      one.setAttribute("aria-label", name);
      one.addEventListener("click", act);
      bar.append(one);
    }
    box.append(bar);

    // Plain scrolling stays the page's.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = svg.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 1.25 : 1 / 1.25, (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height);
    }, { passive: false });
    svg.addEventListener("dblclick", (event) => {
      const at = svg.getBoundingClientRect();
      zoom(2, (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height);
    });

    let held = null;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      held = [event.clientX, event.clientY];
      svg.setPointerCapture(event.pointerId);
      box.classList.add("moving");
    });
    svg.addEventListener("pointermove", (event) => {
      if (!held) return;
      const at = svg.getBoundingClientRect();
      move((held[0] - event.clientX) / at.width, (held[1] - event.clientY) / at.height);
      held = [event.clientX, event.clientY];
    });
    for (const name of ["pointerup", "pointercancel"]) {
      svg.addEventListener(name, () => {
        held = null;
        box.classList.remove("moving");
      });
    }
  }

  const every = () => document.querySelectorAll("[data-map]").forEach(wake);
  every();

  const form = document.getElementById("ask");
  if (!form) return;
  let asked = 0;

  function address() {
    const found = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) found.append(name, value);
    return `${form.getAttribute("action")}?${found}`;
  }

  // Parts of the page that depend on the question are exchanged; what has the focus keeps it.
  async function ask() {
    const mine = ++asked;
    const to = address();
    document.body.classList.add("waiting");
    try {
      const answer = await fetch(to, { headers: { accept: "text/html" } });
      if (mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const parts = [...document.querySelectorAll("[data-live]")];
      if (!answer.ok || parts.some((one) => !page.getElementById(one.id))) return location.assign(to);
      const focused = document.activeElement;
      const where = focused?.name ? [focused.name, focused.value] : null;
      for (const one of parts) one.replaceChildren(...page.getElementById(one.id).childNodes);
      every();
      if (where && !document.contains(focused)) {
        [...form.elements].find((one) => one.name === where[0] && one.value === where[1])?.focus({ preventScroll: still.matches });
      }
      history.replaceState(null, "", to);
    } catch {
      if (mine === asked) form.requestSubmit();
    } finally {
      if (mine === asked) document.body.classList.remove("waiting");
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "carries") return form.requestSubmit();
    if (event.target.name === "year" && event.target.value && !event.target.checkValidity()) return undefined;
    return ask();
  });
})();

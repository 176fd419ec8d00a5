// The page of a call: moving through the turns, showing only some, and what opens beside a turn.
// Without it the page is whole: every link leads to a page of its own.
(() => {
  const script = document.getElementById("transcript");
  const dialog = document.getElementById("beside");
  const body = document.getElementById("beside-body");
  // the turns that are shown; asked by class, since asking for their place would lay out all of them
  const shown = () => {
    const sign = document.querySelector(".only input:checked")?.id.slice("only-".length) || "all";
    return sign === "all" ? ".turn:not(.left-out)" : `.turn.s-${sign}`;
  };
  const rows = () => [...script.querySelectorAll(shown())];
  const inView = () => {
    const left = script.getBoundingClientRect().left + 60;
    for (let y = 72; y < window.innerHeight; y += 24) {
      const row = document.elementFromPoint(left, y)?.closest(".turn");
      if (row) return row;
    }
    return script.querySelector(shown());
  };
  const byHash = () => (/^#t\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null);
  const here = () => byHash()?.closest(".turn") || null;
  const turnOf = (row) => (byHash()?.closest(".turn") === row ? byHash() : row.querySelector(".say > [id]")).id.slice(1);

  // where one is: the turn in the address, on the page and on the road
  const may = document.getElementById("turn-do");
  const place = () => {
    const said = byHash();
    may.hidden = !said;
    if (said) {
      const copies = may.querySelector("[data-copies]");
      copies.dataset.copies = `?t=${said.id.slice(1)}`;
      copies.textContent = copies.dataset.says;
      for (const link of may.querySelectorAll("[data-do]")) link.href = `turns/${said.id.slice(1)}/${link.dataset.do}`;
      said.closest(".turn").querySelector(".margin").after(may);
    }
    const bar = said && document.querySelector(`.lane a[href="#${said.id}"] rect`);
    const now = document.querySelector(".lanes-svg .now");
    if (!bar || !now) return;
    now.setAttribute("x1", bar.getAttribute("x"));
    now.setAttribute("x2", bar.getAttribute("x"));
    now.setAttribute("visibility", "visible");
  };
  const aim = (hash) => {
    const at = window.scrollY;
    location.replace(hash);
    window.scrollTo(0, at);
  };
  const go = (row) => {
    aim(`#${row.querySelector(".say > [id]").id}`);
    row.scrollIntoView({ block: "nearest" });
    row.querySelector(".at").focus({ preventScroll: true });
  };
  const step = (by) => {
    const all = rows();
    const at = all.indexOf(here());
    const next = at < 0 ? inView() : all[at + by];
    if (next) go(next);
  };
  window.addEventListener("hashchange", place);
  place();

  // beside a turn: a small dialog next to it, a sheet from below on a phone
  const put = (near, wide) => {
    const phone = window.matchMedia("(max-width: 720px)").matches;
    dialog.classList.toggle("wide", wide);
    dialog.style.removeProperty("top");
    dialog.style.removeProperty("left");
    if (phone || wide || !near) return;
    const box = near.getBoundingClientRect();
    const room = window.innerHeight - dialog.offsetHeight - 12;
    const left = Math.min(box.right + 12, window.innerWidth - dialog.offsetWidth - 16);
    dialog.style.setProperty("top", `${Math.max(12, Math.min(box.top - 8, room))}px`);
    dialog.style.setProperty("left", `${Math.max(16, left)}px`);
  };
  let pressed = null;
  const open = (address, near, wide = false) => {
    pressed = near;
    dialog.querySelector("[data-fault]").hidden = true;
    document.getElementById("toast").replaceChildren();
    return window.htmx.ajax("GET", address, { target: body, swap: "innerHTML" }).then(() => {
      if (!body.firstElementChild) return;
      if (!dialog.open) dialog.showModal();
      put(near, wide);
      const field = body.querySelector("[autofocus]") || body.querySelector(".move.pressed button, form button, summary");
      field?.focus();
    });
  };
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".more[open]")) if (!menu.contains(event.target) || event.target.closest("a, button")) menu.open = false;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a.act, a[data-beside], a[data-do]");
    if (link) {
      event.preventDefault();
      const at = link.dataset.here && here() ? `turns/${turnOf(here())}/${link.dataset.here}/` : link.getAttribute("href");
      const within = dialog.contains(link);
      open(at, within ? pressed : link, link.dataset.beside === "wide");
    } else if (event.target.closest(".turn .say") && String(window.getSelection()) === "") {
      const piece = event.target.closest(".say > [id]") || event.target.closest(".say").firstElementChild;
      aim(`#${piece.id}`);
    } else if (event.target === dialog) {
      dialog.close();
    } else if (event.target.closest("[data-dismisses]")) {
      document.getElementById("toast").replaceChildren();
    }
    const copies = event.target.closest("[data-copies]");
    if (copies) copy(copies.dataset.copies).then(() => { copies.textContent = copies.dataset.done; });
  });
  const copy = (address) => navigator.clipboard.writeText(new URL(address, location.href).href);
  let repaired = false;
  document.addEventListener("call-repaired", () => { repaired = true; });
  dialog.addEventListener("close", () => {
    body.replaceChildren();
    if (repaired) location.reload();
  });

  // what came back: a part of the page was changed, or the dialog has something to say
  let kept = null;
  document.addEventListener("htmx:before:swap", () => {
    kept = {
      only: document.querySelector(".only input:checked")?.id,
      other: document.getElementById("only-other")?.value,
      folds: [...document.querySelectorAll("details[id][open]")].map((fold) => fold.id),
      words: [...document.querySelectorAll(".debrief textarea")].map((area) => [area.id, area.value]),
      road: document.getElementById("road"),
    };
  });
  document.addEventListener("htmx:after:swap", () => {
    if (byHash() && !script.querySelector(":target")) aim(location.hash);
    if (!may.isConnected || may.closest(".turn") !== here()) place();
    if (!kept || kept.road === document.getElementById("road")) return;
    for (const id of kept.folds) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, value] of kept.words) if (document.getElementById(id)) document.getElementById(id).value = value;
    const only = kept.only && document.getElementById(kept.only);
    if (only) only.checked = true;
    document.dispatchEvent(new Event("road:drawn"));
    another(kept.other || "");
    place();
  });
  document.addEventListener("call-done", () => {
    dialog.close();
    const said = document.getElementById("toast");
    const words = said.firstElementChild;
    if (words && !said.querySelector("form")) {
      setTimeout(() => { if (said.contains(words)) said.replaceChildren(); }, 8000);
    }
  });

  // only the turns with a move that has no sign
  const count = document.getElementById("how-many");
  const all = count.textContent;
  const tell = () => {
    const part = document.querySelector(".only input:checked:not(#only-all)") || document.getElementById("only-other")?.value;
    const turns = part && rows();
    count.textContent = turns ? `${turns.length} / ${all}` : all;
  };
  const another = (move) => {
    const select = document.getElementById("only-other");
    if (select) select.value = [...select.options].some((o) => o.value === move) ? move : "";
    const only = select?.value;
    for (const row of script.querySelectorAll(only ? ".turn" : ".turn.left-out")) {
      row.classList.toggle("left-out", !!only && !row.querySelector(`.act[href$="move=${only}"]`));
    }
    if (only) for (const sign of document.querySelectorAll(".only input:checked")) sign.checked = false;
    tell();
  };
  document.addEventListener("change", (event) => {
    if (event.target.id === "only-other") {
      another(event.target.value);
      if (!event.target.value) document.getElementById("only-all").checked = true;
    } else if (event.target.name === "only") {
      another("");
    }
  });
  another(new URLSearchParams(location.search).get("move") || "");

  // keys
  const typing = (target) => target.closest("input:not([type=radio], [type=range]), textarea, select, [contenteditable]");
  const beside = (what) => {
    const row = here() || inView();
    if (row) open(`turns/${turnOf(row)}/${what}`, row.querySelector(".margin"));
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    c: () => beside(""),
    m: () => beside("comment/"),
    s: () => document.querySelector("[data-here=share]") && beside("share/"),
    l: () => here() && copy(`?t=${turnOf(here())}`),
    f: () => document.getElementById("find-opens").click(),
    "?": () => document.getElementById("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();

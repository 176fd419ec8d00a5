// Finds words in the transcript of a call: all of them marked, one of them at a time in view.
(() => {
  const form = document.getElementById("find-here");
  const opener = document.getElementById("find-opens");
  if (!window.CSS?.highlights || !form) {
    opener?.remove();
    return;
  }
  const input = document.getElementById("find-words");
  const told = document.getElementById("find-count");
  const script = document.getElementById("transcript");
  let found = [];
  let at = -1;

  // the words of a paragraph may lie in several pieces of markup; a match may run across them
  const ranges = (words) => {
    const wanted = words.toLocaleLowerCase();
    const all = [];
    for (const say of script.querySelectorAll(".say")) {
      const text = say.textContent.toLocaleLowerCase();
      for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
        all.push({ say, start: i, end: i + wanted.length });
      }
    }
    return all;
  };
  const range = ({ say, start, end }) => {
    const made = document.createRange();
    const walker = document.createTreeWalker(say, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const after = passed + node.length;
      if (start >= passed && start < after) made.setStart(node, start - passed);
      if (end > passed && end <= after) {
        made.setEnd(node, end - passed);
        break;
      }
      passed = after;
    }
    return made;
  };
  const say = () => {
    if (!input.value.trim()) told.textContent = "";
    else told.textContent = found.length ? `${at + 1} ${form.dataset.of} ${found.length}` : form.dataset.none;
  };
  const show = (i) => {
    CSS.highlights.delete("found-here");
    if (found.length) {
      at = (i + found.length) % found.length;
      const row = found[at].say.closest(".turn");
      if (row.offsetParent === null) document.getElementById("only-all")?.click();
      row.scrollIntoView({ block: "center" });
      CSS.highlights.set("found-here", new Highlight(range(found[at])));
    }
    say();
  };
  const look = () => {
    const words = input.value.trim();
    found = words ? ranges(words) : [];
    at = -1;
    CSS.highlights.delete("found-here");
    CSS.highlights.delete("found");
    if (found.length) CSS.highlights.set("found", new Highlight(...found.slice(0, 2000).map(range)));
    say();
  };
  const open = () => {
    form.hidden = false;
    input.focus();
    input.select();
  };
  const close = () => {
    form.hidden = true;
    input.value = "";
    look();
    opener.focus();
  };
  opener.addEventListener("click", open);
  input.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(at + 1);
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-step]")) show(at - 1);
    if (event.target.closest("[data-ends]")) close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      show(at - 1);
    }
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!form.hidden) look();
  });
  if (input.value) {
    open();
    look();
    show(0);
  }
})();

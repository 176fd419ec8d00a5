// Walks along the road turn by turn and shows what was said there. The page works without it.
(() => {
  const begin = () => {
    const walk = document.querySelector(".walk");
    const reading = document.querySelector(".reading");
    const now = document.querySelector(".now");
    const bars = [...document.querySelectorAll(".lane a")].map((link) => ({
      at: parseFloat(link.firstElementChild.getAttribute("x")),
      hash: link.getAttribute("href"),
      told: link.textContent,
    }));
    if (!walk || !bars.length) return;
    bars.sort((a, b) => a.at - b.at || a.hash.slice(2) - b.hash.slice(2));
    const [link, who, words] = reading.children;
    const hint = words.textContent;
    let here = -1;

    const show = (i) => {
      here = Math.max(0, Math.min(bars.length - 1, i));
      const bar = bars[here];
      const turn = document.getElementById(bar.hash.slice(1));
      const row = turn.closest(".turn");
      const name = row.closest(".block").dataset.who;
      now.setAttribute("x1", bar.at + "%");
      now.setAttribute("x2", bar.at + "%");
      now.setAttribute("visibility", "visible");
      link.href = bar.hash;
      link.textContent = bar.told.slice(0, bar.told.length - name.length).trim() || walk.dataset.go;
      who.textContent = name;
      who.className = row.closest(".block").dataset.tone;
      words.textContent = turn.textContent.trim();
      words.classList.add("words");
      walk.value = bar.at;
      walk.setAttribute("aria-valuetext", `${bar.told}: ${words.textContent}`);
    };
    const at = (percent) => {
      let i = 0;
      while (i + 1 < bars.length && bars[i + 1].at <= percent) i += 1;
      return i;
    };

    const keys = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    walk.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && here >= 0) location.hash = bars[here].hash;
      else if (event.key in keys) show(here + keys[event.key]);
      else if (event.key === "Home") show(0);
      else if (event.key === "End") show(bars.length - 1);
      else return;
      event.preventDefault();
    });
    walk.addEventListener("input", () => show(at(walk.value)));
    walk.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && !event.buttons) {
        const box = walk.getBoundingClientRect();
        show(at((100 * (event.clientX - box.left)) / box.width));
      }
    });
    walk.setAttribute("aria-valuetext", hint);
    walk.hidden = false;
  };
  begin();
  document.addEventListener("road:drawn", begin);
})();

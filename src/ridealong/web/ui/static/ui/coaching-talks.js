// In the room of a talk: a clock that counts up, and the nearest that can be followed, chosen. On
// a desk: a key that presses what carries it.
(() => {
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    for (const clock of document.querySelectorAll(".clock[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      const words = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
      const face = clock.querySelector("b");
      if (face.textContent !== words) face.textContent = words;
      clock.classList.toggle("over", seconds > 60 * Number(clock.dataset.minutes));
    }
  };
  tick();
  setInterval(tick, 1000);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });

  document.addEventListener("change", (event) => {
    const { chooses } = event.target.dataset || {};
    const list = chooses && document.getElementById(chooses);
    if (!list) return;
    if (![...list.options].some((option) => option.value === event.target.value)) {
      list.add(new Option(event.target.parentElement.textContent.trim(), event.target.value));
    }
    list.value = event.target.value;
  });
})();

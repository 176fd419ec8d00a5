// In the text of a draft: a fault's line is marked when its number is pressed.
(() => {
  const text = document.getElementById("id_body");
  if (!text) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[line].length);
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, line * height - text.clientHeight / 3);
    text.scrollIntoView({ block: "center" });
  });
})();

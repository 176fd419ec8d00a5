// On the list of calls: what the filters brought is told to those who do not see it.
(() => {
  const status = document.getElementById("list-status");
  document.addEventListener("htmx:after:swap", () => {
    const found = document.getElementById("found");
    if (status && found) status.textContent = found.dataset.says;
  });

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.drop[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.drop[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();

// On every page: "/" goes to the search, faults of a request are told in words, dialogs open.
(() => {
  const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || typing(event)) return;
    const find = document.getElementById("find");
    if (!find) return;
    event.preventDefault();
    find.focus();
    find.select();
  });

  const fault = document.getElementById("fault");
  const tell = (words) => {
    const place = document.querySelector("dialog[open] [data-fault]") || fault;
    place.textContent = words;
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:after:request", (event) => {
    const { response } = event.detail.ctx;
    if (!response || response.status < 400 || response.status === 401 || response.status === 422) return;
    const said = response.raw?.headers?.get("X-Says");
    tell(said ? decodeURIComponent(said) : `The desk could not do this (${response.status}). Nothing was changed; load the page again and try once more.`);
  });
  document.addEventListener("htmx:error", () => {
    tell("The desk did not answer. What you wrote is still here; try once more when you are connected.");
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    const print = event.target.closest("[data-prints]");
    if (print) window.print();
  });
})();

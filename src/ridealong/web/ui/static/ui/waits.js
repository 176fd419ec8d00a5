// A form whose answer takes a while says so, and is sent once.
(() => {
  const set = (form, waiting) => {
    form.setAttribute("aria-busy", String(waiting));
    for (const one of form.querySelectorAll("button")) one.disabled = waiting;
    for (const one of form.querySelectorAll(".waits")) one.hidden = !waiting;
  };
  const forms = document.querySelectorAll("form[data-waits]");
  for (const form of forms) form.addEventListener("submit", () => set(form, true));
  window.addEventListener("pageshow", () => forms.forEach((form) => set(form, false)));
})();

// Pages of people: copy a link, begin with this browser's time zone, say what a passkey needs.
(() => {
  document.querySelectorAll("[data-copies]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
      button.textContent = "Copied";
    });
  });
  document.querySelectorAll("[data-selects]").forEach((field) => {
    field.addEventListener("focus", () => field.select());
  });

  const zone = document.querySelector("[data-first-zone] select[name=time_zone]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone?.value === "UTC" && [...zone.options].some((o) => o.value === here)) zone.value = here;

  const bare = /^[\d.]+$|^\[/.test(location.hostname);
  document.querySelectorAll("[data-needs-a-name]").forEach((notice) => { notice.hidden = !bare; });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const fault = document.getElementById("fault");
    fault.textContent = "The browser gave no passkey. Try once more, or go on without one.";
    fault.hidden = false;
    fault.scrollIntoView({ block: "nearest" });
  });
})();

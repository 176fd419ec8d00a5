// Once a call is read, its page is shown anew, unless somebody is writing on it: then a link does.
(() => {
  const written = (field) => field.value !== field.defaultValue;
  document.addEventListener("call-ready", () => {
    const fields = document.querySelectorAll("main textarea, main input[type='text'], dialog textarea");
    if (document.querySelector("dialog[open]") || [...fields].some(written)) return;
    window.location.reload();
  });
})();

// The form by which calls come in: what was chosen, in words; dropped files; how much is sent.
(() => {
  const form = document.getElementById("bring");
  if (!form) return;
  const [files, folder, paths] = ["files", "folder", "paths"].map((id) => document.getElementById(id));
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  const sent = document.getElementById("sent");
  const fault = document.getElementById("bring-fault");
  const button = form.querySelector("button[type=submit]");
  const most = (name) => Number(form.dataset[name]);

  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${Math.round(bytes / 1e5) / 10} MB`);
  const words = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`%(${key})s`, value), chosen.dataset[name]).replaceAll("%%", "%");
  const all = () => [...files.files, ...folder.files];
  const total = () => all().reduce((sum, file) => sum + file.size, 0);

  const wrong = () => {
    const list = all();
    if (list.length > most("mostFiles")) return words("tooMany", { n: most("mostFiles") });
    if (total() > most("mostAtOnceBytes")) return words("tooMuch", { size: size(most("mostAtOnceBytes")) });
    return "";
  };
  const refused = () => {
    const limit = (file) => most(/\.zip$/i.test(file.name) ? "mostZipBytes" : "mostBytes");
    const large = all().find((file) => file.size > limit(file));
    return large ? ` ${words("tooLarge", { name: large.name, size: size(limit(large)) })}` : "";
  };
  const say = (text, isWrong = false) => {
    chosen.textContent = text;
    chosen.hidden = !text;
    chosen.classList.toggle("wrong", isWrong);
  };
  const told = () => {
    const list = all();
    paths.value = JSON.stringify(list.map((file) => file.webkitRelativePath || file.name));
    if (!list.length) return say("");
    const fits = wrong();
    if (fits) return say(fits, true);
    return say(words(list.length === 1 ? "one" : "many", { n: list.length, size: size(total()) }) + refused());
  };
  files.addEventListener("change", told);
  folder.addEventListener("change", told);

  document.getElementById("drop-here").hidden = false;
  for (const type of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", type === "dragover");
      if (type !== "drop" || !event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      told();
    });
  }

  const broke = (text) => {
    fault.textContent = text;
    fault.hidden = false;
    fault.scrollIntoView({ block: "nearest" });
    sent.hidden = true;
    button.disabled = false;
    told();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fault.hidden = true;
    if (!all().length) return say(words("none"), true);
    if (wrong()) return undefined;
    told();
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total: whole }) => {
      sent.hidden = false;
      sent.value = whole ? (100 * loaded) / whole : 0;
      say(loaded < whole ? words("sending", { percent: Math.floor((100 * loaded) / whole), size: size(whole) }) : words("received"));
    });
    request.addEventListener("load", () => {
      const says = request.getResponseHeader("X-Says");
      if (request.status < 300 && request.responseURL !== form.action) window.location.assign(request.responseURL);
      else if (request.status === 401 || (request.status < 300 && !says)) window.location.reload();
      else broke(says ? decodeURIComponent(says) : words("broken"));
    });
    request.addEventListener("error", () => broke(words("broken")));
    request.open("POST", form.action);
    button.disabled = true;
    request.send(new FormData(form));
    return undefined;
  });
})();

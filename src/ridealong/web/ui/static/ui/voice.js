// A voice note: recorded here, or chosen where a page may not record, sent at once, played from the desk.
(() => {
  const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
  const may = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
  const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

  for (const box of document.querySelectorAll("[data-voice]")) {
    const find = (what) => box.querySelector(`[data-${what}]`);
    const button = find("records");
    const says = find("says");
    const player = find("plays");
    let recorder = null;

    const tell = (words) => { says.textContent = words; };

    const send = async (sound, seconds) => {
      if (sound.size > Number(box.dataset.most)) { tell(box.dataset.large); return; }
      tell(box.dataset.sending);
      const token = box.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
      const headers = { "X-CSRFToken": token, "X-Seconds": String(Math.round(seconds)), "Content-Type": "application/octet-stream" };
      try {
        const answer = await fetch(box.dataset.voice, { method: "POST", body: sound, headers });
        if (!answer.ok) { tell(answer.status === 422 ? await answer.text() : box.dataset.broken); return; }
        tell(box.dataset.kept);
        const audio = player.querySelector("audio");
        audio.src = `${audio.dataset.src}?${Date.now()}`;
        player.hidden = false;
      } catch {
        tell(box.dataset.broken);
      }
    };

    const record = async () => {
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        tell(box.dataset.denied);
        find("file").hidden = false;
        return;
      }
      const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
      recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32000 });
      const parts = [];
      const began = performance.now();
      const seconds = () => (performance.now() - began) / 1000;
      const tick = setInterval(() => {
        tell(`${box.dataset.recording} ${clock(seconds())}`);
        if (seconds() >= Number(box.dataset.longest)) recorder?.stop();
      }, 250);
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", () => {
        const took = seconds();
        clearInterval(tick);
        stream.getTracks().forEach((track) => track.stop());
        button.textContent = box.dataset.again;
        recorder = null;
        send(new Blob(parts, { type: mimeType }), took);
      });
      recorder.start();
      button.textContent = box.dataset.stop;
    };

    button.hidden = !may;
    find("file").hidden = may;
    button.addEventListener("click", () => (recorder ? recorder.stop() : record()));
    find("file").querySelector("input").addEventListener("change", (event) => {
      const [sound] = event.target.files;
      if (sound) send(sound, 0);
    });
  }
})();

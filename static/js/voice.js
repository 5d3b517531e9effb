/* Records an answer and puts it into the form's own field for a file, so that Continue sends it as without scripts. */
"use strict";

(() => {
  const part = document.querySelector(".voice");
  const input = document.querySelector("input[type=file][name=voice]");
  if (!part || !input || !window.MediaRecorder || !navigator.mediaDevices || !window.DataTransfer) return;

  const field = input.closest(".field");
  const player = part.querySelector("audio");
  const time = part.querySelector(".voice-time bdi");
  const kinds = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
  const most = Number(part.dataset.seconds);
  let recorder = null;
  let clock = 0;
  let goesOn = null; // the button that was pressed while we recorded: first what was said is kept

  const show = (state) => {
    for (const one of part.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(state);
    field.hidden = state !== "refused";
  };
  const drop = () => {
    input.value = "";
    URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    show("ready");
  };
  const keep = (pieces, kind) => {
    const sound = new File(pieces, "answer", { type: kind });
    const files = new DataTransfer();
    files.items.add(sound);
    input.files = files.files;
    player.src = URL.createObjectURL(sound);
    show("done");
    part.querySelector("[data-does=record][data-when=done]").focus();
  };
  const tick = (began) => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= most) recorder.stop();
  };
  const record = async () => {
    let stream;
    time.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      show("refused");
      return;
    }
    const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      keep(pieces, recorder.mimeType);
      if (goesOn) input.form.requestSubmit(goesOn);
    });
    recorder.start();
    const began = Date.now();
    tick(began);
    clock = setInterval(tick, 500, began);
    show("recording");
    part.querySelector("[data-does=stop]").focus();
  };

  input.form.addEventListener("submit", (event) => {
    if (!recorder || recorder.state !== "recording") return;
    event.preventDefault();
    goesOn = event.submitter;
    recorder.stop();
  });
  const acts = { record, drop, stop: () => recorder.stop() };
  for (const button of part.querySelectorAll("[data-does]")) button.addEventListener("click", acts[button.dataset.does]);
  part.hidden = false;
  show(field.classList.contains("field-wrong") ? "refused" : "ready");
})();

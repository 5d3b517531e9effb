/* One large button in the place of the browser's own small player. A sound that cannot be fetched brings that back. */
"use strict";

for (const part of document.querySelectorAll(".aloud")) {
  const sound = part.querySelector("audio");
  const button = part.querySelector("button");
  const show = () => {
    part.querySelector(".aloud-play").hidden = !sound.paused;
    part.querySelector(".aloud-stop").hidden = sound.paused;
  };
  const plain = (isPlain) => {
    sound.hidden = !isPlain;
    button.hidden = isPlain;
  };
  button.addEventListener("click", () => {
    if (sound.paused) {
      sound.play().catch((problem) => problem.name === "AbortError" || plain(true)); // aborted: stopped before it began
    } else {
      sound.pause();
      sound.currentTime = 0;
    }
  });
  for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, show);
  plain(false);
}

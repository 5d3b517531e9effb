/* Arrow keys follow the links to the row before and after this one, unless somebody is typing. */
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, summary, .zoomed");
  if (typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rightToLeft = document.documentElement.dir === "rtl";
  const wanted = { ArrowLeft: rightToLeft ? "next" : "prev", ArrowRight: rightToLeft ? "prev" : "next" }[event.key];
  const link = wanted && document.querySelector(`a[rel="${wanted}"]`);
  if (link) link.click();
});

/* Back office: of a text that exists in seven languages, show one language at a time. Fields with an error always show. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#content-main form");
  const fields = form ? [...form.querySelectorAll(".mt")] : [];
  const languageOf = (field) => (field.id.match(/_([a-z]{2})$/) || [])[1];
  const languages = [...new Set(fields.map(languageOf))].filter(Boolean);
  if (languages.length < 2) return;

  const rows = fields.map((field) => ({ language: languageOf(field), row: field.closest(".form-row") || field.parentElement }));
  const bar = document.createElement("div");
  bar.className = "language-bar";
  bar.setAttribute("role", "group");
  const nameOf = (code) => document.querySelector(`#user-tools a[hreflang="${code}"]`)?.title || code;

  const show = (chosen) => {
    for (const { language, row } of rows) {
      row.hidden = language !== chosen && !row.querySelector(".errorlist");
    }
    for (const button of bar.children) {
      button.setAttribute("aria-pressed", String(button.lang === chosen));
    }
  };
  for (const language of languages) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = language;
    button.textContent = nameOf(language);
    button.addEventListener("click", () => show(language));
    bar.append(button);
  }
  form.prepend(bar);
  const page = document.documentElement.lang;
  show(languages.includes(page) ? page : languages[0]);
});

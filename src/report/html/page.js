"use strict";
// Without this script the page reads the same; it adds the search field and the filters.
(() => {
  // Blind to case, accents, ligatures and the kind of apostrophe.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/[’‘ʼ´`]/g, "'");
  const form = document.querySelector(".search");
  const field = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const articles = [...document.querySelectorAll("article")];
  const sections = [...document.querySelectorAll("main section")];
  const texts = new Map();
  const text = (article) => {
    if (!texts.has(article)) texts.set(article, fold(article.textContent));
    return texts.get(article);
  };
  const plural = (count) => count + (count < 2 ? " réponse" : " réponses");

  const filter = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value)
      .map((select) => select.dataset.facet + "." + select.value);
    let count = 0;
    for (const article of articles) {
      const values = article.dataset.values.split(" ");
      const kept = wanted.every((value) => values.includes(value))
        && words.every((word) => text(article).includes(word));
      article.hidden = !kept;
      count += kept;
    }
    for (const line of document.querySelectorAll(".elsewhere")) {
      line.hidden = document.getElementById(line.dataset.entry).hidden;
    }
    for (const section of sections) {
      const shown = section.querySelectorAll(":scope > :not(h2):not([hidden])").length;
      const item = document.querySelector('nav a[href="#' + section.id + '"]').parentElement;
      section.hidden = item.hidden = shown === 0;
      item.querySelector("span").textContent = shown;
    }
    status.textContent = count ? plural(count) : "Aucune réponse : essayez d’autres mots ou moins de filtres.";
  };

  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const article = target && target.closest("article");
    if (!article) return;
    if (article.hidden) {
      form.reset();
      filter();
    }
    article.querySelector("details").open = true;
    article.scrollIntoView();
  };
  const openAll = (is) => articles.forEach((article) => {
    article.querySelector("details").open = is;
  });

  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-open]").addEventListener("click", () => openAll(true));
  form.querySelector("[data-close]").addEventListener("click", () => openAll(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
  // Paper has no way to open an answer.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("article details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
  window.addEventListener("hashchange", open);

  form.hidden = false;
  if (matchMedia("(min-width: 60rem)").matches) {
    document.querySelectorAll("[data-wide]").forEach((details) => { details.open = true; });
  }
  filter();
  open();
})();

// Looks through the words of all pages (search-words.js) as they are typed. Everything stays in the browser.
(function () {
  "use strict";
  const most = 100;
  const around = 40;
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const count = document.getElementById("count");
  const results = document.getElementById("results");
  // Full and half width, and large and small letters, are one. Character by character, so that places stay what they are.
  const same = (letter) => {
    const plainer = letter.normalize("NFKC").toLowerCase();
    return plainer.length === letter.length ? plainer : letter;
  };
  const plain = (text) => Array.from(text, same).join("");
  const rows = window.banxinWords.map(([address, page, title, text]) => ({
    address, page, title, text, head: plain(title || page), words: plain((title || page) + " " + text),
  }));

  function find(terms) {
    const found = [];
    for (const row of rows) {
      if (!terms.every((term) => row.words.includes(term))) continue;
      const inHead = terms.filter((term) => row.head.includes(term)).length;
      found.push({ row, inHead });
    }
    // Where the words stand in a heading comes first; else the order of the book.
    return found.sort((a, b) => b.inHead - a.inHead).map((each) => each.row);
  }

  // A piece of the text around the first term, with the terms marked.
  function excerpt(row, terms) {
    const line = document.createElement("p");
    const text = plain(row.text);
    const first = Math.min(...terms.map((term) => text.indexOf(term)).filter((at) => at >= 0), Infinity);
    if (first === Infinity) {
      line.textContent = row.text.slice(0, 2 * around);
      return line;
    }
    let at = Math.max(0, first - around);
    const end = Math.min(row.text.length, first + 2 * around);
    if (at > 0) line.append("…");
    while (at < end) {
      const hits = terms.map((term) => [text.indexOf(term, at), term.length]).filter(([place]) => place >= 0 && place < end);
      const [place, length] = hits.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0] || [end, 0];
      line.append(row.text.slice(at, place));
      if (length > 0) {
        const mark = document.createElement("mark");
        mark.textContent = row.text.slice(place, place + length);
        line.append(mark);
      }
      at = place + length;
      if (length === 0) break;
    }
    if (end < row.text.length) line.append("…");
    return line;
  }

  function show() {
    const terms = plain(query.value).split(/\s+/).filter((term) => term !== "");
    results.replaceChildren();
    if (terms.length === 0) {
      count.textContent = "";
      return;
    }
    const found = find(terms);
    count.textContent = found.length === 0 ? count.dataset.none : count.dataset.before + found.length + count.dataset.after;
    for (const row of found.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = row.address;
      link.textContent = row.title === "" ? row.page : row.page + " · " + row.title;
      item.append(link, excerpt(row, terms));
      results.append(item);
    }
  }

  let waiting = 0;
  query.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  query.value = new URLSearchParams(window.location.search).get("q") || "";
  show();
})();

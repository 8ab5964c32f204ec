"use strict";
// Everything from articles is put into the page as text nodes, never as markup.
(() => {
  const PAGE = 50;
  const overview = JSON.parse(document.getElementById("overview").textContent);
  const main = document.getElementById("main");
  const cache = new Map();
  let articles = null, facts = null;

  // ---- small helpers -------------------------------------------------------------------------------------------
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "style") for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
      else node.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
    return node;
  };
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    for (const child of children.flat()) node.append(child);
    return node;
  };
  const whole = new Intl.NumberFormat("en");
  const unpack = async (id) => {
    if (!cache.has(id)) {
      cache.set(id, (async () => {
        const packed = atob(document.getElementById(id).textContent.trim());
        const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
        return JSON.parse(await new Response(stream).text());
      })());
    }
    return cache.get(id);
  };
  const loadArticles = async () => (articles ??= await unpack("articles"));
  const loadFacts = async () => {
    if (facts) return facts;
    const all = [];
    for (let i = 0; document.getElementById(`facts-${i}`); i++) {
      for (const row of await unpack(`facts-${i}`)) all.push(row);
      cache.delete(`facts-${i}`);
    }
    return (facts = all);
  };
  const link = (path, parameters) => {
    const query = new URLSearchParams(Object.entries(parameters || {}).filter(([, v]) => v !== "" && v != null));
    return `#/${path}${query.size ? "?" + query : ""}`;
  };
  const show = (title, ...children) => {
    document.title = `${title} - edufakta report`;
    main.replaceChildren(...children);
  };

  // ---- overview ------------------------------------------------------------------------------------------------
  const barList = (title, rows, note) => {
    const most = Math.max(1, ...rows.map((r) => r[1]));
    return el("section", { class: "card" }, el("h2", {}, title),
      rows.length
        ? el("ol", { class: "bars" }, rows.map(([name, n]) => el("li", { style: { "--share": String(n / most) } },
            el("a", { href: link("facts", { q: name }) }, name), el("span", { class: "number" }, whole.format(n)))))
        : el("p", { class: "note" }, "None found."),
      note ? el("p", { class: "note" }, note) : null);
  };
  const timeline = () => {
    const months = overview.months;
    const card = el("section", { class: "card wide" }, el("h2", {}, "Articles by month of publication"));
    if (!months.length) card.append(el("p", { class: "note" }, "No article has a known day of publication."));
    else {
      const width = 900, height = 180, most = Math.max(...months.map((m) => m[1])), step = width / months.length;
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height + 24}`, role: "img",
        "aria-label": `Articles per month from ${months[0][0]} to ${months.at(-1)[0]}, at most ${most} in a month` });
      months.forEach(([month, n], i) => {
        const tall = (n / most) * (height - 18);
        const bar = svg("rect", { class: "bar", x: i * step + step * 0.1, y: height - tall, width: step * 0.8, height: tall });
        bar.append(svg("title", {}, `${month}: ${n}`));
        drawing.append(bar);
        if (i % Math.ceil(months.length / 12) === 0)
          drawing.append(svg("text", { x: i * step + step / 2, y: height + 18, "font-size": 12, "text-anchor": "middle" }, month));
      });
      drawing.append(svg("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }));
      drawing.append(svg("text", { x: 0, y: 12, "font-size": 12 }, `at most ${whole.format(most)} in a month`));
      card.append(drawing);
    }
    if (overview.undated) card.append(el("p", { class: "note" }, `${whole.format(overview.undated)} articles have no known day.`));
    return card;
  };
  const provinceMap = () => {
    const rows = overview.provinces || [], most = Math.max(1, ...rows.map((r) => r[5]));
    const size = 46, wide = Math.max(0, ...rows.map((r) => r[3])) + 1, tall = Math.max(0, ...rows.map((r) => r[4])) + 1;
    const drawing = svg("svg", { viewBox: `0 0 ${wide * size} ${tall * size}`, role: "group",
      "aria-label": "Provinces of Indonesia as tiles, coloured by the number of articles that mention a place there" });
    for (const [code, name, short, column, row, n] of rows) {
      const strength = n ? 0.18 + 0.72 * Math.sqrt(n / most) : 0;
      const tile = svg("a", { href: link("articles", { province: code }), "aria-label": `${name}: ${n} articles` },
        svg("rect", { x: column * size + 2, y: row * size + 2, width: size - 4, height: size - 4, rx: 6,
          fill: n ? "var(--bar)" : "var(--panel)", "fill-opacity": n ? strength : 1, stroke: "var(--line)" }),
        svg("text", { x: column * size + size / 2, y: row * size + 20, "font-size": 13, "font-weight": 600, "text-anchor": "middle" }, short),
        svg("text", { x: column * size + size / 2, y: row * size + 35, "font-size": 11, "text-anchor": "middle" }, n ? whole.format(n) : ""),
        svg("title", {}, `${name}: ${n} articles`));
      drawing.append(tile);
    }
    return el("section", { class: "card wide" }, el("h2", {}, "Provinces"), drawing,
      el("p", { class: "note" }, "Each tile is a province in roughly its place on the map; the number counts the articles that mention it or a place in it."));
  };
  const amounts = () => el("section", { class: "card wide" }, el("h2", {}, "Largest amounts in rupiah"),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Largest amounts" }, el("table", {},
      el("thead", {}, el("tr", {}, ["Amount", "As written", "What for", "Article"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, (overview.amounts || []).map(([item, text, value, , title, id]) => el("tr", {},
        el("td", { class: "number" }, `Rp ${whole.format(value)}`), el("td", {}, text), el("td", {}, item),
        el("td", {}, el("a", { href: link("article/" + encodeURIComponent(id)) }, title))))))));
  const showOverview = () => {
    const names = { articles: "Articles", sentences: "Sentences", entities: "Mentions", quantities: "Numbers", dates: "Dates",
      positions: "Offices held", statements: "Statements", facts: "Facts" };
    const period = overview.first ? `Published ${overview.first} to ${overview.last}.` : "";
    show("Overview",
      el("dl", { class: "tiles" }, Object.entries(overview.counts).map(([key, n]) => el("div", {}, el("dt", {}, names[key]), el("dd", {}, whole.format(n))))),
      el("p", { class: "note" }, period),
      el("div", { class: "grid" }, timeline(), provinceMap(),
        barList("People", overview.people || [], "Articles that mention them."),
        barList("Most quoted", overview.speakers || [], "Statements, direct and indirect."),
        barList("Agencies and organisations", overview.bodies || []),
        barList("Schools and campuses", overview.schools || []),
        barList("Programmes", overview.programs || []),
        barList("Places", overview.places || []),
        amounts()));
  };

  // ---- paged tables --------------------------------------------------------------------------------------------
  const pager = (count, page, go) => {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    return el("div", { class: "pager" },
      el("button", { type: "button", disabled: page <= 0, onclick: () => go(page - 1) }, "Previous"),
      el("span", { role: "status" }, `Page ${whole.format(page + 1)} of ${whole.format(pages)} - ${whole.format(count)} rows`),
      el("button", { type: "button", disabled: page >= pages - 1, onclick: () => go(page + 1) }, "Next"));
  };
  const grid = (label, heads, rows) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el("table", {}, el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))), el("tbody", {}, rows)));
  const field = (label, control, grow) => el("label", { class: grow ? "grow" : null }, label, control);
  const later = (work) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(work, 180); }; };

  const showFacts = async (parameters) => {
    const [all, list] = [await loadFacts(), await loadArticles()];
    const predicates = [...new Set(all.map((f) => f[4]))].sort();
    const search = el("input", { type: "search", value: parameters.get("q") || "", placeholder: "name, office, programme ..." });
    const predicate = el("select", {}, el("option", { value: "" }, "any"), predicates.map((p) => el("option", { value: p }, p)));
    predicate.value = parameters.get("predicate") || "";
    const place = el("input", { type: "search", value: parameters.get("place") || "" });
    const score = el("select", {}, [["0", "any"], ["0.5", "0.5 or more"], ["0.8", "0.8 or more"]].map(([v, t]) => el("option", { value: v }, t)));
    const results = el("div", {});
    let found = all, page = 0;
    const draw = () => results.replaceChildren(
      pager(found.length, page, (p) => { page = p; draw(); }),
      grid("Facts", ["Subject", "Predicate", "Object", "Value or date", "Place", "Score", "Article"],
        found.slice(page * PAGE, page * PAGE + PAGE).map((f) => el("tr", {},
          el("td", {}, f[3]), el("td", {}, f[4]), el("td", {}, f[5] || ""), el("td", {}, f[6] || ""), el("td", {}, f[7] || ""),
          el("td", { class: "number" }, f[8].toFixed(2)),
          el("td", {}, el("a", { href: link("article/" + encodeURIComponent(list.id[f[0]]), { at: `${f[1]}-${f[2]}` }) }, list.title[f[0]]))))));
    const filter = () => {
      const words = search.value.toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
      const where = place.value.trim().toLocaleLowerCase("id"), least = Number(score.value);
      found = all.filter((f) => {
        if (predicate.value && f[4] !== predicate.value) return false;
        if (f[8] < least) return false;
        const line = `${f[3]} ${f[5] || ""} ${f[6] || ""} ${f[7] || ""}`.toLocaleLowerCase("id");
        return words.every((w) => line.includes(w)) && (!where || line.includes(where));
      });
      page = 0;
      history.replaceState(null, "", link("facts", { q: search.value, predicate: predicate.value, place: place.value }));
      draw();
    };
    const soon = later(filter);
    search.addEventListener("input", soon); place.addEventListener("input", soon);
    predicate.addEventListener("change", filter); score.addEventListener("change", filter);
    show("Facts", el("form", { class: "filters", role: "search", onsubmit: (e) => { e.preventDefault(); filter(); } },
      field("Search", search, true), field("Predicate", predicate), field("Place", place), field("Score", score)), results);
    filter();
  };

  const showArticles = async (parameters) => {
    const list = await loadArticles();
    const search = el("input", { type: "search", value: parameters.get("q") || "" });
    const province = el("select", {}, el("option", { value: "" }, "any"), (overview.provinces || []).filter((p) => p[5])
      .map(([code, name]) => el("option", { value: code }, name)));
    province.value = parameters.get("province") || "";
    const results = el("div", {});
    const everything = list.id.map((_, i) => i);
    let found = everything, page = 0;
    const draw = () => results.replaceChildren(
      pager(found.length, page, (p) => { page = p; draw(); }),
      grid("Articles", ["Title", "Published", "Outlet or author", "Facts", "Source"],
        found.slice(page * PAGE, page * PAGE + PAGE).map((i) => el("tr", {},
          el("td", {}, el("a", { href: link("article/" + encodeURIComponent(list.id[i])) }, list.title[i])),
          el("td", { class: "number" }, list.published[i] || ""), el("td", {}, list.outlet[i] || list.author[i] || ""),
          el("td", { class: "number" }, whole.format(list.facts[i])), el("td", {}, list.source[i])))));
    const filter = () => {
      const words = search.value.toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
      found = everything.filter((i) => {
        if (province.value && !list.provinces[i].includes(province.value)) return false;
        const line = `${list.title[i]} ${list.outlet[i] || ""} ${list.author[i] || ""} ${list.source[i]} ${list.published[i] || ""}`.toLocaleLowerCase("id");
        return words.every((w) => line.includes(w));
      });
      page = 0;
      history.replaceState(null, "", link("articles", { q: search.value, province: province.value }));
      draw();
    };
    search.addEventListener("input", later(filter));
    province.addEventListener("change", filter);
    show("Articles", el("form", { class: "filters", role: "search", onsubmit: (e) => { e.preventDefault(); filter(); } },
      field("Search titles, outlets, authors, days", search, true), field("Mentions a place in", province)), results);
    filter();
  };

  // ---- one article ---------------------------------------------------------------------------------------------
  const tip = el("div", { id: "tip", role: "tooltip", hidden: true });
  document.body.append(tip);
  const pointTip = (mark) => {
    tip.textContent = mark.dataset.note;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${box.bottom + 6 + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
  };
  const renderText = (text, spans, hit) => {
    const holder = el("div", { class: "text", lang: "id" });
    const edges = new Set([0, text.length]);
    spans.forEach((s) => { edges.add(s[0]); edges.add(s[1]); });
    if (hit) { edges.add(hit[0]); edges.add(hit[1]); }
    const cuts = [...edges].filter((e) => e >= 0 && e <= text.length).sort((a, b) => a - b);
    let next = 0;
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [a, b] = [cuts[i], cuts[i + 1]];
      while (next < spans.length && spans[next][1] <= a) next++;
      const span = next < spans.length && spans[next][0] <= a ? spans[next] : null;
      let node = document.createTextNode(text.slice(a, b));
      if (span) {
        const note = `${span[2]}: ${span[3]}${span[4] === null ? "" : ` (score ${span[4].toFixed(2)})`}`;
        node = el("mark", { class: span[2], "data-note": note, tabindex: "0", "aria-description": note }, node);
      }
      if (hit && a >= hit[0] && b <= hit[1]) node = el("span", { class: "hit" }, node);
      holder.append(node);
    }
    for (const event of ["mouseover", "focusin"]) holder.addEventListener(event, (e) => { const m = e.target.closest("mark"); if (m) pointTip(m); });
    for (const event of ["mouseout", "focusout"]) holder.addEventListener(event, () => { tip.hidden = true; });
    return holder;
  };
  const showArticle = async (id, parameters) => {
    const list = await loadArticles();
    const i = list.id.indexOf(id);
    if (i < 0) return show("Not found", el("p", {}, "There is no such article in this report."));
    const size = overview.block;
    const [text, spans] = (await unpack(`details-${Math.floor(i / size)}`))[i % size];
    const own = (await loadFacts()).filter((f) => f[0] === i);
    const at = /^(\d+)-(\d+)$/.exec(parameters.get("at") || "");
    let body = renderText(text, spans, at ? [Number(at[1]), Number(at[2])] : null);
    const point = (start, end) => {
      const fresh = renderText(text, spans, [start, end]);
      body.replaceWith(fresh);
      body = fresh;
      body.querySelector(".hit")?.scrollIntoView({ block: "center" });
    };
    const kinds = [...new Set(spans.map((s) => s[2]))].sort();
    show(list.title[i],
      el("p", {}, el("a", { href: "#/articles" }, "All articles")),
      el("h2", { lang: "id" }, list.title[i]),
      el("p", { class: "note" }, [list.published[i], list.outlet[i], list.author[i], list.source[i]].filter(Boolean).join(" · ")),
      el("ul", { class: "legend", "aria-label": "Colours" }, kinds.map((k) => el("li", {}, el("mark", { class: k }, k.toLowerCase())))),
      el("div", { class: "article" }, el("div", {}, body),
        el("section", { class: "card", "aria-label": "Facts of this article" }, el("h2", {}, `Facts (${own.length})`),
          el("ul", { class: "facts" }, own.map((f) => el("li", {}, el("button", { type: "button", title: "Show the evidence", onclick: () => point(f[1], f[2]) },
            el("b", {}, f[3]), " ", el("i", {}, f[4]), " ", [f[5], f[6], f[7] ? `(${f[7]})` : null].filter(Boolean).join(" "))))))));
    main.querySelector(".hit")?.scrollIntoView({ block: "center" });
  };

  // ---- routes and theme ----------------------------------------------------------------------------------------
  const route = async () => {
    const [path, query] = (location.hash.replace(/^#\/?/, "") || "overview").split("?");
    const parameters = new URLSearchParams(query || "");
    const [view, id] = path.split("/");
    tip.hidden = true;
    for (const a of document.querySelectorAll("nav a"))
      if (a.getAttribute("href") === `#/${view === "article" ? "articles" : view}`) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    if (view === "facts") await showFacts(parameters);
    else if (view === "articles") await showArticles(parameters);
    else if (view === "article") await showArticle(decodeURIComponent(id || ""), parameters);
    else if (view === "main") return;
    else showOverview();
    document.body.dataset.ready = view;
  };
  const themeButton = document.getElementById("theme");
  const setTheme = (dark) => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    themeButton.setAttribute("aria-pressed", String(dark));
  };
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
  themeButton.addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  addEventListener("hashchange", async () => { await route(); main.focus({ preventScroll: location.hash.includes("at=") }); });
  route();
})();

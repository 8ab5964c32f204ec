"use strict";
// Everything from articles is put into the page as text nodes, never as markup.
(() => {
  const PAGE = 50;
  const overview = JSON.parse(document.getElementById("overview").textContent);
  const main = document.getElementById("main");
  const live = document.getElementById("live");
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
  const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });
  const count = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many || one + "s"}`;
  const fold = (text) => text.toLocaleLowerCase("id");
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
  const articleLink = (id, at) => link("article/" + encodeURIComponent(id), at ? { at: `${at[0]}-${at[1]}` } : {});
  const show = (title, ...children) => {
    document.title = `${title} - edufakta report`;
    main.replaceChildren(...children.filter((child) => child !== null));
  };

  // A fact is [article, start, end, subject, predicate, object, value, value_max, unit, date_start, date_end, place, score].
  const money = (value) => `Rp ${whole.format(value)}`;
  const amount = (f) => {
    if (f[6] === null) return "";
    const form = f[8] === "IDR" ? money : (v) => whole.format(v);
    return form(f[6]) + (f[7] === null ? "" : ` to ${form(f[7])}`) + (f[8] && f[8] !== "IDR" ? (f[8] === "percent" ? "%" : ` ${f[8]}`) : "");
  };
  const days = (a, b) => {
    if (!a && !b) return "";
    if (a && b) {
      if (a.slice(0, 4) === b.slice(0, 4) && a.endsWith("-01-01") && b.endsWith("-12-31")) return a.slice(0, 4);
      const last = new Date(Date.UTC(Number(b.slice(0, 4)), Number(b.slice(5, 7)), 0)).getUTCDate();
      if (a.slice(0, 7) === b.slice(0, 7) && a.endsWith("-01") && Number(b.slice(8)) === last) return a.slice(0, 7);
      if (a === b) return a;
    }
    return `${a || "?"} to ${b || "?"}`;
  };

  // ---- overview ------------------------------------------------------------------------------------------------
  const barList = (title, rows, note, path) => {
    const most = Math.max(1, ...rows.map((r) => r[1]));
    return el("section", { class: "card" }, el("h2", {}, title),
      rows.length
        ? el("ol", { class: "bars" }, rows.map(([name, n]) => el("li", { style: { "--share": String(n / most) } },
            el("a", { href: path(name) }, name), el("span", { class: "number" }, whole.format(n)))))
        : el("p", { class: "note" }, "None found."),
      rows.length ? el("p", { class: "note" }, note) : null);
  };
  const dataTable = (label, heads, rows) => el("details", {}, el("summary", {}, label),
    el("div", { class: "scroll low", tabindex: "0", role: "region", "aria-label": label },
      el("table", {}, el("thead", {}, el("tr", {}, heads.map((h, i) => el("th", { scope: "col", class: i ? "number" : null }, h)))),
        el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((c) => el("td", { class: "number" }, c))))))));
  // The least of 1, 2, 5, 10, 20, 50 ... that is not below a number.
  const roundStep = (least) => {
    const ten = 10 ** Math.max(0, Math.floor(Math.log10(least)));
    return [1, 2, 5, 10].find((n) => n * ten >= least) * ten;
  };
  const timeline = () => {
    const periods = overview.periods, unit = overview.by;
    const card = el("section", { class: "card wide" }, el("h2", {}, `Articles by ${unit} of publication`));
    if (!periods.length) card.append(el("p", { class: "note" }, "No article has a known day of publication."));
    else {
      const width = innerWidth < 640 ? 340 : 900, height = 170, most = Math.max(...periods.map((m) => m[1]));
      const rise = roundStep(most / 5), top = Math.ceil(most / rise) * rise, y = (n) => 10 + (height - 10) * (1 - n / top);
      const left = 12 + 8 * whole.format(top).length;
      const step = (width - left) / periods.length, every = Math.ceil(periods.length / (width < 500 ? 5 : 12));
      const drawing = svg("svg", { viewBox: `0 0 ${width} ${height + 24}`, role: "img", class: "series",
        "aria-label": `Articles per ${unit} from ${periods[0][0]} to ${periods.at(-1)[0]}, at most ${most}; the numbers are in the table below` });
      for (let n = 0; n <= top; n += rise) {
        drawing.append(svg("line", { class: "axis", x1: left, x2: width, y1: y(n), y2: y(n) }));
        drawing.append(svg("text", { x: left - 6, y: y(n) + 4, "font-size": 12, "text-anchor": "end" }, whole.format(n)));
      }
      periods.forEach(([period, n], i) => {
        const x = left + i * step, wide = Math.min(step * 0.8, 64);
        const bar = svg("rect", { class: "bar", x: x + (step - wide) / 2, y: y(n), width: wide, height: y(0) - y(n), rx: Math.min(2, wide / 4) });
        // The whole column answers to the pointer, so that short bars can be hit.
        const column = svg("g", {}, svg("rect", { x, y: 0, width: step, height: y(0), "fill-opacity": 0 }), bar, svg("title", {}, `${period}: ${count(n, "article")}`));
        column.addEventListener("click", () => { if (n) location.hash = link("articles", { q: period }); });
        drawing.append(column);
        if (i % every === 0)
          drawing.append(svg("text", { x: x + step / 2, y: height + 18, "font-size": 12, "text-anchor": "middle" }, period));
      });
      card.append(drawing);
      const notes = [overview.undated ? `${count(overview.undated, "article")} without a known day` : null,
        overview.earlier ? `${count(overview.earlier, "article")} older than the first bar` : null].filter(Boolean);
      if (notes.length) card.append(el("p", { class: "note" }, `Not shown: ${notes.join(", ")}.`));
      card.append(dataTable("These numbers as a table", [unit === "year" ? "Year" : "Month", "Articles"], periods.map(([m, n]) => [m, whole.format(n)])));
    }
    return card;
  };
  const provinceMap = () => {
    const rows = overview.provinces || [], most = Math.max(1, ...rows.map((r) => r[5]));
    const strength = (n) => 0.16 + 0.84 * Math.sqrt(n / most);
    const size = 46, wide = Math.max(0, ...rows.map((r) => r[3])) + 1, tall = Math.max(0, ...rows.map((r) => r[4])) + 1;
    const drawing = svg("svg", { viewBox: `0 0 ${wide * size} ${tall * size}`, role: "group",
      "aria-label": "Provinces of Indonesia as tiles, coloured by the number of articles that mention a place there" });
    for (const [code, name, short, column, row, n] of rows) {
      const middle = column * size + size / 2;
      const parts = [
        svg("rect", { x: column * size + 2, y: row * size + 2, width: size - 4, height: size - 4, rx: 6,
          fill: n ? "var(--map)" : "var(--panel)", "fill-opacity": n ? strength(n) : 1, stroke: "var(--line)" }),
        svg("text", { class: n ? "some" : "none", x: middle, y: row * size + (n ? 21 : 28), "font-size": 13, "text-anchor": "middle" },
          short, n ? [svg("tspan", { "font-size": 0 }, " "), svg("tspan", { class: "count", x: middle, dy: 15, "font-size": 12 }, whole.format(n))] : [])];
      parts[0].append(svg("title", {}, `${name}: ${count(n, "article")}`));
      // The name begins with what the tile shows, so that "click JB 4" works for people who speak to their computer.
      drawing.append(n ? svg("a", { href: link("articles", { province: code }), "aria-label": `${short} ${count(n, "article")}: ${name}` }, parts)
        : svg("g", { role: "img", "aria-label": `${short} no articles: ${name}` }, parts));
    }
    const named = rows.filter((r) => r[5]).sort((a, b) => b[5] - a[5]);
    return el("section", { class: "card wide" }, el("h2", {}, "Provinces"),
      el("div", { class: "map" }, drawing,
        el("ol", { class: "bars" }, named.slice(0, 10).map(([code, name, short, , , n]) => el("li", { style: { "--share": String(n / most) } },
          el("a", { href: link("articles", { province: code }) }, `${name} (${short})`), el("span", { class: "number" }, whole.format(n)))))),
      el("p", { class: "note" }, "Each tile is a province in roughly its place on the map; the number counts the articles that mention it or a place in it. The stronger the colour, the more."),
      dataTable("All provinces as a table", ["Province", "Articles"], rows.map(([code, name, short, , , n]) =>
        [n ? el("a", { href: link("articles", { province: code }) }, `${name} (${short})`) : `${name} (${short})`, whole.format(n)])));
  };
  const amounts = () => {
    const rows = overview.amounts || [];
    return el("section", { class: "card wide" }, el("h2", {}, "Largest amounts in rupiah"),
      rows.length ? grid("Largest amounts", ["Amount", "As written", "What for", "Article"], rows.map(([item, text, value, title, id, start, end]) => [
        [money(value), "number"], [text], [item], [el("a", { href: articleLink(id, [start, end]), lang: "id" }, title)]]))
        : el("p", { class: "note" }, "None found."));
  };
  const showOverview = () => {
    const names = { articles: ["Articles", "articles"], sentences: ["Sentences"], entities: ["Mentions"], quantities: ["Numbers"], dates: ["Dates"],
      positions: ["Offices held", "facts?predicate=holds+office"], statements: ["Statements", "facts?predicate=said"], facts: ["Facts", "facts"] };
    const mentioning = (name) => link("articles", { name });
    show("Overview",
      el("dl", { class: "tiles" }, Object.entries(overview.counts).map(([key, n]) => el("div", {}, el("dt", {}, names[key][0]), el("dd", {}, whole.format(n))))),
      overview.first ? el("p", { class: "note period" }, `Published ${overview.first} to ${overview.last}.`) : null,
      el("div", { class: "grid" }, timeline(), provinceMap(),
        barList("People", overview.people || [], "Articles that mention them.", mentioning),
        barList("Most quoted", overview.speakers || [], "Statements, direct and indirect.", (name) => link("facts", { q: name })),
        barList("Agencies and organisations", overview.bodies || [], "Articles that mention them.", mentioning),
        barList("Schools and campuses", overview.schools || [], "Articles that mention them.", mentioning),
        barList("Programmes", overview.programs || [], "Articles that mention them.", mentioning),
        barList("Places", overview.places || [], "Articles that mention them.", mentioning),
        amounts()));
  };

  // ---- paged tables --------------------------------------------------------------------------------------------
  // A cell is [content, class]; on a phone each row becomes a card, whose lines are named by data-head.
  const grid = (label, heads, rows, sorting) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el("table", { class: "rows" }, el("thead", {}, el("tr", {}, heads.map((head, i) => {
      const turned = sorting && sorting.column === i ? (sorting.down ? "descending" : "ascending") : null;
      const numeric = rows.length && rows[0][i][1] === "number" ? "number" : null;
      return el("th", { scope: "col", "aria-sort": turned, class: numeric },
        sorting ? el("button", { type: "button", "data-column": i, onclick: () => sorting.by(i) }, head, el("span", { "aria-hidden": "true" }, turned ? (sorting.down ? " ▼" : " ▲") : "")) : head);
    }))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map(([content, kind], i) =>
      el("td", { class: content === "" ? `${kind || ""} empty` : kind, "data-head": heads[i] }, content)))))));
  const field = (label, control, grow) => el("label", { class: grow ? "grow" : null }, label, control);
  const later = (work) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(work, 180); }; };

  // A list with filters, sorting and pages. `fits` makes the test of a row from the fields; `keys` are sort keys by column.
  const listing = ({ view, title, rows, controls, fits, heads, cells, keys, words, extra }) => {
    const results = el("div", {});
    let found = rows, page = 0, sort = { column: -1, down: false };
    const inputs = Object.entries(controls).map(([name, [, control]]) => [name, control]);
    const by = (column) => {
      sort = { column, down: sort.column === column ? !sort.down : false };
      filter();
      results.querySelector(`button[data-column="${column}"]`)?.focus();
    };
    const go = (step) => { page += step; draw(); results.querySelector(".pager")?.scrollIntoView({ block: "nearest" }); };
    const clear = () => {
      inputs.forEach(([, c]) => { c.value = c.tagName === "SELECT" ? c.options[0].value : ""; });
      location.hash = `#/${view}`;
      filter();
    };
    const pager = () => {
      const pages = Math.max(1, Math.ceil(found.length / PAGE));
      return el("div", { class: "pager" },
        el("button", { type: "button", disabled: page <= 0, onclick: () => go(-1) }, "Previous"),
        el("span", {}, `Page ${whole.format(page + 1)} of ${whole.format(pages)} - ${count(found.length, words)}`),
        el("button", { type: "button", disabled: page >= pages - 1, onclick: () => go(1) }, "Next"));
    };
    const draw = () => {
      if (!found.length)
        results.replaceChildren(el("div", { class: "nothing" }, el("p", {}, rows.length ? `No ${words} fits these filters.` : `There are no ${words}s in these tables.`),
          rows.length ? el("button", { type: "button", onclick: clear }, "Clear the filters") : null));
      else
        results.replaceChildren(pager(), grid(title, heads, found.slice(page * PAGE, page * PAGE + PAGE).map(cells), { ...sort, by }),
          ...(found.length > PAGE ? [pager()] : []));
    };
    const filter = () => {
      const test = fits(Object.fromEntries(inputs.map(([name, c]) => [name, c.value])));
      found = rows.filter(test);
      if (sort.column >= 0) {
        const key = keys[sort.column], turn = sort.down ? -1 : 1;
        const empty = (v) => v === null || v === undefined || v === "";
        // Rows without a value stay at the end either way.
        found = found.map((row) => [key(row), row]).sort(([a], [b]) => empty(a) || empty(b) ? Number(empty(a)) - Number(empty(b))
          : turn * (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
      }
      page = 0;
      history.replaceState(null, "", link(view, { ...Object.fromEntries(inputs.map(([n, c]) => [n, c.value === "0" ? "" : c.value])), ...(extra || {}) }));
      live.textContent = count(found.length, words);
      draw();
    };
    const soon = later(filter);
    for (const [, control] of inputs) control.addEventListener(control.tagName === "SELECT" ? "change" : "input", control.tagName === "SELECT" ? filter : soon);
    filter();
    return [el("form", { class: "filters", role: "search", "aria-label": title, onsubmit: (e) => { e.preventDefault(); filter(); } },
      Object.values(controls).map(([label, control, grow]) => field(label, control, grow))), results];
  };
  const choice = (options, value) => {
    const select = el("select", {}, options.map(([v, t]) => el("option", { value: v }, t)));
    select.value = value || options[0][0];
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    return select;
  };
  const typed = (value, placeholder) => el("input", { type: "search", value: value || "", placeholder, autocomplete: "off", spellcheck: "false" });

  const showFacts = async (parameters) => {
    const [all, list] = [await loadFacts(), await loadArticles()];
    const predicates = new Map();
    for (const f of all) predicates.set(f[4], (predicates.get(f[4]) || 0) + 1);
    const sum = (f) => (f[6] === null ? f[9] : null);
    show("Facts", el("h2", {}, "Facts"), ...listing({
      view: "facts", title: "Facts", rows: all, words: "fact",
      controls: {
        q: ["Search", typed(parameters.get("q"), "name, office, programme ..."), true],
        predicate: ["Predicate", choice([["", "any"], ...[...predicates].sort().map(([p, n]) => [p, `${p} (${whole.format(n)})`])], parameters.get("predicate"))],
        place: ["Place", typed(parameters.get("place"))],
        score: ["Score", choice([["0", "any"], ["0.5", "0.5 or more"], ["0.8", "0.8 or more"], ["0.9", "0.9 or more"]], parameters.get("score"))],
      },
      fits: ({ q, predicate, place, score }) => {
        const words = fold(q).split(/\s+/).filter(Boolean), where = fold(place.trim()), least = Number(score);
        return (f) => {
          if (predicate && f[4] !== predicate) return false;
          if (f[12] < least) return false;
          if (where && !fold(`${f[11] || ""} ${f[5] || ""}`).includes(where)) return false;
          if (!words.length) return true;
          const line = fold(`${f[3]} ${f[5] || ""} ${amount(f)} ${f[9] || ""} ${f[11] || ""}`);
          return words.every((w) => line.includes(w));
        };
      },
      heads: ["Subject", "Predicate", "Object", "Value", "When", "Place", "Score", "Article"],
      cells: (f) => [[f[3]], [f[4], "soft"], [f[5] || "", "long"], [amount(f), "number"], [days(f[9], f[10]), "when"], [f[11] || ""], [f[12].toFixed(2), "number"],
        [el("a", { href: articleLink(list.id[f[0]], [f[1], f[2]]), lang: "id", class: "clamp" }, list.title[f[0]]), "from"]],
      keys: [(f) => fold(f[3]), (f) => f[4], (f) => f[5] && fold(f[5]), (f) => f[6], (f) => f[9], (f) => f[11] && fold(f[11]), (f) => f[12], (f) => f[0]],
    }));
  };

  const showArticles = async (parameters) => {
    const list = await loadArticles();
    const name = parameters.get("name");
    const some = name ? (await unpack("mentions"))[name] : null;
    const who = (i) => list.outlet[i] || list.author[i] || "";
    show("Articles", el("h2", {}, "Articles"),
      name ? el("p", { class: "chosen" }, "Mentioning ", el("b", {}, name), " ", el("a", { href: "#/articles" }, "Show all articles")) : null,
      ...listing({
        view: "articles", title: "Articles", rows: some || list.id.map((_, i) => i), words: "article", extra: name ? { name } : {},
        controls: {
          q: ["Search titles, outlets, authors, days", typed(parameters.get("q"), "word, outlet, 2025-08 ..."), true],
          province: ["Mentions a place in", choice([["", "any province"], ...(overview.provinces || []).filter((p) => p[5]).map(([code, province]) => [code, province])], parameters.get("province"))],
        },
        fits: ({ q, province }) => {
          const words = fold(q).split(/\s+/).filter(Boolean);
          return (i) => {
            if (province && !list.provinces[i].includes(province)) return false;
            if (!words.length) return true;
            const line = fold(`${list.title[i]} ${list.outlet[i] || ""} ${list.author[i] || ""} ${list.source[i]} ${list.published[i] || ""}`);
            return words.every((w) => line.includes(w));
          };
        },
        heads: ["Title", "Published", "Outlet or author", "Facts", "Source"],
        cells: (i) => [[el("span", {}, el("a", { href: articleLink(list.id[i]), lang: "id" }, list.title[i]), list.repeats[i] === null ? "" : " (repeats another)")],
          [list.published[i] || "", "when"], [who(i)], [whole.format(list.facts[i]), "number"], [list.source[i], "soft source"]],
        keys: [(i) => fold(list.title[i]), (i) => list.published[i], (i) => fold(who(i)), (i) => list.facts[i], (i) => list.source[i]],
      }));
  };

  // ---- one article ---------------------------------------------------------------------------------------------
  const KINDS = { PERSON: "Person", POSITION: "Position", AGENCY: "Agency", ORGANIZATION: "Organisation", SCHOOL: "School", PROGRAM: "Programme",
    EVENT: "Event", LOCATION: "Place", REGULATION: "Regulation", QUANTITY: "Number", DATE: "Date" };
  const kindName = (kind) => KINDS[kind] || kind.charAt(0) + kind.slice(1).toLowerCase();
  const tip = el("div", { id: "tip", role: "tooltip", hidden: true });
  document.body.append(tip);
  let tipTimer, tipOf = null;
  const hideTip = () => { clearTimeout(tipTimer); tip.hidden = true; tipOf = null; };
  const pointTip = (mark) => {
    clearTimeout(tipTimer);
    tipOf = mark;
    tip.textContent = mark.dataset.note;
    tip.hidden = false;
    const box = mark.getClientRects()[0];
    tip.style.left = `${Math.max(4, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${box.bottom + 2 + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 2 : box.bottom + 2}px`;
  };
  // The note stays while the pointer is on it, and Escape puts it away.
  const leaveTip = () => { clearTimeout(tipTimer); tipTimer = setTimeout(hideTip, 200); };
  tip.addEventListener("mouseenter", () => clearTimeout(tipTimer));
  tip.addEventListener("mouseleave", leaveTip);
  addEventListener("scroll", hideTip, { passive: true });

  const renderText = (text, spans, hit) => {
    const holder = el("div", { class: "text", lang: "id", role: "region", "aria-label": "Text" });
    const edges = new Set([0, text.length]);
    spans.forEach((s) => { edges.add(s[0]); edges.add(s[1]); });
    if (hit) { edges.add(hit[0]); edges.add(hit[1]); }
    const cuts = [...edges].filter((e) => e >= 0 && e <= text.length).sort((a, b) => a - b);
    let next = 0, evidence = null;
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [a, b] = [cuts[i], cuts[i + 1]];
      while (next < spans.length && spans[next][1] <= a) next++;
      const span = next < spans.length && spans[next][0] <= a ? spans[next] : null;
      let node = document.createTextNode(text.slice(a, b));
      if (span) {
        const note = `${kindName(span[2])}: ${span[3]}${span[4] === null ? "" : ` - score ${span[4].toFixed(2)}`}`;
        node = el("mark", { class: span[2], "data-note": note, tabindex: "-1", "aria-describedby": "tip" }, node);
      }
      if (hit && a >= hit[0] && b <= hit[1]) {
        if (!evidence) { evidence = el("span", { class: "hit" }); holder.append(evidence); }
        evidence.append(node);
      } else holder.append(node);
    }
    // One stop for the tab key; the arrow keys go from mark to mark.
    const marks = [...holder.querySelectorAll("mark")];
    const shown = () => marks.filter((m) => m.getClientRects().length && !holder.classList.contains(`hide-${m.className}`));
    if (marks.length) marks[0].tabIndex = 0;
    holder.addEventListener("keydown", (e) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[e.key];
      if (!step || e.target.tagName !== "MARK") return;
      e.preventDefault();
      const open = shown(), at = Math.max(0, Math.min(open.length - 1, open.indexOf(e.target) + step));
      open[at]?.focus();
    });
    holder.addEventListener("focusin", (e) => {
      const mark = e.target.closest("mark");
      if (!mark) return;
      for (const m of marks) m.tabIndex = m === mark ? 0 : -1;
      mark.scrollIntoView({ block: "nearest" });
      pointTip(mark);
    });
    holder.addEventListener("focusout", hideTip);
    holder.addEventListener("mouseover", (e) => { const m = e.target.closest("mark"); if (m) pointTip(m); });
    holder.addEventListener("mouseout", (e) => { if (e.target.closest("mark")) leaveTip(); });
    return holder;
  };

  let closeEvidence = () => {};
  const showArticle = async (id, parameters) => {
    const list = await loadArticles();
    const i = list.id.indexOf(id);
    if (i < 0) return show("Not found", el("h2", {}, "Not found"), el("p", {}, "There is no such article in this report. ", el("a", { href: "#/articles" }, "All articles")));
    const size = overview.block;
    const [text, spans] = (await unpack(`details-${Math.floor(i / size)}`))[i % size];
    const own = (await loadFacts()).filter((f) => f[0] === i);
    const at = /^(\d+)-(\d+)$/.exec(parameters.get("at") || "");
    const first = at ? [Number(at[1]), Number(at[2])] : null;
    let body = renderText(text, spans, first), chosen = null;
    const off = new Set();
    const applyKinds = () => { body.className = ["text", ...[...off].map((k) => `hide-${k}`)].join(" "); };
    const redraw = (hit) => { const fresh = renderText(text, spans, hit); body.replaceWith(fresh); body = fresh; applyKinds(); };
    const back = el("button", { type: "button", id: "back", hidden: true, onclick: () => closeEvidence() }, "Back to the fact");
    const point = (button, start, end) => {
      for (const b of main.querySelectorAll("ul.facts button")) b.removeAttribute("aria-current");
      chosen = button;
      button.setAttribute("aria-current", "true");
      redraw([start, end]);
      body.querySelector(".hit")?.scrollIntoView({ block: "center" });
      live.textContent = `Evidence: ${text.slice(start, end)}`;
      back.hidden = false;
    };
    closeEvidence = () => {
      if (!body.querySelector(".hit")) return;
      redraw(null);
      back.hidden = true;
      chosen?.removeAttribute("aria-current");
      chosen?.scrollIntoView({ block: "nearest" });
      chosen?.focus();
    };
    const kinds = new Map();
    for (const s of spans) kinds.set(s[2], (kinds.get(s[2]) || 0) + 1);
    const order = [...Object.keys(KINDS), ...kinds.keys()].filter((k, n, a) => kinds.has(k) && a.indexOf(k) === n);
    const legend = order.length ? el("fieldset", { class: "legend" }, el("legend", {}, "Marks to show"), order.map((k) => {
      const box = el("input", { type: "checkbox", checked: true, onchange: () => { off[box.checked ? "delete" : "add"](k); applyKinds(); } });
      return el("label", {}, box, el("span", { class: `swatch ${k}` }, kindName(k)), ` ${whole.format(kinds.get(k))}`);
    })) : null;
    const original = list.repeats[i] === null ? null : el("p", { class: "note" }, "Repeats ", el("a", { href: articleLink(list.id[list.repeats[i]]), lang: "id" }, list.title[list.repeats[i]]), ".");
    show(list.title[i],
      el("p", { class: "way" }, el("a", { href: "#/articles" }, "All articles")),
      el("h2", { class: "title", lang: "id" }, list.title[i]),
      el("p", { class: "note" }, [list.published[i], list.outlet[i], list.author[i], list.source[i]].filter(Boolean).join(" · ")),
      original, legend,
      el("div", { class: "article" }, body,
        el("section", { class: "card side", "aria-label": "Facts of this article", tabindex: own.length ? "0" : null }, el("h2", {}, `Facts (${own.length})`),
          own.length ? el("p", { class: "note" }, "Choose a fact to see its evidence in the text.") : el("p", { class: "note" }, "No facts were found in this article."),
          el("ul", { class: "facts" }, own.map((f) => {
            const what = [f[5], amount(f)].filter(Boolean).join(", "), when = days(f[9], f[10]);
            const button = el("button", { type: "button", onclick: () => point(button, f[1], f[2]) },
              el("b", {}, f[3]), " ", el("i", {}, f[4]), " ", what || when,
              el("span", { class: "more" }, [what && when, f[11] !== f[5] && f[11], `score ${f[12].toFixed(2)}`].filter(Boolean).join(" · ")));
            if (first && f[1] === first[0] && f[2] === first[1] && !chosen) { chosen = button; button.setAttribute("aria-current", "true"); }
            return el("li", {}, button);
          })))),
      back);
    if (first) {
      body.querySelector(".hit")?.scrollIntoView({ block: "center" });
      const side = main.querySelector(".side");
      if (chosen && side.scrollHeight > side.clientHeight) side.scrollTop = chosen.offsetTop - side.clientHeight / 2;
      back.hidden = !chosen;
    }
  };
  addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (tipOf) hideTip();
    else closeEvidence();
  });

  // ---- routes and theme ----------------------------------------------------------------------------------------
  let turn = 0;
  const route = async () => {
    const [path, query] = (location.hash.replace(/^#\/?/, "") || "overview").split("?");
    const parameters = new URLSearchParams(query || "");
    const [view, id] = path.split("/");
    if (view === "main") return;  // the link that skips to the content
    const mine = ++turn;
    hideTip();
    closeEvidence = () => {};
    live.textContent = "";
    for (const a of document.querySelectorAll("nav a"))
      if (a.getAttribute("href") === `#/${view === "article" ? "articles" : view}`) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    if (view === "facts") await showFacts(parameters);
    else if (view === "articles") await showArticles(parameters);
    else if (view === "article") await showArticle(decodeURIComponent(id || ""), parameters);
    else showOverview();
    if (mine === turn) document.body.dataset.ready = view;
  };
  const themeButton = document.getElementById("theme");
  const setTheme = (dark) => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    themeButton.setAttribute("aria-pressed", String(dark));
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  setTheme(system.matches);
  system.addEventListener("change", () => setTheme(system.matches));
  themeButton.addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  addEventListener("hashchange", async () => {
    if (location.hash === "#main") return;
    await route();
    if (!location.hash.includes("at=")) scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
  route();
})();

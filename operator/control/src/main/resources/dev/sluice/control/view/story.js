// What happened and what was expected: decisions on a line of time, forecasts over what came of them, and what it cost. Plain SVG,
// so that text can be selected, read aloud and found. Uses the helpers of index.html, which holds this file.
const AHEAD = 20000, LANE = 50, LEFT = 46, MOST_FORECASTS = 9;
function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter(child => child != null));
  return node;
}
const path = points => points.length ? "M" + points.map(p => p[0].toFixed(1) + " " + p[1].toFixed(1)).join("L") : "";
function runs(rows, value) { // parts of a line without holes
  const parts = [[]];
  for (const row of rows) { const v = value(row); if (v == null) parts.push([]); else parts[parts.length - 1].push([row.at, v]); }
  return parts.filter(part => part.length > 1);
}
function axis(data, x, y, to = data.to) { // the clock below a drawing
  const span = to - data.from, width = x(to) - x(data.from);
  const step = [5, 10, 15, 30, 60, 120, 180, 300, 600].find(s => span / 1000 / s * 76 <= width) * 1000;
  const marks = [];
  for (let at = Math.ceil(data.from / step) * step; at <= to; at += step)
    if (x(at) > x(data.from) + 24 && x(at) < x(to) - 24) marks.push(svg("text", {x: x(at).toFixed(1), y, class: "tick", "text-anchor": "middle"}, clock(at)));
  return marks;
}
function keepFocus(node, draw) { // what is drawn anew every second must not lose the keyboard
  const key = node.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
  draw();
  const again = key && [...node.querySelectorAll("[data-key]")].find(each => each.getAttribute("data-key") === key);
  if (again) again.focus();
}

// ---- decisions
function weighed(data) { // each decision with the part of the pool's traffic that it moved; what moved none to speak of is in the list alone
  const traffic = classTraffic(data.pool), all = [...traffic.values()].reduce((sum, each) => sum + each, 0);
  return grouped(data.pool).map(m => ({...m, moved: Math.abs(m.to - m.from) * (all > 0 ? (traffic.get(m.class) || 0) / all : 1)})).filter(m => m.until >= data.from && m.moved >= .01);
}
function healthOf(data, provider, x, base) { // in runs: thick where it is not well, so that it shows without colour
  const bars = [];
  let begun = null;
  data.rows.forEach((row, j) => {
    const health = row.by.has(provider) ? row.by.get(provider).health : "Unknown";
    if (begun && (begun.health !== health || j === data.rows.length - 1)) {
      const bad = begun.health === "Unhealthy" || begun.health === "Ejected";
      bars.push(svg("rect", {x: x(begun.at).toFixed(1), y: base + (bad ? 1 : 3), width: Math.max(1, x(row.at) - x(begun.at)).toFixed(1), height: bad ? 7 : 3, class: "health " + begun.health},
        svg("title", {}, short(provider) + ": " + begun.health + " from " + clock(begun.at))));
    }
    if (!begun || begun.health !== health) begun = {at: row.at, health};
  });
  return bars;
}
function lane(data, provider, i, x, decisions, right) {
  const top = i * LANE + 8, base = top + LANE - 16, y = share => base - share / data.mostShare * (LANE - 26);
  const own = decisions.filter(m => m.provider === provider), marks = [], taken = [];
  const g = svg("g", {class: "lane", "data-provider": provider}, svg("line", {x1: x(data.from), x2: right, y1: base + .5, y2: base + .5, class: "rule"}), ...healthOf(data, provider, x, base));
  for (const part of runs(data.rows, row => { const p = row.by.get(provider); return p ? p.share ?? 0 : null; })) {
    const line = part.map(([at, v]) => [x(at), y(v)]);
    g.append(svg("path", {d: path([[line[0][0], base], ...line, [line[line.length - 1][0], base]]) + "Z", fill: color(provider), opacity: .4}), svg("path", {d: path(line), fill: "none", stroke: color(provider), "stroke-width": 1.6}));
  }
  for (const m of [...own].sort((a, b) => b.moved - a.moved)) { // the largest first: they say why, where there is room
    const at = x(Math.max(data.from, m.atMillis)), words = points(m) + ": " + m.reason, left = at > (x(data.from) + right) / 2;
    const fits = Math.min(words.length, Math.floor((left ? at - x(data.from) - 12 : right - at - 12) / 6.3), 84), begin = left ? at - fits * 6.3 - 14 : at, end = left ? at + 6 : at + fits * 6.3 + 14;
    g.append(mark(m, at, top, base));
    if (marks.length >= 3 || m.moved < .03 || fits < 22 || taken.some(([b, e]) => begin < e && end > b)) continue;
    taken.push([begin, end]);
    marks.push(svg("text", {x: (left ? at - 9 : at + 9).toFixed(1), y: top + 7, class: "why-text", "text-anchor": left ? "end" : "start"}, words.length > fits ? words.slice(0, fits - 1) + "…" : words));
  }
  g.append(...marks);
  return g;
}
function mark(m, at, top, base) { // a flag where a decision began, the larger the more traffic it moved
  const words = clock(m.atMillis) + ", " + short(m.provider) + " " + points(m) + " of class " + m.class + ": " + m.reason, size = 3.5 + Math.min(4, 12 * m.moved), y = top + 3, tip = m.up ? -size : size;
  return svg("g", {class: "decision " + (m.up ? "gain" : "loss"), tabindex: 0, role: "img", "aria-label": words, "data-key": m.provider + m.class + m.atMillis},
    svg("line", {x1: at.toFixed(1), x2: at.toFixed(1), y1: y, y2: base}), svg("path", {d: path([[at - size, y - tip / 2], [at + size, y - tip / 2], [at, y + tip / 2 + tip / 4]]) + "Z"}), svg("title", {}, words));
}
function drawTimeline(data) {
  const node = $("timeline"), right = node.clientWidth - 8, left = LEFT + 110, height = data.pool.providers.length * LANE + 26;
  const x = at => left + (at - data.from) / (data.to - data.from) * (right - left), decisions = weighed(data);
  data.mostShare = Math.max(.2, ...data.rows.flatMap(row => [...row.by.values()].map(p => p.share || 0))); // one scale for all lanes
  keepFocus(node, () => {
    node.setAttribute("height", height);
    node.replaceChildren(
      ...data.pool.providers.map((provider, i) => svg("text", {x: left - 10, y: i * LANE + 8 + LANE / 2, class: "lane-name", "text-anchor": "end"}, short(provider))),
      ...axis(data, x, height - 6),
      ...data.pool.providers.map((provider, i) => lane(data, provider, i, x, decisions, right)));
    node.setAttribute("aria-label", decisions.length ? decisions.length + " decisions, newest: " + short(decisions[0].provider) + " " + points(decisions[0]) + ", " + decisions[0].reason : "No share has changed yet");
  });
}

// ---- forecasts
function bands(data, provider, pick) { // one per plan, at the time it is about
  const found = new Map();
  for (const row of data.rows) {
    const p = row.by.get(provider), band = p && p.forecast && pick(p.forecast);
    if (band && p.forecast.forMillis >= data.from) found.set(p.forecast.forMillis, {at: p.forecast.forMillis, ...band});
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
function inside(rows, value, list) { // part of what happened that lay in its band
  let hits = 0, all = 0;
  for (const row of rows) {
    const v = value(row), next = list.find(b => b.at >= row.at), before = list.findLast(b => b.at <= row.at);
    if (v == null || !next || !before || before.high === before.low) continue;
    all++; if (v >= Math.min(next.low, before.low) && v <= Math.max(next.high, before.high)) hits++;
  }
  return all < 5 ? null : hits / all;
}
function pane(data, provider, top, height, width, value, list, least, format, most) {
  const to = data.to + AHEAD, x = at => LEFT + (at - data.from) / (to - data.from) * (width - LEFT - 6);
  const real = data.rows.map(value).filter(v => v != null), peak = Math.max(least, ...real);
  const limit = Math.min(most || Infinity, niceTop([peak, Math.min(2 * peak, Math.max(0, ...list.map(b => b.high)))], least));
  const y = v => top + height - Math.min(1, Math.max(0, v / limit)) * height, g = svg("g");
  for (const v of [0, limit / 2, limit]) g.append(svg("line", {x1: LEFT, x2: width - 6, y1: y(v), y2: y(v), class: "rule"}), svg("text", {x: LEFT - 6, y: y(v) + 4, class: "tick", "text-anchor": "end"}, format(v)));
  g.append(svg("rect", {x: x(data.to), y: top, width: x(to) - x(data.to), height, class: "ahead"}));
  if (list.length > 1) {
    const outline = [...list.map(b => [x(b.at), y(b.high)]), ...[...list].reverse().map(b => [x(b.at), y(b.low)])];
    g.append(svg("path", {d: path(outline) + "Z", class: "band", fill: color(provider)}), svg("path", {d: path(list.map(b => [x(b.at), y(b.expected)])), class: "expected", stroke: color(provider)}));
  }
  for (const part of runs(data.rows, value)) g.append(svg("path", {d: path(part.map(([at, v]) => [x(at), y(v)])), class: "happened"}));
  g.append(svg("line", {x1: x(data.to), x2: x(data.to), y1: top, y2: top + height, class: "now"}));
  return g;
}
function forecastCard(data, provider, width) {
  const p95 = row => row.by.has(provider) ? row.by.get(provider).p95Millis : null, errors = row => row.by.has(provider) ? row.by.get(provider).errorRate : null;
  const late = bands(data, provider, f => f.p95Millis), bad = bands(data, provider, f => f.errorRate), newest = late[late.length - 1], share = inside(data.rows, p95, late);
  const x = at => LEFT + (at - data.from) / (data.to + AHEAD - data.from) * (width - LEFT - 6);
  const said = !newest ? "too little measured" : newest.trusted ? "in use, skill " + newest.skill.toFixed(2) : "not in use";
  const words = short(provider) + ", p95 and errors; forecast " + said + (share == null ? "" : "; " + percent(share) + " of what happened lay in the band");
  return el("figure", {class: "forecast", "data-provider": provider},
    el("figcaption", {}, el("span", {class: "name"}, swatch(provider), short(provider)), el("span", {class: "pill " + (newest && newest.trusted ? "good" : ""), title: "a forecast that does no better than assuming no change is not used"}, said), share == null ? null : el("span", {class: "sub"}, percent(share) + " inside the band")),
    svg("svg", {width, height: 178, role: "img", "aria-label": words},
      pane(data, provider, 6, 84, width, p95, late, 20, millis), svg("text", {x: LEFT + 4, y: 16, class: "tick"}, "p95"),
      pane(data, provider, 104, 50, width, errors, bad, .05, errorText, 1), svg("text", {x: LEFT + 4, y: 114, class: "tick"}, "errors"),
      ...axis(data, x, 172, data.to + AHEAD)));
}
function drawForecasts(data) {
  const node = $("forecasts"), last = data.rows[data.rows.length - 1], traffic = p => last && last.by.has(p) ? last.by.get(p).requestsPerSecond : 0;
  const shownHere = data.pool.providers.length <= MOST_FORECASTS ? data.pool.providers : [...data.pool.providers].sort((a, b) => traffic(b) - traffic(a)).slice(0, MOST_FORECASTS);
  const columns = Math.max(1, Math.min(3, Math.floor(node.clientWidth / 330))), width = Math.floor((node.clientWidth - (columns - 1) * 18) / columns);
  node.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  node.replaceChildren(...shownHere.map(provider => forecastCard(data, provider, width)));
}

// ---- cost
function drawCost(data) {
  const node = $("cost"), width = node.clientWidth, height = +node.getAttribute("height"), bottom = height - 20, {found} = entries(data.pool);
  const plans = [...found.values()].map(list => list[0]), currency = plans.length ? plans[0].price.currency : "";
  const perRequest = plans.reduce((sum, p) => sum + p.declared * p.price.perMillionRequests, 0) / 1e6;
  const declared = row => row.clients && perRequest > 0 ? perRequest * row.clients.requestsPerSecond * 3600 : null;
  const of = (row, provider) => (row.by.has(provider) && row.by.get(provider).costPerHour) || 0, total = row => data.pool.providers.reduce((sum, p) => sum + of(row, p), 0);
  const limit = niceTop(data.rows.flatMap(row => [total(row), declared(row) || 0]), 1e-4), x = at => LEFT + (at - data.from) / (data.to - data.from) * (width - LEFT - 8), y = v => bottom - v / limit * (bottom - 8);
  const parts = [];
  for (const v of [0, .25, .5, .75, 1]) parts.push(svg("line", {x1: LEFT, x2: width - 8, y1: y(v * limit), y2: y(v * limit), class: "rule"}), svg("text", {x: LEFT - 6, y: y(v * limit) + 4, class: "tick", "text-anchor": "end"}, money(v * limit)));
  let below = data.rows.map(() => 0);
  for (const provider of data.pool.providers) {
    const above = data.rows.map((row, i) => below[i] + of(row, provider)), outline = [...data.rows.map((row, i) => [x(row.at), y(above[i])]), ...data.rows.map((row, i) => [x(row.at), y(below[i])]).reverse()];
    parts.push(svg("path", {d: path(outline) + "Z", class: "spend", fill: color(provider), "data-provider": provider}, svg("title", {}, short(provider))));
    below = above;
  }
  for (const part of runs(data.rows, declared)) parts.push(svg("path", {d: path(part.map(([at, v]) => [x(at), y(v)])), class: "declared"}));
  let spent = 0, without = 0, requests = 0;
  data.rows.forEach((row, i) => { if (!i) return; const hours = (row.at - data.rows[i - 1].at) / 3.6e6; spent += total(row) * hours; without += (declared(row) || 0) * hours; requests += row.clients ? row.clients.requestsPerSecond * hours * 3600 : 0; });
  node.replaceChildren(...parts, ...axis(data, x, height - 4));
  const saved = without - spent, words = [money(spent) + " " + currency + " in the time shown", requests ? (spent / requests * 1e6).toFixed(2) + " " + currency + " a million requests" : null,
    without > 0 ? percent(Math.abs(saved) / without) + (saved >= 0 ? " less" : " more") + " than declared weights (dashed)" : null].filter(Boolean).join(" · ");
  $("spent").textContent = words; node.setAttribute("aria-label", "Cost per hour by provider: " + words);
}

// A document opened at the cited words. As a pane it waits for `root.open`; as a page it draws what it is given.
const library = (window.cotejoLibrary ??= new Map());
const keyOf = (source) => `${source.doc_id}@${source.version ?? ""}`;

const drawPieces = (block, marks) =>
  pieces(block.t, [...(block.r ?? []), ...marks.map(([start, end, name]) => [start - block.s, end - block.s, name])]).map(
    (piece) => (piece.names.length ? make("span", { class: piece.names.join(" ") }, piece.text) : piece.text),
  );

const drawRow = (block, marks) => {
  const row = make("div", { class: "cj-row" });
  const slice = slicer(block.t);
  const edges = Array.from(block.t).flatMap((c, at) => (c === "|" ? [at] : []));
  edges.slice(0, -1).forEach((from, at) => {
    const cell = { s: block.s + from + 1, t: slice(from + 1, edges[at + 1]) };
    row.append(make("span", { class: "cj-cell" }, drawPieces(cell, marks)));
  });
  return row;
};

const TAGS = { heading: (block, mode) => `h${Math.min(6, (block.l ?? 1) + (mode === "page" ? 1 : 2))}`, item: () => "div", row: () => "div", text: () => "p" };
const drawBlock = (block, marks, mode) => {
  if (block.k === "rule") return null;
  if (block.k === "row" && block.t.split("|").length > 2) return drawRow(block, marks);
  return make(TAGS[block.k](block, mode), { class: `cj-block cj-${block.k} cj-level-${block.l ?? 0}`, "data-start": block.s }, drawPieces(block, marks));
};

const drawBlocks = (say, blocks, marks, mode) => {
  let page = null;
  return blocks.flatMap((block) => {
    const turned = block.p && block.p !== page;
    if (turned) page = block.p;
    return [turned ? make("div", { class: "cj-page" }, say("pages", { n: page })) : null, drawBlock(block, marks, mode)].filter(Boolean);
  });
};

// Where the cited words stand now: at their offsets, elsewhere if the document has changed, or nowhere.
const locate = (blocks, source) => {
  const home = blocks.find((b) => b.s <= source.start && source.start < b.s + lengthOf(b.t));
  const first = source.quote.trim().split("\n")[0];
  if (home && slicer(home.t)(source.start - home.s, source.start - home.s + lengthOf(first)) === first) return 0;
  const other = blocks.find((b) => b.t.includes(first));
  if (!other) return null;
  return other.s + lengthOf(other.t.slice(0, other.t.indexOf(first))) - source.start;
};

const marksOf = (source, shift) => [
  [source.passage.start + shift, source.passage.end + shift, "cj-in-passage"],
  [source.start + shift, source.end + shift, "cj-in-quote"],
  ...(source.focus ? [[source.focus[0] + shift, source.focus[1] + shift, "cj-in-focus"]] : []),
];

const preview = (source) => [{ s: source.passage.start, t: source.passage.text, k: "text", r: source.passage.ranges }];

const drawText = (root, say) => {
  const { list, at, body } = root;
  const source = list[at];
  const stored = library.get(keyOf(source));
  const shift = stored?.blocks ? locate(stored.blocks, source) : 0;
  const found = stored?.blocks && shift !== null;
  const note = !stored ? say("loading") : !stored.blocks ? say("gone") : !found ? say("older") : stored.part ? say("part") : "";
  const blocks = found ? stored.blocks : preview(source);
  body.replaceChildren(
    note ? make("p", { class: "cj-note", role: "status" }, note) : "",
    ...drawBlocks(say, blocks, marksOf(source, found ? shift : 0)),
  );
  const home = found && blocks.find((b) => b.s <= source.start + shift && source.start + shift < b.s + lengthOf(b.t));
  if (home?.p) root.head.querySelector(".cj-by").textContent = told(say, { ...source, page: home.p });
  const mark = body.querySelector(".cj-in-quote");
  if (mark) body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight * 0.28;
  if (!stored) root.want(source);
};

const readerAddress = (source) => {
  const query = new URLSearchParams({ doc: source.doc_id, at: `${source.start}-${source.end}` });
  return `reader?${query}`;
};

const told = (say, source) =>
  [source.kind ? say(`kind.${source.kind}`) : "", byline(source), place(say, source)].filter(Boolean).join(" · ");

const drawHead = (root, say) => {
  const { list, at } = root;
  const source = list[at];
  const step = (shape, label, by) =>
    make("button", { class: "cj-tool", type: "button", "aria-label": label, title: label, disabled: list.length < 2,
      onclick: () => root.show(list, (at + by + list.length) % list.length, true) }, icon(shape));
  root.head.replaceChildren(
    make("div", { class: "cj-bar" },
      make("span", { class: "cj-count" }, say("of", { i: at + 1, n: list.length })),
      step("left", say("previous"), -1), step("right", say("next"), 1),
      make("span", { class: "cj-space" }),
      make("a", { class: "cj-link", href: readerAddress(source), "aria-label": say("whole_page") }, icon("page"), make("span", {}, say("whole_page"))),
      source.url ? make("a", { class: "cj-link", href: source.url, target: "_blank", rel: "noopener noreferrer", "aria-label": say("original") }, icon("out"), make("span", {}, say("original"))) : null,
      make("button", { class: "cj-tool cj-close", type: "button", "aria-label": say("close"), title: say("close"), onclick: () => root.close() }, icon("close"))),
    make("h2", { class: "cj-title", tabindex: "-1" }, source.title),
    make("p", { class: "cj-by" }, told(say, source)),
  );
};

const markChip = (root) => {
  document.querySelectorAll(".cj-chip.cj-current").forEach((chip) => chip.classList.remove("cj-current"));
  const source = root.list?.[root.at];
  const turn = root.from?.closest?.(".cj-turn");
  if (!source || !turn || root.dataset.open !== "true") return;
  turn.querySelectorAll(`.cj-chip[data-number="${source.number}"]`).forEach((chip) => chip.classList.add("cj-current"));
};

const preparePane = (root, say) => {
  root.head = root.querySelector(".cj-reader-head");
  root.body = root.querySelector(".cj-reader-body");
  root.show = (list, at, keepFocus) => {
    Object.assign(root, { list, at });
    root.dataset.open = "true";
    drawHead(root, say);
    drawText(root, say);
    markChip(root);
    root.head.querySelector(keepFocus ? ".cj-tool:not([disabled])" : ".cj-title")?.focus({ preventScroll: true });
  };
  root.close = () => {
    root.dataset.open = "false";
    markChip(root);
    root.from?.focus?.({ preventScroll: true });
  };
  root.open = (list, at, from) => {
    root.from = from;
    root.show(list, at);
  };
  root.onkeydown = (event) => {
    if (event.key === "Escape") root.close();
    if (event.target.closest?.("input, textarea")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && root.list.length > 1) root.show(root.list, (root.at + by + root.list.length) % root.list.length, true);
  };
};

const find = (root, say, field, count) => {
  const wanted = field.value.trim().toLowerCase();
  if (root.sought !== wanted) {
    root.sought = wanted;
    root.at = -1;
    root.hits = wanted.length < 2 ? [] : root.blocks.flatMap((b) => {
      const text = b.t.toLowerCase();
      const hits = [];
      for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
        const start = b.s + lengthOf(b.t.slice(0, i));
        hits.push([start, start + lengthOf(wanted)]);
      }
      return hits;
    });
  }
  const { hits } = root;
  root.at = hits.length ? (root.at + 1) % hits.length : -1;
  const marks = hits.map(([s, e], i) => [s, e, i === root.at ? "cj-found cj-found-here" : "cj-found"]);
  root.body.replaceChildren(...drawBlocks(say, root.blocks, [...root.marks, ...marks], "page"));
  root.body.querySelector(".cj-found-here")?.scrollIntoView({ block: "center" });
  count.textContent = wanted.length < 2 ? "" : hits.length ? say("found", { i: root.at + 1, n: hits.length }) : say("not_found");
};

// The page's own heading is the title already.
const withoutTitle = (blocks, title) =>
  blocks[0]?.k === "heading" && blocks[0].t.replace(/^#+\s*/, "").trim() === title.trim() ? blocks.slice(1) : blocks;

const drawPage = (root, say, data) => {
  root.blocks = withoutTitle(data.document.blocks, data.document.title);
  root.marks = data.at ? [[data.at[0], data.at[1], "cj-in-quote"]] : [];
  const count = make("span", { class: "cj-count", role: "status" });
  const field = make("input", { class: "cj-find", type: "search", placeholder: say("find"), "aria-label": say("find") });
  field.addEventListener("keydown", (event) => event.key === "Enter" && find(root, say, field, count));
  const headings = root.blocks.filter((b) => b.k === "heading");
  const go = (block) => () => root.body.querySelector(`[data-start="${block.s}"]`)?.scrollIntoView({ block: "start", behavior: "smooth" });
  root.body = make("div", { class: "cj-reader-body" }, drawBlocks(say, root.blocks, root.marks, "page"));
  root.replaceChildren(
    make("div", { class: "cj-bar cj-find-bar" }, field, count),
    data.document.part ? make("p", { class: "cj-note" }, say("part")) : "",
    headings.length > 1
      ? make("details", { class: "cj-outline" }, make("summary", {}, say("headings")), make("ul", {},
          headings.map((b) => make("li", { style: `margin-left:${(b.l - 1) * 0.9}rem` },
            make("button", { class: "cj-quiet", type: "button", onclick: go(b) }, b.t.replace(/^#+\s*/, ""))))))
      : "",
    root.body,
  );
  requestAnimationFrame(() => root.body.querySelector(".cj-in-quote")?.scrollIntoView({ block: "center" }));
};

export default function ({ data: { told }, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cj-reader");
  const data = JSON.parse(told);
  const say = speak(data.words);
  root.dataset.mode = data.mode;
  root.setAttribute("aria-label", say("reader"));
  if (data.mode === "page") {
    if (root.told !== told) drawPage(root, say, data);
    root.told = told;
    return;
  }
  root.want = (source) => {
    setTriggerValue("want", { doc_id: source.doc_id, start: source.start, at: Date.now() });
    clearTimeout(root.waiting);
    root.waiting = setTimeout(() => root.dataset.open === "true" && !library.has(keyOf(root.list[root.at])) && root.want(root.list[root.at]), 2500);
  };
  if (root.language !== data.words.reader) {
    preparePane(root, say);
    root.language = data.words.reader;
  }
  if (data.document) {
    library.set(keyOf(data.document), data.document);
    if (root.dataset.open === "true" && root.list[root.at].doc_id === data.document.doc_id) drawText(root, say);
  }
}

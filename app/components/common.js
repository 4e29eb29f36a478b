// Shared by the components: elements are made here, always from text, never from markup.
const make = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
};

const speak = (words) => (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// Offsets come from Python, which counts characters; JavaScript counts half of some.
const characters = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : null);
const slicer = (text) => {
  const points = characters(text);
  return points ? (start, end) => points.slice(start, end).join("") : (start, end) => text.slice(start, end);
};
const lengthOf = (text) => characters(text)?.length ?? text.length;

// The pieces of a text between the edges of its ranges, each with the classes of the ranges that cover it.
const pieces = (text, ranges) => {
  const length = lengthOf(text);
  const slice = slicer(text);
  const inside = ranges
    .map(([start, end, name]) => [Math.max(0, start), Math.min(length, end), name])
    .filter(([start, end]) => start < end);
  const edges = [...new Set([0, length, ...inside.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => {
    const start = edges[at];
    const names = inside.filter(([s, e]) => s <= start && e >= end).map(([, , name]) => name);
    return { text: slice(start, end), names, start };
  });
};

const SHAPES = {
  up: "M7 10v11H4V10h3Zm2 0 4-8c1.5 0 2.5 1 2.5 2.5V9H20a2 2 0 0 1 2 2.3l-1.2 8A2 2 0 0 1 18.8 21H9V10Z",
  down: "M17 14V3h3v11h-3Zm-2 0-4 8c-1.5 0-2.5-1-2.5-2.5V15H4a2 2 0 0 1-2-2.3l1.2-8A2 2 0 0 1 5.2 3H15v11Z",
  copy: "M8 8V4h12v12h-4M4 8h12v12H4V8Z",
  pen: "M4 20l1-4L16 5l3 3L8 19l-4 1Z",
  close: "M6 6l12 12M18 6L6 18",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  stop: "M7 7h10v10H7z",
  page: "M4 4h7v16H4zM13 4h7v16h-7z",
};
const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "cj-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
};

const byline = (source) =>
  [source.authors, source.publisher !== source.authors ? source.publisher : "", source.published]
    .filter(Boolean)
    .join(" · ");
const place = (say, source) =>
  [source.section !== source.title ? source.section : "", source.page ? say("page", { n: source.page }) : ""].filter(Boolean).join(" · ");

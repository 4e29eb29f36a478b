// One question and its answer. Draws what `show.turn_view` tells; reports what the visitor does as one trigger, `act`.
const openReader = (list, at, from) => document.querySelector(".cj-reader[data-mode=pane]")?.open?.(list, at, from);

const drawQuote = (source) =>
  pieces(source.quote, source.ranges).map((piece) =>
    piece.names.length ? make("span", { class: piece.names.join(" ") }, piece.text) : piece.text,
  );

const drawTranslation = (say, text) =>
  text ? make("span", { class: "cj-translation" }, make("span", { class: "cj-translated" }, say("translated"), ": "), text) : null;

const drawCard = (say, root) => {
  const card = make("div", { class: "cj-card", role: "tooltip", id: `card-${root.dataset.turn}` });
  root.append(card);
  return (chip, source) => {
    if (!source) return card.classList.remove("cj-on");
    const parts = [
      make("div", { class: "cj-card-quote" }, drawQuote(source)),
      drawTranslation(say, source.translation),
      make("div", { class: "cj-card-title" }, source.title),
      make("div", { class: "cj-card-by" }, [byline(source), place(say, source)].filter(Boolean).join(" — ")),
      make("div", { class: "cj-card-hint" }, say("click_to_open")),
    ];
    card.replaceChildren(...parts.filter(Boolean));
    card.classList.add("cj-on");
    const at = chip.getBoundingClientRect();
    const width = Math.min(420, window.innerWidth - 24);
    card.style.width = `${width}px`;
    card.style.left = `${Math.max(12, Math.min(at.left - 24, window.innerWidth - width - 12))}px`;
    const above = at.top - card.offsetHeight - 8;
    card.style.top = `${above > 60 ? above : at.bottom + 8}px`;
  };
};

const drawChip = (say, source, list, showCard, root) => {
  const open = (event) => {
    showCard(null, null);
    openReader(list, list.indexOf(source), event.currentTarget);
  };
  const show = (event) => showCard(event.currentTarget, source);
  const hide = () => showCard(null, null);
  return make(
    "button",
    {
      class: source.older ? "cj-chip cj-older" : "cj-chip", type: "button", "data-number": source.number,
      "aria-label": say("open_source", { n: source.number, title: source.title }),
      "aria-describedby": `card-${root.dataset.turn}`,
      onclick: open, onmouseenter: show, onfocus: show, onmouseleave: hide, onblur: hide,
      onkeydown: (event) => event.key === "Escape" && hide(),
    },
    String(source.number),
  );
};

const drawStatement = (say, statement, answer, list, showCard, root) => {
  const text = pieces(statement.text, statement.ranges).map((piece) =>
    piece.names.length ? make("span", { class: piece.names.join(" ") }, piece.text) : piece.text,
  );
  const chips = statement.cites
    .map((number) => answer.evidence[number])
    .filter(Boolean)
    .map((source) => drawChip(say, source, list, showCard, root));
  const plain = statement.voice === "reported fact";
  const verdict = statement.verdict !== "SUPPORTED" ? say(`verdict.${statement.verdict}`) : "";
  return make(
    "p",
    { class: `cj-statement ${statement.quoted ? "cj-quoted" : ""}`, "data-verdict": statement.verdict },
    statement.preface ? make("span", { class: "cj-preface" }, statement.preface, " ") : null,
    make("span", { class: "cj-text" }, text),
    chips.length ? make("span", { class: "cj-chips" }, " ", chips) : null,
    plain ? null : make("span", { class: "cj-voice" }, say(`voice.${statement.voice}`)),
    verdict ? make("span", { class: "cj-verdict" }, verdict) : null,
    drawTranslation(say, statement.translation),
  );
};

const drawSources = (say, list) =>
  make(
    "ol",
    { class: "cj-sources", "aria-label": say("cited") },
    list.map((source, at) =>
      make(
        "li",
        {},
        make(
          "button",
          { class: "cj-source", type: "button", onclick: (event) => openReader(list, at, event.currentTarget) },
          make("span", { class: "cj-source-number" }, String(source.number)),
          make(
            "span",
            { class: "cj-source-text" },
            make("span", { class: "cj-source-title" }, source.title),
            make("span", { class: "cj-source-by" }, [byline(source), place(say, source)].filter(Boolean).join(" — ")),
            source.older ? make("span", { class: "cj-warn" }, say("older")) : null,
          ),
        ),
      ),
    ),
  );

const drawNames = (label, names) =>
  names.length
    ? make("div", { class: "cj-names" }, make("h4", {}, label), make("ul", {}, names.map((name) => make("li", {}, name))))
    : null;

const drawSearched = (say, answer) => {
  const searched = answer.searched;
  if (!searched.count) return null;
  const key = searched.count === 1 ? "searched_one" : "searched";
  return make(
    "details",
    { class: "cj-searched" },
    make("summary", {}, say(key, { d: searched.count, p: searched.passages })),
    answer.scoped ? make("p", { class: "cj-warn" }, say("scope")) : null,
    drawNames(say("cited"), searched.cited.map((d) => d.title)),
    drawNames(say("silent"), searched.silent.map((d) => d.title)),
    drawNames(say("absent"), searched.absent),
  );
};

const beginning = (text) => {
  const paragraphs = text.split(/\n+/).map((part) => part.trim()).filter(Boolean);
  const first = (paragraphs.find((part) => !/^[#|]/.test(part)) ?? paragraphs[0] ?? "").replace(/^[-*•]\s+/, "");
  return first.length > 240 ? first.slice(0, 240).replace(/\s+\S*$/, "") : first;
};

const drawNearest = (say, nearest) =>
  nearest.length
    ? make(
        "div",
        { class: "cj-nearest" },
        make("h3", {}, say("nearest")),
        nearest.map((source, at) =>
          make(
            "button",
            { class: "cj-near", type: "button", onclick: (event) => openReader(nearest, at, event.currentTarget) },
            make("span", { class: "cj-near-text" }, beginning(source.quote), " …"),
            make("span", { class: "cj-source-by" }, [source.title, place(say, source)].filter(Boolean).join(" — ")),
          ),
        ),
      )
    : null;

const drawQuery = (say, view, act) => {
  const shown = view.answer?.query;
  if (!shown) return null;
  const box = make("div", { class: "cj-query" });
  const read = () =>
    box.replaceChildren(
      make("span", { class: "cj-label" }, say("searched_as")), " ",
      make("q", {}, shown), " ",
      view.mine ? make("button", { class: "cj-quiet", type: "button", onclick: edit }, icon("pen"), say("edit_query")) : "",
    );
  const edit = () => {
    const field = make("input", { class: "cj-input", type: "text", value: shown, "aria-label": say("searched_as"), maxlength: 2000 });
    const send = () => field.value.trim() && act({ kind: "query", question: view.question, query: field.value.trim() });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") send();
      if (event.key === "Escape") read();
    });
    box.replaceChildren(
      field,
      make("button", { class: "cj-button", type: "button", onclick: send }, say("search_again")),
      make("button", { class: "cj-quiet", type: "button", onclick: read }, say("cancel")),
    );
    field.focus();
  };
  read();
  return box;
};

const drawCorrection = (say, view, act, row) => {
  const field = make("textarea", { class: "cj-input", rows: 2, "aria-label": say("correction"), placeholder: say("correction") });
  field.value = view.correction;
  const send = () => act({ kind: "judge", judgement: "wrong", correction: field.value.trim() });
  const form = make(
    "div",
    { class: "cj-correction" },
    field,
    make("button", { class: "cj-button", type: "button", onclick: send }, say("send")),
    make("button", { class: "cj-quiet", type: "button", onclick: () => form.remove() }, say("cancel")),
  );
  row.after(form);
  field.focus();
};

const copyAnswer = (view, say) => async (event) => {
  const button = event.currentTarget;
  const sources = Object.values(view.answer.evidence).map(
    (s) => `[${s.number}] “${s.quote}” ${[s.title, byline(s), place(say, s), s.url].filter(Boolean).join(", ")}`,
  );
  const told = view.answer.statements.map((s) =>
    [s.preface, s.text, s.cites.map((n) => `[${n}]`).join("")].filter(Boolean).join(" "),
  );
  await navigator.clipboard.writeText([told.join(" "), ...sources].join("\n"));
  button.setAttribute("aria-label", say("copied"));
  button.title = say("copied");
};

const drawTools = (say, view, act) => {
  const judged = view.judgement;
  const row = make("div", { class: "cj-tools" });
  const tool = (shape, label, on, press) =>
    make("button", { class: `cj-tool ${on ? "cj-pressed" : ""}`, type: "button", title: label, "aria-label": label,
      "aria-pressed": press === copy ? null : String(on), onclick: press }, icon(shape));
  const copy = copyAnswer(view, say);
  const judge = (judgement) => () => act({ kind: "judge", judgement: judged === judgement ? "" : judgement, correction: "" });
  row.append(
    tool("up", say("good"), judged === "right", judge("right")),
    tool("down", say("bad"), judged === "wrong", () => (judged === "wrong" ? judge("wrong")() : drawCorrection(say, view, act, row))),
    tool("copy", say("copy"), false, copy),
  );
  if (judged === "case") row.append(make("span", { class: "cj-small" }, say("case_made")));
  else if (judged)
    row.append(
      make("span", { class: "cj-small" }, say("thanks")),
      make("button", { class: "cj-quiet", type: "button", onclick: () => act({ kind: "case" }) }, say("make_case")),
    );
  return row;
};

const drawSuggestions = (say, view, act) =>
  view.suggestions.length
    ? make(
        "div",
        { class: "cj-follow" },
        make("h3", {}, say("follow")),
        view.suggestions.map((question) =>
          make("button", { class: "cj-suggestion", type: "button", onclick: () => act({ kind: "ask", question }) }, question),
        ),
      )
    : null;

const drawAnswer = (say, view, act, showCard, root) => {
  const answer = view.answer;
  const list = Object.values(answer.evidence).sort((a, b) => a.number - b.number);
  const label = answer.outcome === "ANSWERED" || view.open ? (answer.unchecked && !view.open ? "UNCHECKED" : "") : answer.outcome;
  const held = answer.withheld.length;
  return [
    label ? make("p", { class: `cj-outcome cj-${label.toLowerCase()}` }, say(`outcome.${label}`)) : null,
    make("div", { class: "cj-answer" }, answer.statements.map((s) => drawStatement(say, s, answer, list, showCard, root))),
    held ? make("details", { class: "cj-withheld" }, make("summary", {}, say(held === 1 ? "withheld_one" : "withheld", { n: held })),
      answer.withheld.map((s) => make("p", {}, make("del", {}, s.text), " ", make("span", { class: "cj-verdict" }, say(`verdict.${s.verdict}`))))) : null,
    answer.notes.length ? make("div", { class: "cj-notes", role: "note" }, answer.notes.map((note) => make("p", {}, note))) : null,
    answer.model && !view.open ? make("p", { class: "cj-small cj-written" }, say("written", { model: answer.model })) : null,
    list.length ? drawSources(say, list) : null,
    answer.abstained ? drawNearest(say, answer.searched.nearest) : null,
    view.open ? null : make("div", { class: "cj-foot" }, drawSearched(say, answer), view.mine ? drawTools(say, view, act) : null),
  ];
};

const drawState = (say, view, act) => {
  if (view.open) {
    const stage = view.state === "stopping" ? say("stopping") : say(`stage.${view.stage}`) ;
    return make(
      "div",
      { class: "cj-working", role: "status" },
      make("span", { class: "cj-dots", "aria-hidden": "true" }, make("i"), make("i"), make("i")),
      make("span", {}, stage.startsWith("stage.") ? say("stage.other") : stage),
      view.mine && view.state !== "stopping"
        ? make("button", { class: "cj-button cj-stop", type: "button", onclick: () => act({ kind: "stop" }) }, icon("stop"), say("stop"))
        : null,
    );
  }
  if (view.state === "done") return null;
  return make(
    "div",
    { class: "cj-ended", role: "alert" },
    make("p", {}, say(`state.${view.state}`)),
    view.error ? make("p", { class: "cj-error" }, view.error) : null,
    view.mine ? make("button", { class: "cj-button", type: "button", onclick: () => act({ kind: "again" }) }, say("again")) : null,
  );
};

// A question that was just asked, and the last one of a conversation that was just opened, come into view once.
const seen = (window.cotejoSeen ??= new Set());
const comeIntoView = (root, view) => {
  if (!view.last || seen.has(view.id)) return;
  seen.add(view.id);
  if (view.position > 1) setTimeout(() => root.scrollIntoView({ block: "start" }), 150);
};

// Follow-ups come late, when the visitor may be pressing a citation; what they press must stay where it is.
const drawFollowUps = (root, say, view) => {
  root.querySelector(".cj-follow")?.remove();
  const follow = view.open ? null : drawSuggestions(say, view, (what) => root.act(what));
  if (follow) root.append(follow);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cj-turn");
  const { turn: view, words } = JSON.parse(data.told);
  root.act = (what) => setTriggerValue("act", { ...what, id: view.id, at: Date.now() });
  if (root.told === data.told) return;
  root.told = data.told;
  const say = speak(words);
  const act = (what) => root.act(what);
  const settled = JSON.stringify({ ...view, suggestions: [], words });
  if (root.settled === settled) return drawFollowUps(root, say, view);
  root.settled = settled;
  root.dataset.turn = view.id;
  root.dataset.state = view.state;
  root.dataset.last = String(view.last && view.position > 1);
  root.setAttribute("aria-label", `${say("you_asked")}: ${view.question}`);
  root.replaceChildren(make("h2", { class: "cj-question" }, view.question));
  const showCard = drawCard(say, root);
  const parts = [
    drawQuery(say, view, act),
    view.answer ? drawAnswer(say, view, act, showCard, root) : null,
    drawState(say, view, act),
  ];
  root.append(...parts.flat().filter(Boolean));
  drawFollowUps(root, say, view);
  comeIntoView(root, view);
}

// The snippet builder: a form on the left, the very calculator and the snippet for it on the right.
// form.js says what is asked, the program says what is wrong with it, snippet.js writes it down.
import "./embed.js";
import "./iframe.js";
import { palette } from "./contrast.js";
import { byId, datalist, draw, hintOf, make } from "./controls.js";
import { FIELDS, SECTIONS, attributes, choices, look, problems } from "./form.js";
import { PLATFORMS, frameAddress } from "./snippet.js";

const MOVING = new URL("../v1/", import.meta.url).href;
const WIDTHS = { wide: "As wide as here", phone: "As on a phone" };
// Milliseconds without a key until the program checks and the preview follows.
const REST = 250;

const failed = (error) => {
  byId("status").textContent = "A part of this page could not be loaded. Load it again.";
  throw error;
};
const json = async (url) => {
  const response = await fetch(url).catch(failed);
  return response.ok ? response.json() : failed(new Error(`${response.status} for ${url}`));
};
const offers = await json(new URL("builder.json", import.meta.url));
const fixed = new URL(`../${offers.version}/`, import.meta.url).href;
const integrity = json(`${fixed}integrity.json`);
const load = async () => {
  const module = await import(`${fixed}calculator.js`);
  await module.default({ module_or_path: `${fixed}calculator.wasm` });
  return module;
};
const program = load().catch(failed);

const known = choices(offers);
const state = Object.fromEntries(FIELDS.map((field) => [field.key, field.kind === "rows" ? [] : (known[field.key]?.usual ?? "")]));
// Nobody should go without having chosen where their leads go.
Object.assign(state, { "lead-provider": "", height: "1200", platform: PLATFORMS[0].name, width: "wide" });
// Fields that the visitor has left, whose problems are shown.
const left = new Set();
let found = [];

const shown = (field) => field.when(state);
const placeOf = (field) => document.querySelector(`[data-field="${field.key}"]`);

// ---- The form

const set = (key, value) => {
  state[key] = value;
  later();
};

const drawForm = () => {
  const form = { state, known, set, later: () => later(), leave };
  for (const section of SECTIONS) {
    const fields = FIELDS.filter((field) => section.fields.some((one) => one.key === field.key));
    const lede = section.lede ? [make("p", { textContent: section.lede })] : [];
    const boxes = (folded) => fields.filter((field) => Boolean(field.more) === folded).map((field) => draw(field, form));
    const more = boxes(true);
    const folded = more.length ? [make("details", {}, make("summary", { textContent: "More" }), ...more)] : [];
    const legend = make("legend", { textContent: section.title });
    byId("form").append(make("fieldset", { className: "section" }, legend, ...lede, ...boxes(false), ...folded));
  }
  byId("form").append(datalist("map-list", Object.entries(offers.keys)));
  byId("form").addEventListener("submit", (event) => event.preventDefault());
  for (const [id, key, entries] of [["platforms", "platform", PLATFORMS.map(({ name, label }) => [name, label])], ["widths", "width", Object.entries(WIDTHS)]]) {
    for (const [value, text] of entries) {
      const radio = make("input", { type: "radio", name: key, value, checked: state[key] === value, onchange: () => set(key, value) });
      byId(id).append(make("label", {}, radio, text));
    }
  }
};

const showFields = () => {
  for (const field of FIELDS) {
    placeOf(field).hidden = !shown(field);
    byId(`${field.key}-hint`).textContent = hintOf(field, state);
  }
  for (const section of document.querySelectorAll(".section, .section details")) section.hidden = ![...section.querySelectorAll("[data-field]")].some((place) => !place.hidden);
};

// ---- What is wrong

const leave = (key) => {
  left.add(key);
  showProblems();
};

// The field whose key this is, or whose group an attribute belongs to.
const fieldOf = (key) => FIELDS.find((field) => shown(field) && (field.key === key || (field.kind === "rows" && key.startsWith(`${field.key}-`))));

const check = async () => {
  const wished = palette({ accent: state.accent, surface: state.surface, text: state.text }, state.theme);
  const ours = [...wished.problems, ...problems(state)];
  const pairs = attributes(state, offers);
  const theirs = (await program).check({ attributes: Object.fromEntries(pairs) }).map(({ key, sentence }) => [key, sentence]);
  const all = [...ours, ...theirs].map(([key, sentence, instead]) => {
    const field = fieldOf(key);
    return { field, sentence: sentence.replace(`“${key}”`, `“${field?.label}”`), instead };
  });
  // The first problem of a field says enough.
  found = all.filter(({ field }, index) => field && all.findIndex((one) => one.field === field) === index);
  return { pairs, wished };
};

const showProblems = () => {
  for (const field of FIELDS) {
    const place = placeOf(field);
    const problem = found.find((one) => one.field === field && (left.has(field.key) || filled(field)));
    place.classList.toggle("wrong", Boolean(problem));
    place.querySelector("input, select, textarea")?.setAttribute("aria-invalid", String(Boolean(problem)));
    const line = byId(`${field.key}-problem`);
    line.hidden = !problem;
    line.replaceChildren(...(problem ? [problem.sentence, ...remedy(problem)] : []));
  }
  const links = found.map((one) => make("li", {}, make("button", { type: "button", className: "plain", textContent: `${one.field.label}: ${one.sentence}`, onclick: () => focus(one.field) })));
  byId("summary").hidden = !links.length;
  byId("summary").replaceChildren(make("p", { textContent: "Settle this first:" }), make("ul", {}, ...links));
};

const filled = (field) => field.kind !== "rows" && !field.needed && Boolean(state[field.key].trim()) && document.activeElement?.id !== field.key;

const remedy = ({ field, instead }) => {
  if (!instead) return [];
  const use = () => {
    byId(field.key).value = instead;
    byId(field.key).dispatchEvent(new Event("input"));
    byId(field.key).focus();
  };
  return [make("button", { type: "button", className: "plain", textContent: `Use ${instead}`, onclick: use })];
};

const focus = (field) => {
  left.add(field.key);
  showProblems();
  const folded = placeOf(field).closest("details");
  if (folded) folded.open = true;
  placeOf(field).querySelector("input, select, textarea, button").focus();
};

// ---- Snippet and preview

const wish = async ({ pairs, wished }) => {
  const attributes = wished.theme === "auto" ? pairs : [...pairs.filter(([key]) => key !== "theme"), ["theme", wished.theme]];
  return {
    base: state.kind === "pinned" ? fixed : MOVING,
    kind: state.kind,
    integrity: state.kind === "pinned" ? (await integrity)["embed.js"] : "",
    attributes,
    look: look(state, wished),
    title: "Pipeline calculator",
    height: state.height.trim() || "1200",
  };
};

const POLICY = {
  element: (origin, lead) => `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${[origin, lead].filter(Boolean).join(" ")}`,
  iframe: (origin) => `frame-src ${origin}; script-src ${origin}`,
};

const destination = () => {
  if (state.mode !== "gated") return "";
  if (state["lead-provider"] === "hubspot") return /^(|na1)$/.test(state.region.trim()) ? "https://api.hsforms.com" : `https://api-${state.region.trim()}.hsforms.com`;
  try {
    return state["lead-provider"] === "host" ? "" : new URL(state["lead-endpoint"]).origin;
  } catch {
    return "";
  }
};

const showSnippet = (wished) => {
  const platform = PLATFORMS.find(({ name }) => name === state.platform);
  byId("snippet").textContent = platform.write(wished);
  byId("steps").replaceChildren(...platform.steps.map((textContent) => make("li", { textContent })));
  byId("policy").textContent = POLICY[state.kind === "iframe" ? "iframe" : "element"](new URL(MOVING).origin, destination());
  byId("status").textContent = "";
};

// The calculator of the preview forgets between two looks that somebody has opened the answer.
const forget = () => {
  try {
    localStorage.removeItem("enough-pipeline:opened");
  } catch {
    // Nothing is kept then.
  }
};

// Settings after which the preview begins anew.
const FRESH = ["calculator", "mode", "lang", "locale", "currency"];

// The frame's leads come to this page, which drops them.
const harmless = (attributes) => [...attributes.filter(([key]) => !/^lead-(provider|endpoint)$/.test(key)), ["lead-provider", "host"]];

let frame = "";
const showPreview = (wished) => {
  const place = byId("preview");
  place.className = `preview ${state.width}${wished.attributes.some(([key, value]) => key === "theme" && value === "dark") ? " dark" : ""}`;
  if (state.kind === "iframe") {
    const src = frameAddress({ ...wished, base: new URL(".", import.meta.url).href, attributes: harmless(wished.attributes) });
    if (frame === src && place.querySelector("iframe")) return;
    frame = src;
    forget();
    place.replaceChildren(make("iframe", { src, title: wished.title, height: wished.height }));
    return;
  }
  let element = place.querySelector("enough-pipeline");
  const next = new Map(wished.attributes);
  // What was typed in one language could mean something else in another.
  if (!element || FRESH.some((key) => (element.getAttribute(key) ?? "") !== (next.get(key) ?? ""))) {
    forget();
    element?.destroy();
    element = make("enough-pipeline");
    place.replaceChildren(element);
  }
  const wanted = new Map([...next].filter(([key]) => !["loading", "save"].includes(key)));
  for (const { name } of [...element.attributes]) if (name !== "style" && !wanted.has(name)) element.removeAttribute(name);
  for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  element.style.cssText = "";
  for (const [name, value] of Object.entries(wished.look)) element.style.setProperty(`--ep-${name}`, value);
};

let turns = 0;
const show = async () => {
  const turn = ++turns;
  showFields();
  const wished = await wish(await check());
  // What was chosen meanwhile is on its way too.
  if (turn !== turns) return;
  showProblems();
  showSnippet(wished);
  showPreview(wished);
  byId("snippet").ariaBusy = "false";
};

let timer;
const later = () => {
  // The snippet is not yet what was chosen, and what is on its way to it is that no more.
  turns++;
  byId("snippet").ariaBusy = "true";
  showFields();
  clearTimeout(timer);
  timer = setTimeout(show, REST);
};

const copy = async () => {
  clearTimeout(timer);
  await show();
  if (found.length) {
    for (const { field } of found) left.add(field.key);
    byId("status").textContent = found.length === 1 ? "Not copied: one thing is to be settled." : `Not copied: ${found.length} things are to be settled.`;
    return focus(found[0].field);
  }
  try {
    await navigator.clipboard.writeText(byId("snippet").textContent);
    byId("status").textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(byId("snippet"));
    byId("snippet").focus();
    byId("status").textContent = "The browser did not allow it. The snippet is selected: copy it with Ctrl+C or ⌘C.";
  }
};

drawForm();
byId("copy").addEventListener("click", copy);
// In the preview no lead goes anywhere.
byId("preview").addEventListener("ep:lead-submit", (event) => {
  event.preventDefault();
  if (state["lead-provider"] === "host") byId("status").textContent = "The preview took this lead and dropped it. On your page a script must take it, or it waits in the visitor's browser.";
});
byId("here").hidden = !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
await show();

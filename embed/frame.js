// The page inside an iframe: one <enough-pipeline> with the settings of the page's own query string.
// With iframe.js on the page around, it tells its height and what happens, and learns where it is.
import "./embed.js";

const NS = "ep";
const VERSION = 1;
// Milliseconds that the page around has to say where the visitor is, before the calculator starts.
const PATIENCE = 300;
// When to say hello again, for a page whose script comes late.
const HELLOS = [0, 50, 150, 500, 2000, 8000];
// Pixels: heights are multiples of it, and smaller changes are not told.
const STEP = 8;
const LONGEST = 2000;

const SETTINGS = "calculator lang locale currency theme mode loading analytics data-layer lead-provider lead-endpoint portal-id form-id region subscription-type-id privacy-url consent-version consent-text seller business-email ask-name ask-company lead-figures share save".split(" ");
const GROUPS = /^(map|constant)-[\w.-]{1,100}$/;
// What each property of the look must be, as CSS knows it. A colour can't be an address to load.
const COLOURS = "accent on-accent surface text muted border chart-1 chart-2 chart-3 chart-4 chart-5 chart-6".split(" ");
const LOOK = { ...Object.fromEntries(COLOURS.map((name) => [name, "color"])), radius: "border-radius", font: "font-family", space: "padding-left" };
const EVENTS = ["ready", "start", "result", "gate-shown", "lead-submit", "lead-result", "export", "share", "error"];

const query = new URLSearchParams(location.search);
let port;
const waiting = [];
let started = false;

const say = (message) => (port ? port.postMessage(message) : waiting.push(message));

const calculator = () => {
  const element = document.createElement("enough-pipeline");
  for (const [name, value] of query) {
    if ((SETTINGS.includes(name) || GROUPS.test(name)) && value.length <= LONGEST) element.setAttribute(name, value);
    if (!Object.hasOwn(LOOK, name) || !CSS.supports(LOOK[name], value)) continue;
    // The page around the element has its background.
    for (const { style } of [element, ...(name === "surface" ? [document.documentElement] : [])]) style.setProperty(`--ep-${name}`, value);
  }
  if (!element.hasAttribute("loading")) element.setAttribute("loading", "eager");
  return element;
};

// From outside nobody can answer in time whether they took a lead over, so a page that delivers
// leads itself promises so in the address, and then it always does.
const delivers = query.get("lead-provider") === "host";
const relay = (event) => {
  if (event.type === "ep:start") started = true;
  if (event.type === "ep:lead-submit" && port && delivers) event.preventDefault();
  say({ type: "event", name: event.type, detail: event.detail });
};

const start = () => document.querySelector("main").replaceChildren(calculator());

// The page's data layer is outside.
const layer = query.get("data-layer") ?? "dataLayer";
if (/^[A-Za-z_$][\w$]*$/.test(layer) && !(layer in globalThis)) globalThis[layer] = { push: (entry) => say({ type: "entry", entry }) };

let told = 0;
let planned;
const measure = () => {
  planned = undefined;
  const height = Math.ceil(document.body.getBoundingClientRect().height / STEP) * STEP;
  if (Math.abs(height - told) >= STEP) say({ type: "height", height: (told = height) });
};
const plan = () => (planned ??= requestAnimationFrame(measure));
const observer = new ResizeObserver(plan);
const tellHeight = () => {
  told = 0;
  plan();
  observer.observe(document.body);
};

// What the program knows about the visit: see `context` in src/ui/browser/visit.rs.
const place = (page) => {
  const text = (name) => (typeof page?.[name] === "string" ? page[name].slice(0, LONGEST) : "");
  globalThis.enoughPipelineVisit = Object.freeze({ href: text("href"), title: text("title"), search: text("search"), cookie: text("cookie") });
  const fragment = text("fragment");
  if (fragment) history.replaceState(history.state, "", location.pathname + location.search + fragment);
};

const meet = () =>
  new Promise((met) => {
    addEventListener("message", (event) => {
      const { source, origin, data, ports } = event;
      if (source !== parent || origin === "null" || data?.ns !== NS || data.v !== VERSION || data.type !== "init" || !ports[0]) return;
      port = ports[0];
      place(data.page);
      waiting.splice(0).forEach(say);
      tellHeight();
      met();
    });
    const around = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
    if (!around || around === "null") return;
    for (const delay of HELLOS) setTimeout(() => port || parent.postMessage({ ns: NS, v: VERSION, type: "hello" }, around), delay);
  });

document.documentElement.dataset.theme = query.get("theme") ?? "";
for (const name of EVENTS) addEventListener(`ep:${name}`, relay);
if (parent === window) start();
else {
  const met = meet();
  await Promise.race([met, new Promise((enough) => setTimeout(enough, PATIENCE))]);
  start();
  // A page that speaks up later still places the visit, unless they have begun.
  if (!port) met.then(() => started || start());
}

// <enough-pipeline>: a calculator where a page asks for one. Nothing else is loaded before it is near.
const BASE = new URL("../0.0.0/", import.meta.url);
// Filled in by the release: the hash of each file, so that this one vouches for all others.
const INTEGRITY = {};
const NAME = "enough-pipeline";
const CALCULATORS = ["coverage"];
const OBSERVED = "calculator locale currency theme mode analytics data-layer lead-provider lead-endpoint portal-id form-id region subscription-type-id privacy-url consent-version consent-text seller business-email ask-name ask-company lead-figures share save".split(" ");
const GROUPS = /^(map|constant)-/;
const SVG = "http://www.w3.org/2000/svg";

const url = (file) => new URL(file, BASE).href;
const get = async (file) => {
  const response = await fetch(url(file), { integrity: INTEGRITY[file] });
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response;
};

// What came once is kept; what failed may be asked for again.
const kept = {};
const once = (key, make) =>
  (kept[key] ??= make().catch((error) => {
    delete kept[key];
    throw error;
  }));

const sheet = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};
const reserved = sheet(":host{display:block;min-block-size:var(--ep-min-height,100vh)}:host([hidden]){display:none}");
const style = () => once("style", async () => sheet(await (await get("calculator.css")).text()));
const early = (name) => once(name, async () => (await get(`${name}.json`)).json());

const core = () =>
  once("core", async () => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity: INTEGRITY["calculator.js"] ?? "", href: url("calculator.js") });
    document.head?.append(link);
    const binary = get("calculator.wasm");
    try {
      const module = await import(link.href);
      await module.default({ module_or_path: binary });
      return module;
    } finally {
      link.remove();
      binary.catch(() => {});
    }
  });

// Built node by node: a page with Trusted Types lets no script write markup.
const build = (item, space) => {
  if (typeof item === "string") return document.createTextNode(item);
  const [tag, attributes, ...children] = item;
  if (!tag) return document.createComment(attributes);
  if (tag === "svg") space = SVG;
  const element = document.createElementNS(space, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children.map((child) => build(child, space)));
  return element;
};

let count = 0;

class EnoughPipeline extends HTMLElement {
  static observedAttributes = OBSERVED;
  #app;
  #place;
  #watch;
  #leaving;
  #loading;
  #changed;
  #given = {};
  #id = `ep-${++count}`;

  constructor() {
    super();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [reserved];
    root.replaceChildren(document.createElement("slot"));
  }

  connectedCallback() {
    clearTimeout(this.#leaving);
    for (const name of ["inputs", "lead"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (!this.#place && !this.#watch && !this.#loading) this.#wait();
  }

  disconnectedCallback() {
    // A page that moves the element puts it back at once.
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.isConnected || this.#leave());
  }

  attributeChangedCallback(_, old, value) {
    if (old !== value) this.#change();
  }

  #wait() {
    const when = this.getAttribute("loading");
    if (when === "eager") return this.#load();
    if (when === "idle") return (globalThis.requestIdleCallback ?? setTimeout)(() => this.#load());
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) {
        this.#unwatch();
        this.#load(when === "click");
      }
    }, { rootMargin: "400px" });
    this.#watch.observe(this);
  }

  #unwatch() {
    this.#watch?.disconnect();
    this.#watch = undefined;
  }

  async #load(onTouch) {
    if (this.#loading || this.#place) return;
    this.#loading = true;
    try {
      if (!onTouch) core().catch(() => {});
      const [sheet, view] = await Promise.all([style(), early(this.#view())]);
      if (this.isConnected) this.#paint(sheet, view);
      if (onTouch) await this.#touched();
      const module = await core();
      if (this.isConnected) {
        if (!this.#place) this.#paint(sheet, view);
        this.#start(module);
      }
    } catch (error) {
      this.#clear();
      console.warn(`${NAME}: the calculator could not be loaded.`, error);
      this.#tell("ep:error", { schema: 1, tool: this.#calculator(), instance: this.#id, code: "load" });
    }
    this.#loading = false;
  }

  #calculator() {
    const name = this.getAttribute("calculator")?.trim().toLowerCase();
    return CALCULATORS.includes(name) ? name : CALCULATORS[0];
  }

  #view() {
    const open = /^\s*(open|review)\s*$/i.test(this.getAttribute("mode"));
    return `${this.#calculator()}-${open ? "open" : "gated"}`;
  }

  #paint(sheet, view) {
    const root = this.shadowRoot;
    root.adoptedStyleSheets = [reserved, sheet];
    this.#place = document.createElement("div");
    this.#place.className = "ep-shell";
    this.#place.lang = "en";
    this.#place.dir = "ltr";
    this.#place.part = "calculator";
    if (!this.#app) this.#place.append(...view.map((item) => build(item, "http://www.w3.org/1999/xhtml")));
    root.replaceChildren(this.#place);
  }

  #touched() {
    return new Promise((go) => {
      for (const type of ["pointerdown", "focusin", "keydown"]) this.shadowRoot.addEventListener(type, go, { once: true });
    });
  }

  #start(module) {
    if (this.#app) return this.#app.enter(this.#place);
    this.#app = new module.Embed(this.#place, this.#settings(), (...said) => this.#tell(...said));
  }

  #clear() {
    this.#place = undefined;
    this.shadowRoot.adoptedStyleSheets = [reserved];
    this.shadowRoot.replaceChildren(document.createElement("slot"));
  }

  // The application ends, what was typed stays.
  #leave() {
    this.#unwatch();
    this.#app?.leave();
    this.#clear();
  }

  #settings() {
    const attributes = {};
    for (const { name, value } of this.attributes) if (OBSERVED.includes(name) || GROUPS.test(name)) attributes[name] = value;
    return { attributes, id: this.#id, ...this.#given };
  }

  #change() {
    this.#changed ??= Promise.resolve().then(() => {
      this.#changed = undefined;
      this.#app?.configure(this.#settings());
    });
  }

  // Whether a listener took the matter over.
  #tell(type, detail, layer, entry) {
    if (entry) (globalThis[layer] ??= []).push?.(entry);
    return !this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === "ep:lead-submit" }));
  }

  get inputs() {
    return this.#app ? this.#app.inputs() : this.#given.inputs;
  }
  set inputs(inputs) {
    if (this.#app) this.#app.give(inputs);
    else this.#given.inputs = inputs;
  }
  get lead() {
    return this.#given.lead;
  }
  set lead(lead) {
    this.#given.lead = lead;
    this.#change();
  }
  get report() {
    return this.#app?.report();
  }
  getState() {
    return this.#app ? this.#app.state() : this.#given.state;
  }
  setState(state) {
    if (this.#app) this.#app.restore(state);
    else this.#given.state = state;
  }
  print() {
    this.#app?.print();
  }
  export(kind) {
    return this.#app?.export(kind);
  }
  reset() {
    this.#given.inputs = this.#given.state = undefined;
    this.#app?.reset();
  }
  destroy() {
    clearTimeout(this.#leaving);
    this.#leave();
    this.#app?.free();
    this.#app = undefined;
  }
}

// A second copy of this script, of whatever version, leaves the first in charge.
if (!customElements.get(NAME)) customElements.define(NAME, EnoughPipeline);

// The answer to `inputs` as an object, for pages that draw their own: see the README.
export const assess = async (inputs, options) => (await core()).assess(inputs, options);

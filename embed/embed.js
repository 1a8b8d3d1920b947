// <enough-pipeline>: a calculator where a page asks for one. Nothing else is loaded before it is near.
const BASE = new URL("../0.0.0/", import.meta.url);
// Filled in by the release: the hash of each file, so that this one vouches for all others.
const INTEGRITY = {};
const NAME = "enough-pipeline";
// The calculators, each with the program that has it. A workspace has one of its own name.
const PROGRAMS = { coverage: "calculator", sweep: "deals", forecast: "deals", leads: "plan", review: "plan" };
// English is within the programs; the words of these are files of their own.
const LANGUAGES = /^(de|fr|es|ar-xb)\b/i;
const OBSERVED = "calculator locale currency theme loading mode analytics data-layer lead-provider lead-endpoint portal-id form-id region subscription-type-id privacy-url consent-version consent-text seller business-email ask-name ask-company lead-figures share save".split(" ");

const url = (file) => new URL(file, BASE).href;
// A browser may keep what failed, even for ever: each further try of a file is told apart.
const tries = {};
const again = (file) => (tries[file] = (tries[file] ?? 0) + 1) > 1;
const get = async (file, integrity = INTEGRITY[file]) => {
  const response = await fetch(url(file), { integrity, cache: again(file) ? "reload" : "default" });
  if (!response.ok) throw new Error(response.url);
  return response;
};

// What came once is kept; what failed may be asked for again.
const kept = {};
const once = (key, make) =>
  (kept[key] ??= make(key).catch((error) => {
    delete kept[key];
    throw error;
  }));

const reserved = new CSSStyleSheet();
reserved.replaceSync(":host{display:block;box-sizing:border-box;inline-size:100%;min-inline-size:0;min-block-size:var(--ep-min-height,100vh)}:host([hidden]){display:none}");
// Languages are ".de" and the like, as files are called, and "" for English.
const language = (tag) => (LANGUAGES.exec(tag)?.[0] ?? "").toLowerCase().replace(/^\b/, ".");
// What this script does not vouch for, the program that speaks it does.
const spoken = async (program, tongue, file) => get(file, INTEGRITY[file] ?? (await glue(program, tongue)).words[file]);
const early = (program, tongue, name) => once(name + tongue + ".json", async (file) => (await spoken(program, tongue, file)).json());

// A program speaks one language: the mark behind its address makes another program of it.
const glue = (program, tongue) =>
  once(`${program}.js${tongue}`, async (key) => {
    const link = document.createElement("link");
    const file = `${program}.js`;
    Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity: INTEGRITY[file] ?? "", href: url(file) + (again(key) ? `?${tries[key]}` : "") + tongue.replace(".", "#") });
    document.head?.append(link);
    try {
      return await import(link.href);
    } finally {
      link.remove();
    }
  });

const core = (program, tongue) =>
  once(program + tongue, async (key) => {
    const binary = get(`${program}.wasm`);
    binary.catch(() => {});
    const module = await glue(program, tongue);
    const [words] = await Promise.all([tongue && spoken(program, tongue, `${key}.txt`), module.default({ module_or_path: binary })]);
    if (tongue) module.speak(tongue.slice(1), await words.text());
    return module;
  });

// Built node by node: a page with Trusted Types lets no script write markup.
const build = (item, space) => {
  if (typeof item === "string") return document.createTextNode(item);
  const [tag, attributes, ...children] = item;
  if (!tag) return document.createComment(attributes);
  if (tag === "svg") space = "http://www.w3.org/2000/svg";
  const element = document.createElementNS(space, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children.map((child) => build(child, space)));
  return element;
};

let count = 0;

class EnoughPipeline extends HTMLElement {
  static observedAttributes = ["inputs", ...OBSERVED];
  #app;
  #fallback = document.createElement("slot");
  #place;
  #sheets;
  #colour;
  #watch;
  // An object of its own each time that it waits, loads or shows; none once it has left.
  #turn;
  #leaving;
  #changed;
  #given = {};
  #id = `ep-${++count}`;

  constructor() {
    super();
    this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Every change of a colour is a transition, if a short one.
    this.shadowRoot.addEventListener("transitionend", () => this.#turn && this.#colour?.());
    this.#slot();
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
    if (this.#turn) return;
    if (this.#app) this.#show();
    else this.#wait();
  }

  disconnectedCallback() {
    // A page that moves the element puts it back at once.
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.isConnected || this.#leave());
  }

  attributeChangedCallback(name, old, value) {
    if (name === "inputs") this.#read(value);
    else if (old !== value) this.#change();
  }

  // What frameworks make of a property before the element is known.
  #read(text) {
    try {
      if (text) this.inputs = JSON.parse(text);
    } catch {
      console.warn(`${NAME}: inputs=${JSON.stringify(text)} is not JSON. Use JSON.stringify(inputs), or set the property.`);
    }
  }

  #wait() {
    const turn = (this.#turn = {});
    const when = this.getAttribute("loading");
    if (when === "eager") return this.#load(turn);
    if (when === "idle") return (globalThis.requestIdleCallback ?? setTimeout)(() => this.#load(turn));
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) {
        this.#watch.disconnect();
        this.#load(turn, when === "click");
      }
    }, { rootMargin: "400px" });
    this.#watch.observe(this);
  }

  async #load(turn, onTouch) {
    const left = () => this.#turn !== turn;
    if (left()) return;
    // A consultant's workspace has all calculators in it.
    const kind = this.#is("review") ? "workspace" : this.#calculator();
    const program = PROGRAMS[kind] ?? kind;
    const tongue = language((this.closest("[lang]") ?? document.documentElement).lang);
    try {
      if (!onTouch) core(program, tongue).catch(() => {});
      // The first views of all but coverage are so small that they share a file.
      const views = kind === "coverage" ? `${kind}-${this.#is("open") ? "open" : "gated"}` : "views";
      const [view, { colours, sheet }] = await Promise.all([early(program, tongue, views), glue(program, tongue)]);
      if (left()) return;
      this.#paint(sheet, view[kind] ?? view, colours, tongue.slice(1) || "en");
      if (onTouch) await this.#touched();
      if (left()) return;
      const module = await core(program, tongue);
      if (!left()) this.#start(module, kind);
    } catch (error) {
      if (left()) return;
      this.#leave();
      console.warn(`${NAME} could not be loaded.`, error);
      this.#tell("ep:error", { schema: 1, tool: this.#calculator(), instance: this.#id, code: "load" });
    }
  }

  #calculator() {
    const name = this.getAttribute("calculator")?.trim().toLowerCase();
    return Object.hasOwn(PROGRAMS, name) ? name : "coverage";
  }

  #is(mode) {
    return this.getAttribute("mode")?.trim().toLowerCase() === mode;
  }

  #paint(sheet, view, colours, lang) {
    this.#place = document.createElement("div");
    Object.assign(this.#place, { className: "ep-shell", lang, dir: lang[0] === "a" ? "rtl" : "ltr", part: "calculator" });
    this.#place.append(...view.map((item) => build(item, "http://www.w3.org/1999/xhtml")));
    const own = new CSSStyleSheet();
    this.#sheets = [reserved, sheet, own];
    let was;
    this.#colour = () => {
      const now = colours(this.#place);
      if (was !== now) own.replaceSync((was = now));
    };
    this.#show();
  }

  #show() {
    this.#turn ??= {};
    this.shadowRoot.adoptedStyleSheets = this.#sheets;
    this.shadowRoot.replaceChildren(this.#place);
    this.#colour();
  }

  #touched() {
    return new Promise((go) => {
      for (const type of ["pointerdown", "focusin", "keydown"]) this.shadowRoot.addEventListener(type, go, { once: true });
    });
  }

  #start({ Calculator }, kind) {
    // The program must not keep alive what the page has dropped.
    const element = new WeakRef(this);
    this.#app = new Calculator(kind, this.#place, this.#settings(), (...said) => element.deref()?.#tell(...said));
  }

  // What was typed stays, and where it stands.
  #leave() {
    this.#turn = undefined;
    this.#watch?.disconnect();
    this.#slot();
  }

  #slot() {
    this.shadowRoot.adoptedStyleSheets = [reserved];
    this.shadowRoot.replaceChildren(this.#fallback);
  }

  #settings() {
    const attributes = {};
    for (const { name, value } of this.attributes) if (OBSERVED.includes(name) || /^(map|constant)-/.test(name)) attributes[name] = value;
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
    const taken = !this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === "ep:lead-submit" }));
    // Last, since it is the page's and may throw.
    if (entry) (globalThis[layer] ??= []).push?.(entry);
    return taken;
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
    this.#app = this.#place = this.#colour = undefined;
  }
}

// A second copy of this script, of whatever version, leaves the first in charge.
if (!customElements.get(NAME)) customElements.define(NAME, EnoughPipeline);

// The answer to `inputs` as an object, for pages that draw their own: see the README.
export const assess = async (inputs, options) => (await core("calculator", language(options?.language))).assess(inputs, options);

// What the snippet builder asks, described once: the form, the attributes and the messages derive from it.
// The words of a choice come from the program itself, so that a new one appears here by itself.

const YES = { off: "No", optional: "Yes, may stay empty", require: "Yes, must be filled" };

// What people read for a word; without an entry the word itself.
const WORDS = {
  calculator: {
    coverage: "Coverage: do I have enough pipeline?",
    sweep: "Sweep: which of your deals are dead?",
    forecast: "Forecast: what will we close, month by month?",
    leads: "Leads: how many leads does the goal take?",
    review: "Review: what holds your sales back?",
  },
  mode: { gated: "The verdict free, the rest after a form", open: "Everything, without a form", review: "For consultants with a client: everything" },
  analytics: { datalayer: "Events, and entries for Google Tag Manager", events: "Events only", off: "Nothing" },
  share: { off: "No", hash: "Yes" },
  save: { off: "No", local: "Yes, in their own browser" },
  "lead-provider": {
    host: "A script of your own, by the event ep:lead-submit",
    hubspot: "HubSpot form",
    "form-json": "Form service: Formspree, Basin, Forminit, Web3Forms",
    webhook: "Webhook: Zapier, Make, Apps Script, your own",
    "form-post": "Form without an answer: Salesforce Web-to-Lead, Account Engagement, Mailchimp",
  },
  "business-email": { off: "Fine", warn: "Fine, with a hint", require: "Not accepted" },
  "ask-name": YES,
  "ask-company": YES,
  "lead-figures": { bands: "As bands, such as 1M to 2M", exact: "Exactly", none: "Not at all" },
  theme: { auto: "As the page around it", light: "Light", dark: "Dark" },
  loading: { lazy: "When it is nearly in sight", idle: "When the page has nothing else to do", eager: "At once", click: "When it is touched" },
  kind: { moving: "Element that follows new releases", pinned: "Element of one release, checked by its hash", iframe: "iframe, for sites that allow no scripts of others" },
};
export const words = (key, name) => WORDS[key]?.[name] ?? name;

// Choices that only the page or the script knows.
const LOCAL = {
  theme: { names: ["auto", "light", "dark"], usual: "auto" },
  loading: { names: ["lazy", "idle", "eager", "click"], usual: "lazy" },
  kind: { names: ["moving", "pinned", "iframe"], usual: "moving" },
};
export const choices = (offers) => ({ ...offers.choices, ...LOCAL });

const LOCALES = "en-US en-GB en-AU en-CA en-IE de-DE de-AT de-CH fr-FR fr-CA es-ES es-MX it-IT nl-NL pt-BR pt-PT sv-SE da-DK nb-NO fi-FI pl-PL cs-CZ ja-JP ko-KR".split(" ");
const CURRENCIES = "USD EUR GBP CHF AUD CAD JPY SEK NOK DKK PLN CZK INR BRL MXN SGD NZD ZAR".split(" ");

const gated = (state) => state.mode === "gated";
const to = (...providers) => (state) => gated(state) && providers.includes(state["lead-provider"]);
const ENDPOINTS = {
  "form-json": "Like https://formspree.io/f/abcdwxyz",
  webhook: "Like https://hooks.zapier.com/hooks/catch/1/abc/",
  "form-post": "Like https://webto.salesforce.com/servlet/servlet.WebToLead?encoding=UTF-8",
};

// key: the attribute. kind: choice, text, long, url, number, colour, rows. `look` fields become --ep-* properties.
// `when` says whether a field belongs to what was chosen so far, a `hint` may depend on that too; `more` fields stand
// folded away.
export const SECTIONS = [
  {
    title: "Calculator",
    fields: [
      { key: "calculator", kind: "choice", label: "Which one" },
      { key: "mode", kind: "choice", label: "What visitors see" },
    ],
  },
  {
    title: "Look",
    lede: "Empty: it takes the page's font, and its own colours.",
    fields: [
      { key: "accent", look: true, kind: "colour", label: "Accent", hint: "Buttons, links, bars" },
      { key: "surface", look: true, kind: "colour", label: "Surface", hint: "Behind everything" },
      { key: "text", look: true, kind: "colour", label: "Text" },
      { key: "radius", look: true, kind: "number", label: "Rounded corners, in pixels", hint: "0 to 32" },
      { key: "font", look: true, kind: "text", label: "Font", hint: "Like: Inter, sans-serif. The page must have it" },
      { key: "theme", kind: "choice", label: "Light or dark", more: true, hint: "Own colours decide it by themselves" },
    ],
  },
  {
    title: "Language, numbers and money",
    fields: [
      { key: "lang", kind: "text", label: "Language", hint: "Empty: the page's own. English, German, French and Spanish are there; for any other it is English", list: ["en", "de", "fr", "es"] },
      { key: "locale", kind: "text", label: "Region of numbers", hint: "Empty: as the visitor's browser. It decides how numbers are written", list: LOCALES },
      { key: "currency", kind: "text", label: "Currency", hint: "Empty: by the region", list: CURRENCIES },
    ],
  },
  {
    title: "Where leads go",
    when: gated,
    fields: [
      { key: "lead-provider", kind: "choice", label: "Destination", hint: (state) => (state["lead-provider"] === "host" ? "Your script must take each lead and call preventDefault(). Until one does, leads wait in the visitor's browser, for 7 days" : ""), needed: true },
      { key: "portal-id", kind: "text", label: "Portal ID", hint: "HubSpot: Settings, Account defaults", when: to("hubspot"), needed: true },
      { key: "form-id", kind: "text", label: "Form ID", hint: "In the form's address; the form must have a field for each name below", when: to("hubspot"), needed: true },
      { key: "region", kind: "text", label: "Region", hint: "Empty or na1: United States. eu1: Europe", when: to("hubspot"), list: ["na1", "eu1"] },
      { key: "subscription-type-id", kind: "text", label: "Subscription type ID", more: true, hint: "For the box about marketing; digits", when: to("hubspot") },
      { key: "lead-endpoint", kind: "url", label: "Address that takes the lead", hint: (state) => ENDPOINTS[state["lead-provider"]], when: to(...Object.keys(ENDPOINTS)), needed: true },
      { key: "seller", kind: "text", label: "Your name, as visitors know you", hint: "Stands in the text beside the button" },
      { key: "privacy-url", kind: "url", label: "Address of your privacy notice", hint: "With https://" },
      { key: "ask-name", kind: "choice", label: "Ask for the name" },
      { key: "ask-company", kind: "choice", label: "Ask for the company" },
      { key: "business-email", kind: "choice", label: "Private e-mail addresses" },
      { key: "lead-figures", kind: "choice", label: "Send the visitor's figures" },
      { key: "consent-text", kind: "long", label: "Text of the box about marketing", more: true, hint: "Empty: “Yes, … may e-mail me about its services. I can withdraw this at any time.”" },
      { key: "consent-version", kind: "text", label: "Your name for this version of the text", more: true, hint: "Like 2026-11; it is kept with each lead" },
      { key: "map", kind: "rows", label: "Names at the destination", more: true, hint: "Where its fields are called otherwise, such as 00N5g00000ABC", one: "Our field", other: "Its name there" },
      { key: "constant", kind: "rows", label: "Sent along with every lead", more: true, hint: "Such as oid for Salesforce, access_key for Web3Forms", one: "Name there", other: "Value" },
    ],
  },
  {
    title: "Counting and keeping",
    fields: [
      { key: "analytics", kind: "choice", label: "What your analytics hears", hint: "Never an e-mail address, never a figure" },
      { key: "data-layer", kind: "text", label: "Name of the data layer", more: true, hint: "Empty: dataLayer", when: (state) => state.analytics === "datalayer" },
      { key: "share", kind: "choice", label: "Visitors can copy a link to their figures" },
      { key: "save", kind: "choice", label: "Figures are still there on the next visit" },
      { key: "loading", kind: "choice", label: "When it loads", more: true, when: (state) => state.kind !== "iframe" },
    ],
  },
  {
    title: "Kind of embed",
    fields: [
      { key: "kind", kind: "choice", label: "How it comes into the page", outside: true },
      { key: "height", kind: "number", label: "Height before it is known, in pixels", hint: "120 to 20000; and for good where scripts are taken out", outside: true, when: (state) => state.kind === "iframe" },
    ],
  },
];

export const FIELDS = SECTIONS.flatMap((section) => section.fields.map((field) => ({ ...field, when: (state) => (section.when?.(state) ?? true) && (field.when?.(state) ?? true) })));

// Attributes that are easier to change later if they are there.
const ALWAYS = ["calculator", "mode", "lead-provider"];

// The [name, value] pairs of the element: what differs from what an absent attribute stands for.
export const attributes = (state, offers) => {
  const known = choices(offers);
  const pairs = [];
  for (const field of FIELDS) {
    if (field.look || field.outside || !field.when(state)) continue;
    if (field.kind === "rows") pairs.push(...rows(field.key, state[field.key]));
    else {
      const value = (state[field.key] ?? "").trim();
      if (value === "") continue;
      const usual = value === known[field.key]?.usual;
      if (!usual || ALWAYS.includes(field.key)) pairs.push([field.key, value]);
    }
  }
  return pairs;
};

// With hyphens, as attributes have them: the program turns them back.
const named = (group, name) => `${group}-${group === "map" ? name.replaceAll("_", "-") : name}`;
const rows = (group, list) => list.map((row) => row.map((text) => text.trim())).filter(([name, value]) => name && value).map(([name, value]) => [named(group, name), value]);
// Attributes have no capitals; of these names the program knows them.
const CAPITALS = ["retURL", "debugEmail", "recordType"];

// Problems that only a page sees, [key, sentence]; the program finds those of the attributes.
export const problems = (state) => {
  const found = [];
  const range = (key, low, high) => {
    const text = (state[key] ?? "").trim();
    if (text && !(/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high)) found.push([key, `Give a whole number from ${low} to ${high}.`]);
  };
  if (state.mode === "gated" && !state["lead-provider"]) found.push(["lead-provider", "Choose where leads go."]);
  range("radius", 0, 32);
  if (state.kind === "iframe") range("height", 120, 20000);
  const font = (state.font ?? "").trim();
  if (font && !/^[\p{L}\d "',-]{1,200}$/u.test(font)) found.push(["font", "Give names of fonts, with commas between them."]);
  else if (font && !CSS.supports("font-family", font)) found.push(["font", "Browsers don't understand this list of fonts: put names with digits or signs in quotes."]);
  if (state.locale.trim() && !isLocale(state.locale.trim())) found.push(["locale", "Give a language that browsers know, such as en-GB or de-DE."]);
  if (/^[a-z]{3}$/i.test(state.currency.trim()) && !isCurrency(state.currency.trim())) found.push(["currency", "Browsers don't know this currency. Give a code such as USD or EUR."]);
  for (const key of ["map", "constant"]) {
    const names = state[key].map(([name]) => name.trim().toLowerCase());
    if (state[key].some(([name, value]) => !name.trim() !== !value.trim())) found.push([key, "Fill in both boxes of a row, or remove it."]);
    else if (state[key].some(([name]) => name.trim() && !/^[\w.-]{1,100}$/.test(name.trim()))) found.push([key, "Names have letters, digits, and _ . - only."]);
    else if (state.constant.some(([name]) => /[A-Z]/.test(name) && !CAPITALS.includes(name.trim())) && key === "constant") found.push([key, "HTML takes the capitals out of this name. Set it by script instead: element.lead."]);
    else if (names.some((name, index) => name && names.indexOf(name) !== index)) found.push([key, "The same name stands there twice."]);
  }
  return found;
};

const isLocale = (tag) => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};
const isCurrency = (code) => !Intl.supportedValuesOf || Intl.supportedValuesOf("currency").includes(code.toUpperCase());

export const look = (state, palette) => {
  const properties = { ...palette.properties };
  if (state.radius.trim()) properties.radius = `${Number(state.radius)}px`;
  if (state.font.trim()) properties.font = state.font.trim();
  return properties;
};

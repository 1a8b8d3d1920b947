// The boxes of the snippet builder, node by node: its policy lets no script write markup.
import { USUAL } from "./contrast.js";
import { words } from "./form.js";

export const byId = (id) => document.getElementById(id);
// An element with these properties, and attributes where a property has another name or none.
export const make = (tag, properties = {}, ...children) => {
  const { attributes: rest = {}, ...own } = properties;
  const element = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(rest)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// `form` is what the boxes know of the page: `state` with the texts by key, `known` choices, `set(key, value)`,
// `later()` after another change, and `leave(key)` when the visitor goes on.
const select = (field, { known, state, set }) => {
  const options = known[field.key].names.map((name) => make("option", { value: name, textContent: words(field.key, name) }));
  if (!state[field.key]) options.unshift(make("option", { value: "", textContent: "Choose …" }));
  const box = make("select", { id: field.key, onchange: () => set(field.key, box.value) }, ...options);
  box.value = state[field.key];
  return box;
};

const box = (field, { state, set, leave }) => {
  const long = field.kind === "long";
  const input = make(long ? "textarea" : "input", { id: field.key, oninput: () => set(field.key, input.value), onblur: () => leave(field.key), value: state[field.key], spellcheck: long });
  if (!long) input.type = field.kind === "url" ? "url" : "text";
  if (field.kind === "number") input.inputMode = "numeric";
  if (field.needed) input.setAttribute("aria-required", "true");
  if (field.list) input.setAttribute("list", `${field.key}-list`);
  return input;
};

const colour = (field, form) => {
  const input = box(field, form);
  const picker = make("input", { type: "color", value: USUAL[field.key], attributes: { "aria-label": `${field.label}: choose` }, oninput: () => {
    input.value = picker.value;
    form.set(field.key, picker.value);
    form.leave(field.key);
  } });
  input.addEventListener("input", () => (picker.value = /^#[\da-f]{6}$/i.test(input.value.trim()) ? input.value.trim() : picker.value));
  return make("div", { className: "pair" }, input, picker);
};

const entry = (field, form, list, row) => {
  const label = (text) => ({ "aria-label": `${text}: ${field.label}`, placeholder: text });
  const type = (index) => (event) => {
    row[index] = event.target.value;
    form.later();
  };
  const one = make("input", { oninput: type(0), onblur: () => form.leave(field.key), attributes: { ...label(field.one), ...(field.key === "map" ? { list: "map-list" } : {}) } });
  const other = make("input", { oninput: type(1), onblur: () => form.leave(field.key), attributes: label(field.other) });
  const remove = make("button", { type: "button", textContent: "×", attributes: { "aria-label": "Remove this row" }, onclick: () => {
    form.set(field.key, form.state[field.key].filter((kept) => kept !== row));
    line.remove();
    byId(`${field.key}-add`).focus();
  } });
  const line = make("div", { className: "entry" }, one, other, remove);
  list.append(line);
  one.focus();
};

const table = (field, form) => {
  const list = make("div", { className: "rows", id: field.key });
  const add = make("button", { type: "button", id: `${field.key}-add`, className: "add", textContent: "Add a row", onclick: () => {
    const row = ["", ""];
    form.state[field.key].push(row);
    entry(field, form, list, row);
  } });
  return [list, add];
};

const CONTROLS = { choice: select, colour };

export const hintOf = ({ hint = "" }, state) => (typeof hint === "function" ? (hint(state) ?? "") : hint);

// A field with label, hint, box and room for what is wrong.
export const draw = (field, form) => {
  const id = field.key;
  const group = field.kind === "rows";
  const name = make(group ? "legend" : "label", { textContent: field.label, ...(group ? {} : { htmlFor: id }) });
  const controls = group ? table(field, form) : [(CONTROLS[field.kind] ?? box)(field, form)];
  const hint = make("p", { className: "hint", id: `${id}-hint`, textContent: hintOf(field, form.state), hidden: !field.hint });
  const problem = make("p", { className: "problem", id: `${id}-problem`, hidden: true });
  const parts = [name, hint, ...controls, problem];
  if (field.list) parts.push(datalist(`${field.key}-list`, field.list.map((value) => [value, ""])));
  const place = make(group ? "fieldset" : "div", { className: "field", attributes: { "data-field": id } }, ...parts);
  place.querySelector("input, select, textarea")?.setAttribute("aria-describedby", `${id}-hint ${id}-problem`);
  return place;
};

export const datalist = (id, pairs) => make("datalist", { id }, ...pairs.map(([value, label]) => make("option", { value, label })));

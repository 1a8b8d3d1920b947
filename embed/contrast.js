// Colours that can be read: contrast as WCAG 2.2 defines it, and what to change.

// Least contrast of text, and of marks that tell something without text.
export const TEXT = 4.5;
export const MARK = 3;

// [red, green, blue], 0 to 255, of "#0b6477" or "#0bf"; undefined for anything else.
export const parse = (text) => {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1];
  if (!digits) return undefined;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  return pairs.map((pair) => parseInt(pair, 16));
};

export const hex = (colour) => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

// So much of `other` in `colour`: 0 is none, 1 is all.
export const mix = (colour, other, share) => colour.map((part, index) => part + (other[index] - part) * share);

export const luminance = (colour) => {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

// 1 to 21.
export const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

// Black or white, whichever is easier to read on `colour`. One of them always has 4.5.
export const on = (colour) => (contrast(WHITE, colour) >= contrast(BLACK, colour) ? WHITE : BLACK);

// `colour` as it is or with as little of `towards` in it as `enough` needs; undefined if all is not enough.
export const nearest = (colour, towards, enough) => {
  for (let step = 0; step <= 100; step += 1) {
    const changed = mix(colour, towards, step / 100).map(Math.round);
    if (enough(changed)) return changed;
  }
  return undefined;
};

// As in styles/theme.css.
export const USUAL = { accent: "#0b6477", surface: "#ffffff", text: "#17212b", wrong: "#b4481e" };
const DARK = { accent: "#74c7d8", surface: "#12171c", text: "#e8edf1", wrong: "#f0936a" };

// The calculator tints its surface with so much of the accent.
const tint = (accent, surface) => mix(surface, accent, 0.08);
const readable = (colour, accent, surface) => Math.min(contrast(colour, surface), contrast(colour, tint(accent, surface)));

// What the wished colours, as texts, come to: `theme` and the properties by name, and `problems`:
// [key, sentence, what would do].
export const palette = (wished, theme) => {
  const given = Object.fromEntries(Object.entries(wished).map(([key, text]) => [key, parse(text)]));
  const problems = [];
  for (const [key, text] of Object.entries(wished)) {
    if (text.trim() && !given[key]) problems.push([key, "Give a colour as # and six digits, like #0b6477."]);
  }
  const own = Object.values(given).some(Boolean);
  if (!own || problems.length) return { theme, properties: {}, problems };

  const dark = given.surface ? luminance(given.surface) < 0.18 : given.text ? luminance(given.text) > 0.18 : theme === "dark";
  const usual = dark ? DARK : USUAL;
  const [accent, surface, text] = ["accent", "surface", "text"].map((key) => given[key] ?? parse(usual[key]));
  const target = dark ? WHITE : BLACK;
  for (const [key, colour] of [["text", text], ["accent", accent]]) {
    const around = (changed) => (key === "accent" ? changed : accent);
    if (readable(colour, around(colour), surface) >= TEXT) continue;
    const better = nearest(colour, target, (changed) => readable(changed, around(changed), surface) >= TEXT);
    const ratio = (Math.floor(contrast(colour, surface) * 10) / 10).toFixed(1);
    const does = better ? ` ${hex(better)} would do.` : " Choose a surface that is lighter or darker.";
    problems.push([key, `Hard to read on ${hex(surface)}: contrast ${ratio}:1, and it takes ${TEXT}:1.${does}`, better && hex(better)]);
  }
  const properties = {};
  for (const key of Object.keys(given)) if (given[key]) properties[key] = hex(given[key]);
  if (given.accent) Object.assign(properties, { "on-accent": hex(on(accent)) }, charts(accent, surface, text));
  if (given.surface || given.text) Object.assign(properties, between(text, surface, accent, parse(usual.wrong)));
  return { theme: dark ? "dark" : "light", properties, problems };
};

// Bars in shades of the accent, each to be seen on the surface.
const charts = (accent, surface, text) => {
  const seen = (shade) => contrast(shade, surface) >= MARK;
  const shades = [mix(accent, text, 0.4), mix(accent, surface, 0.12), mix(accent, surface, 0.35)];
  return Object.fromEntries(shades.map((shade, index) => [`chart-${index + 1}`, hex(nearest(shade, text, seen) ?? text)]));
};

// What goes with text and surface: words beside the point, lines, what is wrong, the goal, the rest.
const between = (text, surface, accent, wrong) => {
  const start = mix(text, surface, 0.4);
  const muted = nearest(start, text, (shade) => readable(shade, accent, surface) >= TEXT) ?? text;
  const border = nearest(mix(text, surface, 0.6), text, (shade) => contrast(shade, surface) >= MARK) ?? text;
  const warning = nearest(wrong, text, (shade) => readable(shade, shade, surface) >= TEXT) ?? text;
  return { muted: hex(muted), border: hex(border), "chart-4": hex(warning), "chart-5": hex(text), "chart-6": hex(border) };
};

// Colours that a page gives, made readable. Stands at the end of each program.
//
// A colour is its shares of red, green and blue in sRGB.
const WHITE = [1, 1, 1];
const BLACK = [0, 0, 0];
// WCAG's luminance and 0.05.
const light = (colour) =>
  colour.reduce((sum, part, i) => sum + [0.2126, 0.7152, 0.0722][i] * (part > 0.04 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92), 0.05);
const contrast = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
const mix = (one, other, share) => one.map((part, i) => part + (other[i] - part) * share);
const far = (colour) => (light(colour) > 0.229 ? BLACK : WHITE);
// Moved towards black or white until it stands out from all grounds.
const moved = (colour, least, ...grounds) => {
  let share = 0;
  let found;
  do found = mix(colour, far(grounds[0]), share);
  while (!grounds.every((ground) => contrast(found, ground) >= least) && (share += 0.1) < 1.05);
  return found;
};

// Where styles/host.css puts each colour: the page's on ::before, where an absent or invalid one is
// transparent, and our own on ::after.
const PLACES = {
  surface: "background",
  accent: "borderTop",
  "on-accent": "borderRight",
  text: "borderBottom",
  muted: "borderLeft",
  "chart-4": "columnRule",
  border: "textDecoration",
};

// A page's colour may be of any notation; the stylesheet has made `color(srgb …)` of it.
const read = (place, pseudo, name) => {
  const text = getComputedStyle(place, pseudo)[`${PLACES[name]}Color`];
  const [red, green, blue, alpha = 1] = text.match(/-?[\d.]+(e-\d+)?/g).map(Number);
  return alpha ? [red, green, blue].map((part) => Math.min(Math.max(part, 0), 1)) : undefined;
};

// The stylesheet of a theme that can be read; empty where the page around `place` gives no colour.
export const colours = (place) => {
  const style = getComputedStyle(place);
  if (!Object.keys(PLACES).some((name) => style.getPropertyValue(`--ep-${name}`))) return "";
  const colour = (name) => read(place, "::before", name) ?? read(place, "::after", name) ?? BLACK;
  const given = read(place, "::before", "surface");
  const surface = colour("surface");
  const ground = moved(surface, 6, far(surface));
  const first = moved(colour("accent"), 4.5, ground);
  const tint = mix(ground, first, 0.08);
  const accent = moved(first, 4.5, ground, tint);
  const theme = {
    surface: ground,
    tint,
    accent,
    "on-accent": moved(colour("on-accent"), 4.5, accent),
    text: moved(colour("text"), 4.5, ground, tint),
    muted: moved(colour("muted"), 4.5, ground, tint),
    "chart-4": moved(colour("chart-4"), 4.5, ground, tint),
    border: moved(colour("border"), 3, ground),
  };
  const rules = Object.entries(theme).map(([name, parts]) => `--${name}:color(srgb ${parts.join(" ")});`);
  // Our other colours, and the browser's own controls, follow a surface that the page gives.
  const scheme = given ? `.ep-shell{color-scheme:${far(given) === BLACK ? "light" : "dark"}!important}` : "";
  return `@media screen{${scheme}.ep-root{${rules.join("")}}}`;
};

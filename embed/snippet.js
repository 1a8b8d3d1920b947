// What is pasted into a page, as text. Nothing here touches a document.

// Text inside the double quotes of an attribute. Braces and brackets mean something to HubSpot and
// to WordPress, so they go too; characters that no text has are left out.
export const escape = (text) =>
  text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, "")
    .replace(/[&<>"'`{}[\]\n]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? `&#${char.charCodeAt(0)};`);

// JSON that stands anywhere in a script.
const json = (value, indent) => JSON.stringify(value, null, indent).replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads allow-modals";
// Reserves room until the calculator is there.
const ROOM = { display: "block", "min-height": "100vh" };

// The address of the page for iframes, with all settings.
export const frameAddress = ({ base, attributes, look }) => {
  const query = new URLSearchParams([...attributes, ...Object.entries(look)]);
  return `${base}frame.html?${query}`;
};

const tag = (name, attributes, content, apart) => {
  const list = attributes.map(([key, value]) => (value === true ? key : `${key}="${escape(value)}"`));
  return `<${[name, ...list].join(apart)}>${content}</${name}>`;
};

const styled = (look) => [...Object.entries(ROOM), ...Object.entries(look).map(([key, value]) => [`--ep-${key}`, value])];

// [name, attributes] of the script that the page needs.
const script = ({ base, kind, integrity }) => {
  const source = [["type", "module"], ["src", `${base}${kind === "iframe" ? "iframe" : "embed"}.js`]];
  return kind === "pinned" ? [...source, ["integrity", integrity], ["crossorigin", "anonymous"]] : source;
};

const iframe = (wish) => [
  ["src", frameAddress(wish)],
  ["title", wish.title],
  ["width", "100%"],
  ["height", wish.height],
  ["style", "border:0"],
  ["loading", "lazy"],
  ["referrerpolicy", "strict-origin-when-cross-origin"],
  ["allow", "clipboard-write; web-share"],
  ["sandbox", SANDBOX],
];

// `wish`: base (folder of the release, with / at the end), kind (moving, pinned, iframe), integrity,
// attributes ([name, value] pairs), look (--ep-* without the beginning), title, height, apart.
export const html = (wish) => {
  const apart = wish.apart ?? "\n  ";
  const style = styled(wish.look).map((pair) => pair.join(":")).join(";");
  const link = tag("a", [["href", frameAddress(wish)]], escape(`Open: ${wish.title}`), " ");
  const [before, after] = apart === " " ? ["", ""] : ["\n  ", "\n"];
  const shown =
    wish.kind === "iframe"
      ? tag("iframe", iframe(wish), "", apart)
      : tag("enough-pipeline", [...wish.attributes, ["style", style]], before + link + after, apart);
  return `${shown}\n${tag("script", script(wish), "", " ")}\n`;
};

const RENAMED = { referrerpolicy: "referrerPolicy", crossorigin: "crossOrigin" };
const camel = (name) => (name.startsWith("--") ? name : name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));

// A component in JSX.
export const react = (wish) => {
  const name = wish.kind === "iframe" ? "iframe" : "enough-pipeline";
  const pairs = wish.kind === "iframe" ? iframe(wish) : wish.attributes;
  const style = wish.kind === "iframe" ? { border: 0 } : Object.fromEntries(styled(wish.look).map(([key, value]) => [camel(key), value]));
  const settings = Object.fromEntries(pairs.filter(([key]) => key !== "style").map(([key, value]) => [RENAMED[key] ?? key, value]));
  const source = Object.fromEntries(script(wish).map(([key, value]) => [RENAMED[key] ?? key, value]));
  return [
    'import { useEffect } from "react";',
    "",
    `const settings = ${json({ ...settings, style }, 2)};`,
    `const script = ${json(source, 2)};`,
    "",
    "export default function PipelineCalculator() {",
    "  useEffect(() => {",
    "    // Once for all calculators of the page.",
    "    if ([...document.scripts].some((one) => one.src === script.src)) return;",
    '    document.head.append(Object.assign(document.createElement("script"), script));',
    "  }, []);",
    `  return <${name} {...settings} />;`,
    "}",
    "",
  ].join("\n");
};

// Where it is pasted, and how.
export const PLATFORMS = [
  { name: "html", label: "Plain HTML", write: html, steps: ["Paste it into the page, where the calculator is to stand.", "Several calculators on one page need the last line, the script, only once."] },
  {
    name: "wordpress",
    label: "WordPress",
    write: (wish) => html({ ...wish, apart: " " }),
    steps: [
      "Edit the page, add the block “Custom HTML” where the calculator is to stand, and paste.",
      "Publish with an account that may post scripts: an administrator's, or an editor's on a site of its own. WordPress takes scripts out of what others save.",
      "If a plugin delays or joins scripts, except embed.js and iframe.js from that.",
    ],
  },
  {
    name: "hubspot",
    label: "HubSpot",
    write: html,
    steps: ["In the page editor add the module “Embed”, choose to embed code, and paste.", "Publish, and look at the live page: the editor may not run scripts.", "Leads can go to a form of the same HubSpot account: choose “HubSpot form” above."],
  },
  {
    name: "webflow",
    label: "Webflow",
    write: html,
    steps: ["Add the element “Code Embed” where the calculator is to stand, paste, and save.", "Publish, and look at the live page: the Designer shows only a placeholder."],
  },
  { name: "react", label: "React", write: react, steps: ["Save it as PipelineCalculator.jsx, and use it as <PipelineCalculator />.", "It works with React 18 and 19, and with frameworks that render on a server: the script is added in the browser."] },
];

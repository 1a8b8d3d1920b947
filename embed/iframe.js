// For pages that show the calculator in an iframe: each gets the height that it needs, and its events.
// Without this script the iframe works at the height that the page gave it.
const ORIGIN = new URL(import.meta.url).origin;
const NS = "ep";
const VERSION = 1;
// Pixels. With everything open, the calculator on a narrow phone takes 15,000, a workspace more.
const LOWEST = 120;
const HIGHEST = 200000;
const STEP = 8;
const PAGE = /\/frame\.html$/;
const EVENT = /^ep:[a-z-]{1,30}$/;
const ATTRIBUTION = /^(utm_\w{1,30}|gclid|gbraid|wbraid|msclkid)$/;
const LONGEST = 200;

const heights = new WeakMap();

const address = (iframe) => {
  try {
    const url = new URL(iframe.src, document.baseURI);
    return url.origin === ORIGIN && PAGE.test(url.pathname) ? url : undefined;
  } catch {
    return undefined;
  }
};
const frames = () => [...document.querySelectorAll("iframe")].filter(address);

// Where the visitor is. A browser that asks for privacy passes no cookie and no attribution on.
const visit = (iframe) => {
  const quiet = navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";
  const here = new URL(location.href);
  const search = new URLSearchParams();
  for (const [name, value] of [...here.searchParams]) {
    if (!ATTRIBUTION.test(name)) continue;
    if (!quiet) search.append(name, value.slice(0, LONGEST));
    // A link that the visitor copies must not count as the campaign that brought them.
    here.searchParams.delete(name);
  }
  here.hash = "";
  const cookie = quiet ? "" : (document.cookie.split("; ").find((one) => one.startsWith("hubspotutk=")) ?? "");
  const shares = address(iframe).searchParams.get("share")?.trim().toLowerCase() === "hash";
  return { href: here.href, title: document.title, search: `?${search}`, cookie, fragment: shares ? shared : "" };
};

// A link with figures is read once; other parts of the fragment belong to the page.
const [shared, others] = (() => {
  const parts = location.hash.slice(1).split("&");
  const ours = parts.filter((part) => part.startsWith("ep="));
  return [ours.length ? `#${ours[0]}` : "", parts.filter((part) => !part.startsWith("ep=")).join("&")];
})();

const resize = (iframe, height) => {
  if (!Number.isFinite(height)) return;
  const wanted = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height / STEP) * STEP));
  if (Math.abs(wanted - (heights.get(iframe) ?? 0)) < STEP) return;
  heights.set(iframe, wanted);
  requestAnimationFrame(() => {
    iframe.style.setProperty("height", `${heights.get(iframe)}px`);
    // A page that limits its iframes would cut it off.
    iframe.style.setProperty("max-height", "none");
    if (getComputedStyle(iframe).display === "inline") iframe.style.setProperty("display", "block");
    // What is higher than it may be must be reached by scrolling.
    if (height <= HIGHEST) iframe.setAttribute("scrolling", "no");
    else iframe.removeAttribute("scrolling");
  });
};

const tell = (iframe, name, detail) => {
  if (typeof name === "string" && EVENT.test(name)) iframe.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
};

const note = (iframe, entry) => {
  const name = address(iframe)?.searchParams.get("data-layer") ?? "dataLayer";
  if (/^[A-Za-z_$][\w$]*$/.test(name) && typeof entry?.event === "string") (globalThis[name] ??= []).push?.(entry);
};

const hear = (iframe, message) => {
  if (message?.type === "height") resize(iframe, message.height);
  if (message?.type === "event") tell(iframe, message.name, message.detail);
  if (message?.type === "entry") note(iframe, message.entry);
};

const greet = (iframe) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(iframe, data);
  const page = visit(iframe);
  iframe.contentWindow?.postMessage({ ns: NS, v: VERSION, type: "init", page }, ORIGIN, [port2]);
  if (page.fragment && location.hash.includes(shared.slice(1))) history.replaceState(history.state, "", others ? `#${others}` : location.pathname + location.search);
};

addEventListener("message", ({ source, origin, data }) => {
  if (origin !== ORIGIN || data?.ns !== NS || data.v !== VERSION || data.type !== "hello") return;
  const iframe = frames().find((one) => one.contentWindow === source);
  if (iframe) greet(iframe);
});

// A browser that tells the frame nothing of this page keeps it from saying hello.
addEventListener("load", ({ target }) => target instanceof HTMLIFrameElement && address(target) && greet(target), true);
if (document.readyState === "complete") frames().filter((iframe) => iframe.loading !== "lazy").forEach(greet);

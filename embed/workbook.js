// Reads a workbook with a program of its own, which is loaded when it is first needed. It stands in
// the module of the calculators that ask for it.
// Filled in by the release: the hash of each of its files.
const SHEETS = {};
let sheets;
let tries = 0;

const load = async () => {
  const at = (file) => new URL(file, import.meta.url).href;
  // A browser may keep what failed, even for ever: a further try is told apart.
  const again = tries++ > 0;
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity: SHEETS["sheets.js"] ?? "", href: at("sheets.js") + (again ? `?${tries}` : "") });
  document.head?.append(link);
  try {
    const binary = fetch(at("sheets.wasm"), { integrity: SHEETS["sheets.wasm"], cache: again ? "reload" : "default" });
    binary.catch(() => {});
    const module = await import(link.href);
    const response = await binary;
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    await module.default({ module_or_path: response });
    return module;
  } finally {
    link.remove();
  }
};

// Lets the page go on, also where nobody looks at it: there, timers wait for a second.
const pause = () =>
  new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(0);
  });

// Name, number of rows and text of each sheet. A refusal is the key of its reason, a failure an error.
const readSheets = async (bytes) => {
  try {
    sheets ??= load();
    const reading = new (await sheets).Reading(bytes);
    for (;;) {
      const until = performance.now() + 20;
      do {
        const parts = reading.step();
        if (parts) {
          reading.free();
          return parts;
        }
      } while (performance.now() < until);
      await pause();
    }
  } catch (error) {
    // What failed once, or ended in an error of its own, is not used again.
    if (typeof error !== "string") sheets = undefined;
    throw error;
  }
};

// The receivers of docs/receivers take each lead once: `node --test tests/receivers.mjs`.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import vm from "node:vm";

import { receive } from "../docs/receivers/express.mjs";

const text = (name) => readFile(new URL(`../docs/receivers/${name}`, import.meta.url), "utf8");
const LEAD = { submission_id: "3f0e8f4e-7c1b-4b54-9a51-0a9d1f2b3c4d", email: "jane@initech.example", name: "=1+1" };

// A database in which an insert is one step, however slow.
const table = () => {
  const rows = new Map();
  const record = async (id, lead) => {
    const isNew = !rows.has(id);
    if (isNew) rows.set(id, lead);
    await new Promise((done) => setTimeout(done, 5));
    return isNew;
  };
  return { rows, record };
};

const post = async (handler, body) => {
  const response = { headers: {}, set: (name, value) => ((response.headers[name] = value), response), status: (code) => ((response.code = code), response), json: (value) => ((response.body = value), response) };
  await handler({ body }, response);
  return response;
};

test("Express records a lead once, however often and however close together it comes", async () => {
  const { rows, record } = table();
  const seen = [];
  const handler = receive({ origin: "https://acme.example", record, added: async (lead) => seen.push(lead) });
  const body = JSON.stringify(LEAD);
  const answers = await Promise.all([post(handler, body), post(handler, body), post(handler, body)]);
  assert.deepEqual(answers.map(({ code, body }) => [code, body.outcome]), [[200, "added"], [200, "known"], [200, "known"]]);
  assert.equal(answers[0].headers["Access-Control-Allow-Origin"], "https://acme.example");
  assert.deepEqual([rows.size, seen.length], [1, 1]);
});

test("Express refuses what is no lead, and asks for another try when nothing is recorded", async (t) => {
  t.mock.method(console, "error", () => {});
  const { record, rows } = table();
  for (const body of [undefined, "", "{", "null", "[]", "{}", JSON.stringify({ ...LEAD, submission_id: "1" }), JSON.stringify({ ...LEAD, name: {} })]) {
    assert.equal((await post(receive({ origin: "*", record }), body)).code, 400, body);
  }
  const broken = async () => Promise.reject(new Error("no database"));
  assert.equal((await post(receive({ origin: "*", record: broken }), JSON.stringify(LEAD))).code, 503);
  const failing = receive({ origin: "*", record, added: async () => Promise.reject(new Error("no mail")) });
  assert.equal((await post(failing, JSON.stringify(LEAD))).code, 200);
  assert.equal(rows.size, 1);
});

test("Apps Script adds a row once, under a lock, and no formula", async () => {
  const rows = [];
  let locked = 0;
  const sheet = {
    getLastRow: () => rows.length,
    appendRow: (row) => (assert.equal(locked, 1), rows.push(row)),
    getRange: (row, column, count) => ({ getValues: () => rows.slice(row - 1, row - 1 + count).map((one) => [one[column - 1]]) }),
  };
  const world = {
    LockService: { getScriptLock: () => ({ waitLock: () => (locked += 1), releaseLock: () => (locked -= 1) }) },
    SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSheets: () => [sheet] }), flush: () => {} },
    ContentService: { MimeType: { JSON: "json" }, createTextOutput: (output) => ({ setMimeType: () => output }) },
  };
  vm.createContext(world);
  vm.runInContext(await text("apps-script.gs"), world);
  const send = (contents) => JSON.parse(world.doPost({ postData: { contents } })).outcome;
  const other = { ...LEAD, submission_id: "other", name: "\ufeff=IMPORTXML(1)" };
  const outcomes = [LEAD, LEAD, other, other].map((lead) => send(JSON.stringify(lead)));
  assert.deepEqual(outcomes, ["added", "known", "added", "known"]);
  assert.deepEqual(["{", "{}", "null"].map(send), ["no lead", "no lead", "no lead"]);
  assert.deepEqual([rows.length, locked], [3, 0]);
  assert.deepEqual(rows.slice(1).map((row) => row[3][0]), ["'", "'"]);
});

test("n8n reads a lead from text, and remembers its id", async () => {
  const flow = JSON.parse(await text("n8n.json"));
  const node = (name) => flow.nodes.find((one) => one.name === name).parameters;
  const read = (bodies) => vm.runInNewContext(`(() => {${node("Read").jsCode}})()`, { $input: { all: () => bodies.map((body) => ({ json: { body } })) } });
  const found = read([JSON.stringify(LEAD), LEAD, "{", "{}", "null", ""]);
  assert.deepEqual(JSON.parse(JSON.stringify(found)), [{ json: LEAD }, { json: LEAD }]);
  assert.equal(node("Each once").dedupeValue, "={{ $json.submission_id }}");
  const names = flow.nodes.map(({ name }) => name);
  for (const [from, { main }] of Object.entries(flow.connections)) {
    assert.ok(names.includes(from) && main[0].every(({ node }) => names.includes(node)));
  }
});

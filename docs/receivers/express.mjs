// Express (or any server of Node): records each lead once, and answers when it is recorded.
//
//   import express from "express";
//   import { receive } from "./express.mjs";
//   const app = express();
//   app.post("/lead", express.text({ type: () => true, limit: "64kb" }), receive({ origin: "https://acme.example", record }));
//
// In the snippet: lead-provider="webhook" and lead-endpoint="https://api.acme.example/lead". The lead
// comes as JSON in text/plain, so that the browser asks nothing beforehand.
//
// `record(id, lead)` stores the lead under its id and says whether it is new. It must do both in one
// step, or two requests at the same time are both new. With PostgreSQL:
//
//   const record = async (id, lead) => {
//     const sql = "insert into leads (submission_id, lead) values ($1, $2) on conflict (submission_id) do nothing";
//     return (await pool.query(sql, [id, lead])).rowCount === 1;
//   };
//
// where submission_id is the table's primary key. What the lead sets off (a mail, a task) comes after
// that and only for a new one: `added(lead)`.

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export const receive =
  ({ origin, record, added = async () => {} }) =>
  async (request, response) => {
    response.set("Access-Control-Allow-Origin", origin);
    const lead = read(request.body);
    if (!lead) return response.status(400).json({ outcome: "no lead" });
    let isNew;
    try {
      isNew = await record(lead.submission_id, lead);
    } catch (error) {
      console.error(error);
      // It is sent again later, under the same id.
      return response.status(503).json({ outcome: "later" });
    }
    response.status(200).json({ outcome: isNew ? "added" : "known" });
    if (isNew) await added(lead).catch(console.error);
  };

// The lead in a body; undefined when it is none.
const read = (body) => {
  try {
    const lead = JSON.parse(body);
    const texts = Object.values(lead).every((value) => typeof value === "string");
    return texts && ID.test(lead.submission_id) && lead.email?.includes("@") ? lead : undefined;
  } catch {
    return undefined;
  }
};

// Google Apps Script: writes each lead once into the first sheet of the spreadsheet it belongs to.
//
// In the spreadsheet: Extensions, Apps Script; paste this, then Deploy, New deployment, Web app,
// "Execute as: Me", "Who has access: Anyone". In the snippet: lead-provider="webhook" and
// lead-endpoint="https://script.google.com/macros/s/…/exec". For other columns change COLUMNS; the
// first must stay, since doubles are known by it.

const COLUMNS = ["submission_id", "submitted_at", "email", "name", "company", "calculator", "figures", "result_band", "marketing_consent", "consent_text", "page_url"];
const LONGEST = 5000;

function doPost(event) {
  const lead = read(event);
  if (!lead) return reply("no lead");
  // Two requests at the same time would both find nothing.
  const lock = LockService.getScriptLock();
  lock.waitLock(20000);
  try {
    return reply(add(SpreadsheetApp.getActiveSpreadsheet().getSheets()[0], lead));
  } finally {
    lock.releaseLock();
  }
}

// The lead of a request; undefined when it is none.
function read(event) {
  try {
    const lead = JSON.parse(event.postData.contents);
    return typeof lead.submission_id === "string" && lead.submission_id ? lead : undefined;
  } catch {
    return undefined;
  }
}

// Adds a row, unless there is one with the same submission_id.
function add(sheet, lead) {
  if (sheet.getLastRow() === 0) sheet.appendRow(COLUMNS);
  const rows = sheet.getLastRow() - 1;
  const known = rows > 0 ? sheet.getRange(2, 1, rows, 1).getValues() : [];
  if (known.some(([id]) => id === lead.submission_id)) return "known";
  sheet.appendRow(COLUMNS.map((name) => cell(lead[name])));
  // Without this, what waits to be written is not seen by who gets the lock next.
  SpreadsheetApp.flush();
  return "added";
}

// What strangers type must not become a formula.
function cell(value) {
  const text = String(value ?? "").slice(0, LONGEST);
  return /^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function reply(outcome) {
  return ContentService.createTextOutput(JSON.stringify({ outcome })).setMimeType(ContentService.MimeType.JSON);
}

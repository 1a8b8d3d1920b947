//! What each destination documents: which requests it takes, and what it answers to others.

use serde_json::{Value, json};
use url::form_urlencoded;

use super::{Kind, Request};

/// The fields of the form at `HubSpot`: those of the README, and those that the tests map.
pub const FORM: [&str; 8] = [
    "email",
    "firstname",
    "company",
    "submission_id",
    "calculator_summary",
    "consent_record",
    "revenue_goal",
    "lifecyclestage",
];
/// Headers that browsers send along by themselves.
const BY_ITSELF: [&str; 3] = ["sec-", "accept-", "if-"];
const SIMPLE: [&str; 14] = [
    "host",
    "connection",
    "content-length",
    "content-type",
    "user-agent",
    "accept",
    "origin",
    "referer",
    "priority",
    "te",
    "dnt",
    "pragma",
    "cache-control",
    "keep-alive",
];

/// Status, what is wrong in a sentence, and the body that the real service answers.
pub type Refusal = (u16, String, String);

/// Whether this destination takes a lead in this form.
pub fn check(kind: Kind, request: &Request) -> Result<(), Refusal> {
    let odd = |(name, _): &&(String, String)| {
        !SIMPLE.contains(&name.as_str()) && !BY_ITSELF.iter().any(|start| name.starts_with(start))
    };
    if let Some((name, _)) = request.headers.iter().find(odd) {
        return Err(plain(400, &format!("the header {name} is not allowed")));
    }
    if request.header("cookie").is_some() || request.header("origin").is_none() {
        return Err(plain(400, "cookies came along, or the origin is not told"));
    }
    match kind {
        Kind::HubSpot => hubspot(request),
        Kind::FormJson => form_json(request),
        Kind::Webhook => webhook(request),
        Kind::FormPost => form_post(request),
    }
}

/// The headers that answer a preflight, where there is one.
pub fn preflight(kind: Kind, request: &Request) -> Result<Vec<(&'static str, String)>, String> {
    let asked = (
        request.header("access-control-request-method").unwrap_or_default(),
        request.header("access-control-request-headers").unwrap_or_default(),
    );
    if kind != Kind::HubSpot || asked != ("POST", "content-type") {
        return Err(format!("{kind:?} was asked for {asked:?}"));
    }
    Ok(vec![
        ("Access-Control-Allow-Origin", request.header("origin").unwrap_or("null").to_owned()),
        ("Access-Control-Allow-Methods", "POST, OPTIONS".to_owned()),
        ("Access-Control-Allow-Headers", "content-type".to_owned()),
    ])
}

/// What is answered to a lead that was taken.
pub fn thanks(kind: Kind) -> (u16, String) {
    match kind {
        Kind::HubSpot => (200, json!({ "inlineMessage": "Thanks." }).to_string()),
        Kind::FormJson => (200, json!({ "ok": true, "next": "https://x.example" }).to_string()),
        Kind::Webhook => (200, json!({ "status": "success", "id": "1" }).to_string()),
        Kind::FormPost => (302, String::new()),
    }
}

/// `HubSpot`'s answer to a submission that it refuses.
pub fn hubspot_error(code: &str, field: &str) -> String {
    json!({
        "status": "error",
        "message": "The request is not valid",
        "correlationId": "841c7b6e-51c8-4b4c-a8cd-0d3fd0dd1e8a",
        "errors": [{
            "message": format!("Error in 'fields.{field}'. This is what HubSpot says"),
            "errorType": code,
        }],
    })
    .to_string()
}

/// Formspree's answer to a submission that it refuses.
pub fn formspree_error(code: &str, field: Option<&str>) -> String {
    let mut error = json!({ "code": code, "message": "This is what Formspree says" });
    if let Some(field) = field {
        error["field"] = field.into();
    }
    json!({ "error": "Validation errors", "errors": [error] }).to_string()
}

fn plain(status: u16, fault: &str) -> Refusal {
    (status, fault.to_owned(), String::new())
}

fn needs(fine: bool, fault: &str) -> Result<(), Refusal> {
    if fine { Ok(()) } else { Err(plain(400, fault)) }
}

fn hubspot(request: &Request) -> Result<(), Refusal> {
    let error =
        |code: &str, field: &str| Err((400, format!("{code} {field}"), hubspot_error(code, field)));
    let path = "/submissions/v3/integration/submit/12345/3f0e8f4e-7c1b-4b54-9a51-0a9d1f2b3c4d";
    needs(request.target == path, "the path is not that of the form")?;
    needs(request.header("content-type") == Some("application/json"), "this is not JSON")?;
    let Ok(Value::Object(body)) = serde_json::from_str(&request.body) else {
        return Err(plain(400, "the body is no object"));
    };
    let known = ["submittedAt", "fields", "context", "legalConsentOptions", "skipValidation"];
    if let Some(name) = body.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(plain(400, &format!("{name} is not known")));
    }
    let time = body.get("submittedAt").and_then(Value::as_str).unwrap_or_default();
    needs(time.parse().is_ok_and(|ms: u64| ms > 1_700_000_000_000), "submittedAt is no time")?;
    let fields = body.get("fields").and_then(Value::as_array).cloned().unwrap_or_default();
    needs(matches!(fields.len(), 1..=1000), "there are no fields, or more than a thousand")?;
    for field in &fields {
        let (name, value) = (field["name"].as_str(), field["value"].as_str());
        let (Some(name), Some(value)) = (name, value) else {
            return Err(plain(400, "a field has no name or no value"));
        };
        needs(field["objectTypeId"] == "0-1", "a field is not of a contact")?;
        if !FORM.contains(&name) {
            return error("FIELD_NOT_IN_FORM_DEFINITION", name);
        }
        if name == "email" && !value.contains('@') {
            return error("INVALID_EMAIL", name);
        }
        if value.len() > 65_536 {
            return error("INPUT_TOO_LARGE", name);
        }
    }
    hubspot_context(&body)
}

fn hubspot_context(body: &serde_json::Map<String, Value>) -> Result<(), Refusal> {
    let error = |code: &str| Err((400, code.to_owned(), hubspot_error(code, "context")));
    let context = body.get("context").cloned().unwrap_or_default();
    if let Some(cookie) = context.get("hutk") {
        let cookie = cookie.as_str().unwrap_or_default();
        if cookie.len() != 32 || !cookie.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return error("INVALID_HUTK");
        }
    }
    if context["pageUri"].as_str().is_none_or(|page| url::Url::parse(page).is_err()) {
        return error("INVALID_PAGE_URI");
    }
    let consent = &body.get("legalConsentOptions").cloned().unwrap_or_default()["consent"];
    if consent["consentToProcess"] != true {
        return error("MISSING_PROCESSING_CONSENT");
    }
    if consent["text"].as_str().is_none_or(str::is_empty) {
        return error("MISSING_PROCESSING_CONSENT_TEXT");
    }
    let talk = &consent["communications"][0];
    if talk["text"].as_str().is_none_or(str::is_empty) {
        return error("MISSING_COMMUNICATION_CONSENT_TEXT");
    }
    if !talk["value"].is_boolean() || talk["subscriptionTypeId"] != 987 {
        return error("INVALID_LEGAL_OPTION_FORMAT");
    }
    Ok(())
}

fn pairs(request: &Request) -> Result<Vec<(String, String)>, Refusal> {
    let kind = request.header("content-type").unwrap_or_default();
    let form = "application/x-www-form-urlencoded;charset=UTF-8";
    needs(kind.eq_ignore_ascii_case(form), "this is not a form")?;
    needs(request.body.is_ascii(), "a form's characters are escaped")?;
    Ok(form_urlencoded::parse(request.body.as_bytes()).into_owned().collect())
}

fn form_json(request: &Request) -> Result<(), Refusal> {
    needs(request.target == "/f/abc", "there is no such form")?;
    // Without it, Formspree answers with a page.
    needs(request.header("accept") == Some("application/json"), "JSON is not asked for")?;
    let pairs = pairs(request)?;
    if pairs.is_empty() {
        return Err((400, "EMPTY".to_owned(), formspree_error("EMPTY", None)));
    }
    let mail = pairs.iter().find(|(name, _)| name == "email");
    if mail.is_none_or(|(_, value)| !value.contains('@')) {
        let body = formspree_error("TYPE_EMAIL", Some("email"));
        return Err((422, "TYPE_EMAIL".to_owned(), body));
    }
    needs(pairs.iter().all(|(name, _)| name != "_gotcha"), "only programs fill in _gotcha")
}

fn webhook(request: &Request) -> Result<(), Refusal> {
    needs(request.target == "/hook?key=1", "there is no such hook")?;
    let simple = request.header("content-type") == Some("text/plain;charset=UTF-8");
    needs(simple, "this is not a simple request")?;
    let body = serde_json::from_str(&request.body);
    let Ok(Value::Object(body)) = body else { return Err(plain(400, "this is no object")) };
    needs(body.values().all(Value::is_string), "the object is not flat")
}

fn form_post(request: &Request) -> Result<(), Refusal> {
    needs(request.target == "/servlet?encoding=UTF-8", "there is no such servlet")?;
    let pairs = pairs(request)?;
    let has = |name: &str| pairs.iter().any(|(own, value)| own == name && !value.is_empty());
    needs(["oid", "retURL", "email"].into_iter().all(has), "oid, retURL or email is missing")?;
    let mode = request.header("sec-fetch-mode");
    needs(mode.is_none_or(|mode| mode == "no-cors"), "its answer can't be read")
}

use serde_json::{Value, json};

use super::*;
use crate::lead::request::Mode;

fn config(pairs: &[(&str, &str)]) -> Config {
    let texts = pairs.iter().map(|(key, text)| ((*key).to_string(), (*text).to_string())).collect();
    let (config, warnings) = Config::read(&texts);
    assert_eq!(warnings, []);
    config
}

fn provider(name: &str, more: &[(&str, &str)]) -> Config {
    let own = [("lead-provider", name), ("lead-endpoint", "https://crm.example/x")];
    let asked = [("ask-name", "optional"), ("ask-company", "optional"), ("seller", "Acme")];
    config(&[&own[..], &asked, more].concat())
}

fn hubspot(more: &[(&str, &str)]) -> Config {
    let own = [("portal-id", "123"), ("form-id", "a-b"), ("subscription-type-id", "0987")];
    provider("hubspot", &[&own[..], more].concat())
}

const ID: &str = "3f0e8f4e-7c1b-4b54-9a51-0a9d1f2b3c4d";
const HASH: &str = "check value";

fn submission(config: &Config) -> Submission {
    let typed = Typed {
        email: " jane+x@example.com ".into(),
        name: "Jane \"J\" Doe".into(),
        company: "A & B <Ltd>".into(),
        marketing: true,
    };
    let figure = |key: &str, label: &str, text: &str| Figure {
        key: key.into(),
        label: label.into(),
        text: text.into(),
    };
    let attribution = [("utm_source", "news & letter"), ("gclid", "g1"), ("secret", "no")];
    Submission {
        id: ID.into(),
        created_ms: 1_700_000_000_123,
        calculator: "coverage".into(),
        version: "0.1.0".into(),
        person: typed.tidy(config),
        figures: vec![
            figure("goal", "Revenue goal", "1000000-2500000"),
            figure("win_rate", "Win rate", "20-30"),
        ],
        ownership: Ownership::Own,
        left_out: vec![],
        consent: Consent::new(config, true),
        context: Context {
            page_url: "https://acme.example/tools/coverage?token=1#top".into(),
            page_title: "Coverage".into(),
            locale: "de-DE".into(),
            hutk: Some("0123456789abcdef0123456789ABCDEF".into()),
            attribution: attribution
                .map(|(key, text)| (key.into(), text.into()))
                .into_iter()
                .collect(),
            private: false,
        },
    }
}

/// The flat fields of [`submission`], in any naming.
fn flat(config: &Config) -> Vec<(&'static str, String)> {
    let text = config.marketing_text();
    vec![
        ("email", "jane+x@example.com".into()),
        ("name", "Jane \"J\" Doe".into()),
        ("company", "A & B <Ltd>".into()),
        ("goal", "1000000-2500000".into()),
        ("win_rate", "20-30".into()),
        ("figures", "own".into()),
        ("calculator", "coverage".into()),
        ("calculator_version", "0.1.0".into()),
        ("submission_id", ID.into()),
        ("submitted_at", "2023-11-14T22:13:20.123Z".into()),
        ("marketing_consent", "yes".into()),
        ("consent_text", text.clone()),
        ("consent_text_sha256", sha256(&text)),
        ("consent_notice", config.notice()),
        ("locale", "de-DE".into()),
        ("page_url", "https://acme.example/tools/coverage".into()),
        ("page_title", "Coverage".into()),
        ("gclid", "g1".into()),
        ("utm_source", "news & letter".into()),
    ]
}

#[test]
fn a_webhook_gets_flat_json_as_a_simple_request() {
    let config = provider("webhook", &[]);
    let request = submission(&config).request(&config).unwrap();
    let expected: serde_json::Map<String, Value> =
        flat(&config).into_iter().map(|(name, text)| (name.into(), text.into())).collect();
    assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap(), Value::Object(expected));
    assert_eq!((request.content_type, request.accept), (None, None));
    assert_eq!((request.mode, request.url.as_str()), (Mode::Cors, "https://crm.example/x"));
    assert!(request.keepalive && request.readable());
}

#[test]
fn forms_get_pairs_with_and_without_an_answer() {
    for (name, accept, mode) in
        [("form-json", Some("application/json"), Mode::Cors), ("form-post", None, Mode::NoCors)]
    {
        let config = provider(name, &[("map-name", "last_name"), ("constant-oid", "00D&")]);
        let request = submission(&config).request(&config).unwrap();
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(request.body.as_bytes()).into_owned().collect();
        let mut expected: Vec<(String, String)> =
            flat(&config).into_iter().map(|(name, text)| (name.into(), text)).collect();
        expected[1].0 = "last_name".into();
        expected.push(("oid".into(), "00D&".into()));
        assert_eq!(pairs, expected);
        let form = "application/x-www-form-urlencoded;charset=UTF-8";
        assert_eq!((request.content_type, request.accept), (Some(form), accept));
        assert_eq!(request.mode, mode);
    }
}

#[test]
fn hubspot_gets_its_own_format() {
    let config = hubspot(&[("map-goal", "revenue_goal"), ("constant-lifecyclestage", "lead")]);
    let submission = submission(&config);
    let request = submission.request(&config).unwrap();
    let field =
        |name: &str, value: &str| json!({"objectTypeId": "0-1", "name": name, "value": value});
    let text = config.marketing_text();
    let record = [
        "submitted_at: 2023-11-14T22:13:20.123Z\nmarketing_consent: yes\nconsent_text: ",
        &text,
        "\nconsent_text_sha256: ",
        HASH,
        "\nconsent_notice: ",
        &config.notice(),
        "\nlocale: de-DE",
    ];
    let record = record.concat().replace(HASH, &sha256(&text));
    let summary = "Win rate: 20-30\nWhose figures: own\nCalculator: coverage\nVersion of the calculator: 0.1.0";
    let expected = json!({
        "submittedAt": "1700000000123",
        "fields": [
            field("email", "jane+x@example.com"),
            field("firstname", "Jane \"J\" Doe"),
            field("company", "A & B <Ltd>"),
            field("revenue_goal", "1000000-2500000"),
            field("submission_id", ID),
            field("lifecyclestage", "lead"),
            field("calculator_summary", summary),
            field("consent_record", &record),
        ],
        "context": {
            "hutk": "0123456789abcdef0123456789ABCDEF",
            "pageUri":
                "https://acme.example/tools/coverage?gclid=g1&utm_source=news%20%26%20letter",
            "pageName": "Coverage",
        },
        "legalConsentOptions": {"consent": {
            "consentToProcess": true,
            "text": "Acme gets what is listed under “What we send”, to answer you.",
            "communications": [{"value": true, "subscriptionTypeId": 987, "text": text}],
        }},
    });
    assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap(), expected);
    assert_eq!((request.content_type, request.mode), (Some("application/json"), Mode::Cors));
    let path = "https://crm.example/x/submissions/v3/integration/submit/123/a-b";
    assert_eq!(request.url, path);
}

#[test]
fn hubspot_without_a_subscription_gets_no_legal_options_and_no_invented_cookie() {
    let config = provider("hubspot", &[("portal-id", "1"), ("form-id", "2")]);
    let mut submission = submission(&config);
    submission.context.hutk = Some("undefined".into());
    let body = submission.request(&config).unwrap().body;
    let body: Value = serde_json::from_str(&body).unwrap();
    assert!(body.get("legalConsentOptions").is_none() && body["context"].get("hutk").is_none());
}

/// Every string in a body that is not there for structure.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(members) => {
            let own = members
                .iter()
                .filter(|(name, _)| !["objectTypeId", "name"].contains(&name.as_str()));
            own.for_each(|(_, value)| strings(value, found));
        }
        _ => {}
    }
}

#[test]
fn nothing_is_sent_that_is_not_listed() {
    for config in [provider("webhook", &[]), hubspot(&[("map-utm_source", "source")])] {
        let submission = submission(&config);
        let lines = submission.lines(&config);
        let mut sent = Vec::new();
        strings(
            &serde_json::from_str(&submission.request(&config).unwrap().body).unwrap(),
            &mut sent,
        );
        for text in sent {
            // HubSpot's summaries are lists of lines.
            for part in text.split('\n') {
                let told = |value: &str| part == value || part.ends_with(&concat(&[": ", value]));
                assert!(lines.iter().any(|line| told(&line.value)), "{part}");
            }
        }
    }
}

#[test]
fn figures_and_only_they_can_be_left_out() {
    for config in [provider("webhook", &[]), hubspot(&[])] {
        let mut submission = submission(&config);
        submission.left_out = vec!["goal".into(), "email".into(), "consent_text".into()];
        let lines = submission.lines(&config);
        let keys = |of: fn(&Line) -> bool| {
            lines.iter().filter(|line| of(line)).map(|line| line.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(keys(|line| line.optional), ["goal", "win_rate"]);
        assert_eq!(keys(|line| line.left_out), ["goal"]);
        let body = submission.request(&config).unwrap().body;
        assert!(!body.contains("1000000-2500000") && body.contains("jane+x@example.com"));
        let none = Config { figures: Figures::None, ..config };
        assert!(!submission.request(&none).unwrap().body.contains("20-30"));
    }
}

#[test]
fn boxes_left_empty_are_known_by_their_names_at_the_destination() {
    let blank = |config: &Config, name: &str| {
        let mut submission = submission(config);
        submission.person.name = name.into();
        submission.person.company = String::new();
        submission.blank(config)
    };
    assert_eq!(blank(&hubspot(&[]), ""), ["firstname", "company"]);
    assert_eq!(blank(&hubspot(&[]), "Jane"), ["", "company"]);
    let mapped = [("map-name", "FNAME"), ("ask-company", "off")];
    assert_eq!(blank(&provider("webhook", &mapped), ""), ["FNAME", ""]);
}

#[test]
fn a_private_visitor_is_not_followed() {
    for config in [provider("webhook", &[]), hubspot(&[])] {
        let mut submission = submission(&config);
        submission.context.private = true;
        let body = submission.request(&config).unwrap().body;
        for trace in ["0123456789abcdef0123456789ABCDEF", "g1", "news", "tools", "Coverage\""] {
            assert!(!body.contains(trace), "{trace}");
        }
        assert!(body.contains("https://acme.example/\""));
        assert!(submission.lines(&config).iter().all(|line| line.name != "context.hutk"));
    }
}

#[test]
fn constants_do_not_replace_what_is_the_visitors() {
    let config = provider("webhook", &[("constant-email", "x@y.example"), ("map-goal", "email")]);
    let body = submission(&config).request(&config).unwrap().body;
    assert!(!body.contains("x@y.example"));
    assert_eq!(body.matches("\"email\":").count(), 1);
    assert!(body.contains("\"goal\":\"1000000-2500000\""));
}

#[test]
fn the_page_itself_gets_pairs_and_no_request() {
    let config = config(&[]);
    let submission = submission(&config);
    assert_eq!(submission.request(&config), None);
    let detail = submission.detail(&config);
    assert_eq!(detail[0], ("email".to_string(), "jane+x@example.com".to_string()));
    assert!(detail.iter().all(|(name, _)| name != "name"), "it was not asked");
}

#[test]
fn the_id_is_in_every_body_and_no_body_is_too_long_to_outlive_its_page() {
    let huge = || "\u{1}".repeat(100_000);
    for name in ["hubspot", "form-json", "webhook", "form-post"] {
        let config = provider(name, &[("portal-id", "1"), ("form-id", "2")]);
        let mut submission = submission(&config);
        assert!(submission.request(&config).unwrap().body.contains(ID));
        submission.context.page_title = huge();
        submission.context.locale = huge();
        submission.context.page_url = "https://x.example/".to_string() + &huge();
        submission.figures[0].text = huge();
        assert!(submission.request(&config).unwrap().keepalive);
    }
}

#[test]
fn the_same_lead_is_known_by_its_content() {
    let config = provider("webhook", &[]);
    let first = submission(&config);
    let mut other = Submission { id: "other".into(), created_ms: 5, ..first.clone() };
    other.person.email = "JANE+X@example.com".into();
    let same = |one: &Submission| one.sameness(&config);
    assert_eq!(same(&first), same(&other));
    assert_eq!(same(&first).len(), 16);
    let mut figures = first.clone();
    figures.figures[0].text.push('0');
    let mut ticked = first.clone();
    ticked.consent.marketing = false;
    let left_out = Submission { left_out: vec!["goal".into()], ..first.clone() };
    for changed in [figures, ticked, left_out] {
        assert_ne!(same(&first), same(&changed));
    }
}

#[test]
fn the_same_lead_for_another_destination_is_another() {
    let bolt = provider("webhook", &[("lead-endpoint", "https://bolt.example/x")]);
    let lead = submission(&bolt);
    for other in [
        provider("webhook", &[]),
        provider("webhook", &[("lead-endpoint", "https://bolt.example/x"), ("map-email", "MAIL")]),
        provider("webhook", &[("lead-endpoint", "https://bolt.example/x"), ("constant-a", "b")]),
        provider("form-json", &[("lead-endpoint", "https://bolt.example/x")]),
    ] {
        assert_ne!(lead.sameness(&bolt), lead.sameness(&other), "{other:?}");
    }
}

#[test]
fn a_lead_says_whose_its_figures_are_and_holds_none_of_the_example() {
    let config = provider("webhook", &[]);
    let names = |ownership| {
        let lead = Submission { ownership, ..submission(&config) };
        let body: Value = serde_json::from_str(&lead.request(&config).unwrap().body).unwrap();
        (body["figures"].as_str().unwrap().to_owned(), body.get("goal").is_some())
    };
    assert_eq!(names(Ownership::Example), ("example".into(), false));
    assert_eq!(names(Ownership::Mixed), ("mixed".into(), true));
    assert_eq!(names(Ownership::Own), ("own".into(), true));
}

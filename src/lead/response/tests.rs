use super::*;

fn status(code: u16, body: &str) -> Response {
    Response::Status { code, retry_after: None, body: body.to_string() }
}

/// A lead whose boxes for name and company were there and left empty.
fn parcel(provider: Provider) -> Parcel {
    Parcel {
        message: "a".into(),
        id: String::new(),
        sameness: String::new(),
        provider,
        url: String::new(),
        body: String::new(),
        blank: ["firstname".into(), "company".into()],
    }
}

fn rejected(body: &str) -> Rejection {
    rejected_for(&parcel(Provider::HubSpot), body)
}

fn rejected_for(parcel: &Parcel, body: &str) -> Rejection {
    match outcome(parcel, &status(400, body), 0) {
        Outcome::Rejected(rejection) => rejection,
        other => panic!("{other:?}"),
    }
}

fn hubspot(code: &str, field: &str) -> String {
    let start =
        r#"{"status":"error","message":"The request is not valid","correlationId":"aaaa-1","#;
    let message = [r#""errors":[{"message":"Error in 'fields."#, field, "'. Something is wrong"];
    [start, &message.concat(), r#"","errorType":""#, code, r#""}]}"#].concat()
}

#[test]
fn statuses_have_their_meaning() {
    let of = |code| outcome(&parcel(Provider::Webhook), &status(code, ""), 0);
    for code in [200, 201, 202, 204] {
        assert_eq!(of(code), Outcome::Confirmed);
    }
    for code in [429, 500, 502, 503, 504] {
        assert_eq!(of(code), Outcome::Retry { after_ms: None });
    }
    for code in [400, 401, 403, 404, 405, 410, 413, 422] {
        assert!(matches!(of(code), Outcome::Rejected(Rejection::Setup(_))));
    }
    for code in [0, 100, 302, 600] {
        assert_eq!(of(code), Outcome::Unconfirmed);
    }
    for response in [Response::Opaque, Response::Failed] {
        assert_eq!(outcome(&parcel(Provider::HubSpot), &response, 0), Outcome::Unconfirmed);
    }
}

#[test]
fn a_wait_is_honoured_up_to_an_hour() {
    let now = 784_111_777_000;
    let waits = [
        ("0", Some(0)),
        (" 120 ", Some(120_000)),
        ("999999999999999999999999", Some(LONGEST_WAIT)),
        ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60_000)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
        ("Mon, 07 Nov 1994 08:49:37 GMT", Some(LONGEST_WAIT)),
        ("-1", None),
        ("soon", None),
        ("", None),
    ];
    for (text, after_ms) in waits {
        let retry_after = Some(text.to_string());
        let response = Response::Status { code: 429, retry_after, body: String::new() };
        assert_eq!(
            outcome(&parcel(Provider::HubSpot), &response, now),
            Outcome::Retry { after_ms }
        );
    }
}

#[test]
fn the_visitors_field_is_named() {
    let ask = |body: &str| match rejected(body) {
        Rejection::Field(ask, _) => Some(ask),
        Rejection::Setup(_) => None,
    };
    assert_eq!(ask(&hubspot("INVALID_EMAIL", "email")), Some(Ask::Email));
    assert_eq!(ask(&hubspot("BLOCKED_EMAIL", "email")), Some(Ask::Email));
    assert_eq!(ask(&hubspot("REQUIRED_FIELD", "firstname")), Some(Ask::Name));
    assert_eq!(ask(&hubspot("REQUIRED_FIELD", "0-2/company")), Some(Ask::Company));
    let said = |body: &str| match rejected(body) {
        Rejection::Field(_, words) => words,
        Rejection::Setup(text) => panic!("{text}"),
    };
    assert!(said(&hubspot("INVALID_EMAIL", "email")).contains("was not accepted"));
    assert!(said(&hubspot("BLOCKED_EMAIL", "email")).contains("at work"));
    assert_eq!(said(&hubspot("REQUIRED_FIELD", "firstname")), "Enter your name.");
    assert!(said(&hubspot("REQUIRED_FIELD", "company")).contains("name of your company"));
    // Who has no such box, or filled it in, can't correct it: that is the owner's to do.
    for field in ["phone", "lastname", "email", "utm_company"] {
        assert_eq!(ask(&hubspot("REQUIRED_FIELD", field)), None, "{field}");
    }
    let filled = Parcel { blank: Default::default(), ..parcel(Provider::HubSpot) };
    let rejection = rejected_for(&filled, &hubspot("REQUIRED_FIELD", "firstname"));
    assert!(matches!(rejection, Rejection::Setup(_)));
    let formspree = r#"{"error":"x","errors":[{"code":"TYPE_EMAIL","field":"email","message":"should be an email"}]}"#;
    assert_eq!(ask(formspree), Some(Ask::Email));
}

#[test]
fn every_documented_fault_of_the_set_up_is_the_owners() {
    let codes = "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED INVALID_NUMBER INPUT_TOO_LARGE \
        FIELD_NOT_IN_FORM_DEFINITION NUMBER_OUT_OF_RANGE VALUE_NOT_IN_FIELD_DEFINITION \
        INVALID_METADATA INVALID_HUTK INVALID_IP_ADDRESS INVALID_PAGE_URI \
        INVALID_LEGAL_OPTION_FORMAT MISSING_PROCESSING_CONSENT \
        MISSING_PROCESSING_CONSENT_TEXT MISSING_COMMUNICATION_CONSENT_TEXT \
        MISSING_LEGITIMATE_INTEREST_TEXT DUPLICATE_SUBSCRIPTION_TYPE_ID \
        FORM_HAS_RECAPTCHA_ENABLED FORM_NOT_FOUND BLOCKED EMPTY INACTIVE";
    for code in codes.split_whitespace() {
        let Rejection::Setup(text) = rejected(&hubspot(code, "goal")) else { panic!("{code}") };
        assert!(text.contains(code) && text.contains("goal"), "{text}");
    }
}

#[test]
fn a_message_cannot_pretend_to_be_a_code() {
    let fooling = [
        r#"{"message":"INVALID_EMAIL","errors":[]}"#,
        r#"{"message":"\"errorType\":\"INVALID_EMAIL\"}"}"#,
        r#"{"message":"{\\\"errorType\\\":","x":["errorType","INVALID_EMAIL"]}"#,
        r#"{"errors":[{"message":"a","errorType":"\"INVALID_EMAIL\""}]}"#,
        "INVALID_EMAIL",
        "<html>\"errorType\": INVALID_EMAIL</html>",
    ];
    for body in fooling {
        assert!(matches!(rejected(body), Rejection::Setup(_)), "{body}");
    }
}

#[test]
fn a_form_service_can_refuse_with_a_status_of_success() {
    let no = status(200, r#"{"success": false,"message":"Invalid access key"}"#);
    assert!(matches!(outcome(&parcel(Provider::FormJson), &no, 0), Outcome::Rejected(_)));
    assert_eq!(outcome(&parcel(Provider::Webhook), &no, 0), Outcome::Confirmed);
    let yes = status(200, r#"{"success":true,"message":"\"success\":false"}"#);
    assert_eq!(outcome(&parcel(Provider::FormJson), &yes, 0), Outcome::Confirmed);
}

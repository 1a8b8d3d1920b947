use proptest::prelude::*;

use super::*;

fn read(pairs: &[(&str, &str)]) -> (Config, Vec<String>) {
    let texts = pairs.iter().map(|(key, text)| ((*key).to_string(), (*text).to_string())).collect();
    let (config, warnings) = Config::read(&texts);
    (config, warnings.into_iter().map(|warning| warning.text).collect())
}

const HUBSPOT: [(&str, &str); 3] =
    [("lead-provider", "hubspot"), ("portal-id", "123"), ("form-id", "a-B-9")];

#[test]
fn nothing_set_is_the_default_without_a_warning() {
    assert_eq!(read(&[]), (Config::default(), vec![]));
    assert_eq!(read(&[("locale", "de"), ("map-x", ""), ("region", "??")]), read(&[]));
}

#[test]
fn hubspot_has_a_host_by_region_and_an_endpoint_instead() {
    let url = |more: &[(&str, &str)]| read(&[&HUBSPOT, more].concat()).0.url;
    let path = "/submissions/v3/integration/submit/123/a-B-9";
    assert_eq!(url(&[]), ["https://api.hsforms.com", path].concat());
    assert_eq!(url(&[("region", "na1")]), ["https://api.hsforms.com", path].concat());
    assert_eq!(url(&[("region", "eu1")]), ["https://api-eu1.hsforms.com", path].concat());
    let here = [("lead-endpoint", "http://127.0.0.1:8080/")];
    assert_eq!(url(&here), ["http://127.0.0.1:8080", path].concat());
    assert_eq!(url(&[("lead-endpoint", "http://crm.example")]), "");
}

#[test]
fn a_destination_without_its_settings_is_the_page_and_says_so() {
    for provider in ["hubspot", "form-json", "webhook", "form-post"] {
        let (config, warnings) = read(&[("lead-provider", provider)]);
        assert_eq!((config.provider, config.url.as_str()), (Provider::Host, ""));
        assert!(warnings[0].contains("ep:lead-submit"), "{warnings:?}");
    }
    let (config, warnings) = read(&[("lead-provider", "Hubspot")]);
    assert_eq!(config.provider, Provider::Host);
    let sentence = "“lead-provider” was not used: give it one of hubspot, form-json, webhook, \
        form-post, host.";
    assert_eq!(warnings, [sentence]);
    let (_, warnings) = read(&[("lead-provder", "webhook")]);
    assert_eq!(warnings, ["“lead-provder” is not known: check its spelling."]);
}

#[test]
fn only_https_and_this_machine_are_addresses() {
    let good = [
        "https://crm.example/hook?a=b&c=%20",
        "https://bücher.example",
        "https://crm.example:8443/x",
        "http://localhost",
        "http://localhost:3000/x",
        "http://[::1]:3000/",
        "https://127.0.0.1:1/",
    ];
    for url in good {
        assert!(is_address(url), "{url}");
    }
    let bad = [
        "javascript:alert(1)",
        "javascript://crm.example/%0aalert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//crm.example",
        "http://crm.example",
        "http://localhost.evil.example",
        "http://localhost:80@evil.example",
        "http://127.0.0.1x",
        "https://user:secret@crm.example",
        "https://",
        "https:///x",
        "https://crm.example:x",
        "https://crm.example/a b",
        "https://crm.example/\"><script>",
        "https://crm.example/#x",
        "ftp://crm.example",
        "",
    ];
    for url in bad {
        assert!(!is_address(url), "{url}");
    }
    assert!(!is_address(&concat(&["https://crm.example/", &"x".repeat(1000)])));
}

#[test]
fn names_and_constants_are_those_of_the_destination() {
    let (config, warnings) = read(&[
        ("map-email", "EMAIL"),
        ("map-win-rate", "00N123"),
        ("map-goal", "a b"),
        ("constant-oid", "00D"),
        ("constant-returl", "https://x.example"),
        ("constant-_gotcha", "robot"),
    ]);
    assert_eq!(
        (config.mapped("email"), config.mapped("win_rate")),
        (Some("EMAIL"), Some("00N123"))
    );
    assert_eq!((config.mapped("goal"), config.constants.get("_gotcha")), (None, None));
    assert_eq!(config.constants.get("oid"), Some("00D"));
    assert_eq!(config.constants.get("retURL"), Some("https://x.example"));
    assert_eq!(warnings.len(), 2);
}

#[test]
fn the_texts_name_the_seller_if_there_is_one() {
    let (config, _) = read(&[("seller", " Acme ")]);
    assert!(config.marketing_text().starts_with("Yes, Acme may e-mail me"));
    assert!(config.notice().starts_with("Acme gets"));
    assert!(Config::default().marketing_text().starts_with("Yes, you may e-mail me"));
    let (config, warnings) = read(&[("consent-text", &"ä".repeat(2000))]);
    assert_eq!((config.marketing_text().chars().count(), warnings.len()), (1000, 1));
}

#[test]
fn every_choice_is_told_with_the_word_of_an_absent_attribute() {
    let usual = Config::default();
    for Choice { key, names, usual: word } in choices() {
        assert!(names.contains(&word), "{key}");
        assert_eq!(read(&[(key, word)]), (usual.clone(), vec![]), "{key}");
        let marked = concat(&["“", key, "”"]);
        let refused =
            |name: &&str| read(&[(key, name)]).1.iter().any(|told| told.contains(&marked));
        assert!(!names.iter().any(refused), "{key}");
    }
}

#[test]
fn a_flood_of_settings_is_cut() {
    let names: Vec<String> = (0..1000).map(|n| concat(&["map-", &n.to_string()])).collect();
    let pairs: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let (config, warnings) = read(&pairs);
    assert_eq!((config.names.iter().count(), warnings.len()), (MOST, 1));
}

proptest! {
    #[test]
    fn any_settings_are_survived(pairs in prop::collection::vec((key(), text()), 0..12)) {
        let texts = pairs.into_iter().collect();
        let (config, _) = Config::read(&texts);
        prop_assert!(config.url.is_empty() == (config.provider == Provider::Host));
        prop_assert!(config.url.is_empty() || is_address(&config.url));
        prop_assert!(config.privacy_url.is_none_or(|url| is_address(&url)));
    }
}

fn key() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 6] =
        ["lead-provider", "lead-endpoint", "portal-id", "form-id", "region", "privacy-url"];
    prop_oneof![
        prop::sample::select(&KNOWN[..]).prop_map(str::to_string),
        "(map-|constant-|lead-)?.{0,9}"
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["hubspot|webhook|form-json|eu1|1-a", "https?://(localhost)?.{0,12}", ".{0,40}"]
}

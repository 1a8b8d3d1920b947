//! What comes of a refusal, for the visitor and for the owner. Which refusal means what is proved, for
//! each that a destination documents, by the tests of `lead::response`.

use super::site::{JANE, Site};
use crate::harness::scenarios;
use crate::support::desk::rules::{formspree_error, hubspot_error};
use crate::support::{Answer, Desk, Engine, Figures, Kind, Page};

/// The visitor is asked to correct a box, does, and the lead arrives.
async fn corrected(page: &Page, kind: Kind, refusal: Answer, at: &str, words: &str) {
    let desk = Desk::with(kind, [refusal]);
    let site = Site::with(page, &desk, "ask-name=optional ask-company=optional", "");
    page.run::<()>("try { localStorage.clear() } catch {}", vec![]).await;
    site.lead().await;
    let inside = site.inside();
    inside.until(&format!("root.activeElement?.id === '{at}'")).await;
    assert!(inside.text(&format!("#{at}-notes")).await.contains(words), "{at} {words}");
    assert_eq!(inside.eval::<String>("root.activeElement.ariaInvalid").await, "true");
    assert!(inside.eval::<bool>("!!root.querySelector('.ep-gate .ep-promises')").await);
    assert_eq!((site.waiting().await, desk.leads().len()), (0, 0));
    let text = if at == "ep-email" { "jane@initech.co.example" } else { "Initech" };
    inside.fill(&format!("#{at}"), text).await;
    site.press().await;
    site.opened().await;
    site.told("Sent to Acme.").await;
    let (posts, leads) = (desk.posts(), desk.leads());
    assert_eq!((posts.len(), leads.len()), (2, 1));
    assert!(leads[0].replace("%40", "@").contains(text));
    assert_eq!(site.outcomes().await, ["rejected", "confirmed"]);
    assert_eq!(desk.faults(), [""; 0]);
}

async fn what_the_visitor_can_correct_is_asked_for_again(page: &Page) {
    let refusal = Answer::Refuse(400, hubspot_error("BLOCKED_EMAIL", "email"));
    corrected(page, Kind::HubSpot, refusal, "ep-email", "at work").await;
    let refusal = Answer::Refuse(400, hubspot_error("REQUIRED_FIELD", "company"));
    corrected(page, Kind::HubSpot, refusal, "ep-company", "name of your company").await;
    let refusal = Answer::Refuse(422, formspree_error("REQUIRED_FIELD_EMPTY", Some("name")));
    corrected(page, Kind::FormJson, refusal, "ep-name", "Enter your name.").await;
}

/// The answer opens, the lead is kept, and the owner reads in the console what to do.
async fn kept(page: &Page, kind: Kind, refusal: Answer, words: &str) {
    let desk = Desk::with(kind, [refusal]);
    let site = Site::new(page, &desk);
    site.lead().await;
    site.told("not set up right").await;
    site.opened().await;
    assert_eq!((site.waiting().await, desk.posts().len()), (1, 1), "{words}");
    assert_eq!(site.outcomes().await, ["rejected"], "{words}");
    let errors = site.events().await;
    let error = errors.iter().find(|(name, _)| name == "ep:error");
    assert!(error.is_some_and(|(_, detail)| detail.contains("destination")), "{errors:?}");
    let console = page.console().await.join("\n");
    assert!(console.contains(words), "{words}: {console}");
    // The owner has corrected it before the visitor comes again.
    site.visit().await;
    desk.wait_for_posts(2);
    page.until("!localStorage.getItem('enough-pipeline:outbox').includes('\\ni=')").await;
    assert_eq!(desk.leads().len(), 1);
    assert_eq!(desk.posts()[0].body, desk.posts()[1].body);
    page.run::<()>("localStorage.clear()", vec![]).await;
}

async fn what_only_the_owner_can_correct_does_not_hold_the_visitor_up(page: &Page) {
    let code = "FIELD_NOT_IN_FORM_DEFINITION";
    kept(page, Kind::HubSpot, Answer::Refuse(400, hubspot_error(code, "goal")), code).await;
    let refusal = Answer::Refuse(403, formspree_error("BLOCKED", None));
    kept(page, Kind::FormJson, refusal, "BLOCKED").await;
    kept(page, Kind::Webhook, Answer::Refuse(410, String::new()), "status 410").await;
}

async fn the_page_itself_may_take_the_lead(page: &Page) {
    const TAKE: &str = "document.addEventListener('ep:lead-submit', event => {
        window.taken = event.detail.lead;
        event.preventDefault();
    })";
    for attributes in ["lead-provider=host", ""] {
        let desk = Desk::start(Kind::Webhook);
        let other = if attributes.is_empty() { desk.attributes() } else { attributes.into() };
        let site = Site::embedding(page, &desk.origin(), &other, TAKE);
        site.lead().await;
        site.opened().await;
        site.told("Sent to Acme.").await;
        let taken: serde_json::Value = page.eval("window.taken").await;
        assert_eq!((&taken["email"], &taken["consent_version"]), (&JANE.into(), &"2026-11".into()));
        assert_eq!(site.outcomes().await, ["confirmed"]);
        assert_eq!((desk.posts().len(), site.waiting().await), (0, 0));
    }
}

/// Makes another seller's page of the second one, before its calculator starts.
const BOLT: &str = "
    const become = (_, watching) => {
        const element = document.querySelector('enough-pipeline');
        if (!element) return;
        watching.disconnect();
        element.setAttribute('seller', 'Bolt');
        element.setAttribute('constant-source', 'bolt');
    };
    if (location.pathname.startsWith('/tools'))
        new MutationObserver(become).observe(document, { childList: true, subtree: true });";

/// On the second page a listener takes every lead.
const TAKE: &str = "
    if (location.pathname.startsWith('/tools')) {
        window.taken = [];
        document.addEventListener('ep:lead-submit', event => {
            taken.push(event.detail.lead);
            event.preventDefault();
        });
    }";

async fn what_no_listener_takes_waits_for_one_on_another_page(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    for attributes in
        ["lead-provider=host", "lead-provider=webhook lead-endpoint=http://crm.example/x"]
    {
        let site = Site::embedding(page, &desk.origin(), attributes, TAKE);
        site.lead().await;
        site.opened().await;
        site.told("Not sent yet: this page has no address for it.").await;
        let events = site.events().await;
        assert!(events.iter().any(|(name, _)| name == "ep:error"), "{events:?}");
        assert_eq!((site.outcomes().await, site.waiting().await), (vec!["queued".to_owned()], 1));
        site.visit_path("tools/pipeline").await;
        page.until("window.taken.length > 0").await;
        page.until("!localStorage.getItem('enough-pipeline:outbox').includes('\\ni=')").await;
        let taken: serde_json::Value = page.eval("window.taken").await;
        assert_eq!(
            (taken[0]["email"].as_str(), taken.as_array().map(Vec::len)),
            (Some(JANE), Some(1))
        );
        assert!(taken[0]["submission_id"].is_string());
    }
    assert_eq!(desk.posts().len(), 0);
}

async fn what_waits_for_one_seller_is_offered_to_no_other(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let script = [TAKE, BOLT].concat();
    let site = Site::embedding(page, &desk.origin(), "lead-provider=host", &script);
    site.lead().await;
    site.told("Not sent yet: this page has no address for it.").await;
    site.visit_path("tools/pipeline").await;
    // Acme's visitor has not opened anything on Bolt's page.
    assert!(site.inside().eval::<bool>("!!root.querySelector('.ep-gate')").await);
    site.inside().fill("#ep-email", "joe@initech.example").await;
    page.until("Date.now() - drawn >= 3000").await;
    site.press().await;
    site.told("Sent to Bolt.").await;
    let taken: serde_json::Value = page.eval("window.taken.map(lead => lead.email)").await;
    assert_eq!(taken, serde_json::json!(["joe@initech.example"]));
    assert_eq!(site.waiting().await, 1);
}

async fn the_same_lead_for_another_seller_arrives_there_too(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::with(page, &desk, "", BOLT);
    site.lead().await;
    site.told("Sent to Acme.").await;
    site.visit_path(&["tools/pipeline", &Figures::example().path()].concat()).await;
    site.answer(JANE).await;
    site.told("Sent to Bolt.").await;
    assert_eq!(desk.leads().len(), 2);
    assert!(desk.leads()[1].contains("bolt"));
}

scenarios! {
    in_one_engine:
        what_the_visitor_can_correct_is_asked_for_again,
        the_page_itself_may_take_the_lead,
        what_no_listener_takes_waits_for_one_on_another_page,
        what_waits_for_one_seller_is_offered_to_no_other,
        the_same_lead_for_another_seller_arrives_there_too;
    only_in(&[Engine::Chromium], "its console alone can be read"):
        what_only_the_owner_can_correct_does_not_hold_the_visitor_up;
}

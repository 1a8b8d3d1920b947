//! The element's attributes: what they do, and what happens to what can't be.

use serde_json::{Value, json};

use super::{ELEMENT, NOTE, OPEN, SETTLED, chance, fill, give, open, settle};
use crate::harness::scenarios;
use crate::support::{Figures, Page};

async fn every_attribute_is_followed_at_once(page: &Page) {
    const SET: &str = "host.setAttribute(arguments[0], arguments[1])";
    let _host = open(page, OPEN).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example()).await;
    let before = chance(&inside).await;
    let set = async |name: &str, value: &str| {
        inside.run::<()>(SET, vec![name.into(), value.into()]).await;
        settle(&inside).await;
    };
    set("locale", "de-DE").await;
    let german = Figures::example().text("goal").replace(',', ".");
    assert_eq!(inside.value("#ep-goal").await, german);
    assert_eq!(chance(&inside).await, before);
    set("currency", "EUR").await;
    assert!(inside.text(".ep-answer").await.contains('€'));
    assert!(!inside.text(".ep-answer").await.contains('$'));
    assert_eq!(chance(&inside).await, before);

    set("mode", "gated").await;
    inside.until("root.querySelector('.ep-gate')").await;
    set("mode", "open").await;
    inside.until("!root.querySelector('.ep-gate')").await;

    let link = "!!root.querySelector('.ep-actions')?.innerText.includes('Copy a link')";
    assert!(!inside.eval::<bool>(link).await, "links are made that nobody asked for");
    set("share", "hash").await;
    assert!(inside.eval::<bool>(link).await);

    for (theme, light) in [("dark", false), ("light", true)] {
        set("theme", theme).await;
        let sum = "getComputedStyle(root.querySelector('.ep-root')).backgroundColor
            .match(/[\\d.]+/g).slice(0, 3).reduce((sum, one) => sum + +one, 0)";
        let sum: f64 = inside.eval(sum).await;
        assert_eq!(sum > 384.0, light, "{theme}");
    }
}

async fn what_is_kept_and_shared_is_up_to_the_page(page: &Page) {
    let host = open(page, OPEN).await;
    fill(&page.shadow(ELEMENT), "goal", "3.1M").await;
    assert_eq!(page.eval::<u32>("localStorage.length").await, 0);
    // A link's figures are the page's own business until it says so.
    let linked = format!("{}{}", host.url(""), Figures::example().path());
    page.visit_url(&linked).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    assert_ne!(page.eval::<String>("location.hash").await, "");

    let body = "<enough-pipeline mode=open save=local share=hash></enough-pipeline>";
    let host = open(page, body).await;
    fill(&page.shadow(ELEMENT), "goal", "3.1M").await;
    page.visit_url(&host.url("")).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    assert_eq!(page.shadow(ELEMENT).value("#ep-goal").await, "3.1M");
    page.visit_url(&format!("{}{}", host.url(""), Figures::example().path())).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    let goal = page.shadow(ELEMENT).value("#ep-goal").await;
    assert_eq!(goal, Figures::example().text("goal"));
    assert_eq!(page.eval::<String>("location.hash").await, "");
}

async fn what_is_wrong_falls_back_with_one_warning_each(page: &Page) {
    const WRONG: [(&str, &str); 9] = [
        ("calculator", "dowsing"),
        ("locale", "xx_BAD"),
        ("currency", "NOPE"),
        ("mode", "<b>"),
        ("analytics", "yes"),
        ("data-layer", "a.b"),
        ("share", "always"),
        ("save", "true"),
        ("theme", "sepia"),
    ];
    let attributes: String =
        WRONG.iter().map(|(name, value)| [" ", name, "=\"", value, "\""].concat()).collect();
    let body = format!("{NOTE}<enough-pipeline{attributes}></enough-pipeline>");
    let _host = open(page, &body).await;
    let inside = page.shadow(ELEMENT);
    fill(&inside, "goal", "2.4M").await;
    assert_eq!(inside.text("#ep-goal-understood strong").await, "$2,400,000");
    // Another change is no reason to say it again.
    inside.run::<()>("host.setAttribute('privacy-url', 'https://a.example/')", vec![]).await;
    settle(&inside).await;
    let warned: Vec<String> = page.eval("warned").await;
    for (name, _) in WRONG {
        let start = format!("enough-pipeline: {name}: ");
        let count = warned.iter().filter(|words| words.starts_with(&start)).count();
        assert_eq!(count, 1, "{name}: {warned:#?}");
    }
    assert_eq!(warned.len(), WRONG.len(), "{warned:#?}");
}

async fn markup_and_addresses_in_attributes_do_nothing(page: &Page) {
    let body = "<enough-pipeline \
        seller=\"<img src=x onerror='window.harmed=1'>\" \
        consent-text=\"<script>window.harmed=1</script>\" \
        privacy-url='javascript:window.harmed=1' lead-provider=webhook \
        lead-endpoint='javascript:window.harmed=1'></enough-pipeline>";
    let _host = open(page, &format!("{NOTE}{body}")).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root.querySelector('.ep-gate')").await;
    let strange = "[...root.querySelectorAll('img, script, [href^=javascript]')].length";
    assert_eq!(inside.eval::<u32>(strange).await, 0);
    assert_eq!(page.eval::<Value>("window.harmed ?? null").await, json!(null));
    assert!(page.eval::<String>("warned.join()").await.contains("privacy-url"));
}

scenarios! {
    in_every_engine("Intl, storage and the callbacks of custom elements"):
        every_attribute_is_followed_at_once,
        what_is_kept_and_shared_is_up_to_the_page,
        what_is_wrong_falls_back_with_one_warning_each;
    in_one_engine:
        markup_and_addresses_in_attributes_do_nothing;
}

//! The forecast by axe-core's rules, and on paper.

use super::{ANSWERED, CHOOSE, ELEMENT, STAGES, open, open_empty, open_with, paste};
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Engine, Page, Rules, Server};

/// What a visitor could press or fill in.
const PRESSED: &str = "[...root.querySelectorAll('button, input, select, textarea')]
    .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))";
/// A list whose columns have to be asked for.
const UNKNOWN: &str = "a,b,c\nx,1,y\nz,2,w\n";
/// What a CRM says of deals that are closed, without those that are open.
const HEAD: &str = "Id,Deal Name,Owner,Created Date,Stage,Close Date,Amount,Forecast Category\n";

/// A state of the forecast that every rule must hold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    /// As a visitor first sees it.
    Example,
    /// With everything open that can be opened.
    Opened,
    /// With a form before the whole answer.
    Gated,
    /// Before anything is there to answer.
    Empty,
    /// With a row and a figure that can't be.
    Mistyped,
    /// With nothing but a wrong figure.
    Refused,
    /// Where a list is to come.
    Waiting,
    /// With a list that asks.
    Asked,
    /// With a list that answers.
    Listed,
}

const SCENES: [Scene; 9] = [
    Scene::Example,
    Scene::Opened,
    Scene::Gated,
    Scene::Empty,
    Scene::Mistyped,
    Scene::Refused,
    Scene::Waiting,
    Scene::Asked,
    Scene::Listed,
];

/// Deals of a firm that closed some every month, and open ones in each category.
fn deals() -> String {
    let closed = (1..=12).map(|n| {
        let stage = if n % 3 == 0 { "Closed Lost" } else { "Closed Won" };
        let day = 10 + n;
        format!("{n},Deal {n},Ann,2025-{n:02}-01,{stage},2025-{n:02}-{day},{n}0000,Closed\n")
    });
    let open = ["Commit", "Best Case", "Pipeline", "Omitted"].iter().zip(20..).map(|(name, n)| {
        format!("{n},Open {n},Bob,2026-10-{n},Proposal,2027-01-31,{n}000,{name}\n")
    });
    closed.chain(open).fold(HEAD.to_owned(), |text, row| text + &row)
}

async fn choose(inside: &Shadow<'_>, text: &str) {
    inside.click_button("Deal by deal").await;
    inside.until("root.querySelector('.ep-drop')").await;
    inside.run::<()>(CHOOSE, vec!["report.csv".into(), text.into()]).await;
}

async fn open_everything(inside: &Shadow<'_>) {
    let all = "root.querySelectorAll('details').forEach(one => one.open = true)";
    inside.run::<()>(all, vec![]).await;
    inside.frame().await;
}

/// Brings a page into this state.
async fn show(scene: Scene, page: &Page) -> (Server, Shadow<'_>) {
    let (host, inside) = match scene {
        Scene::Example | Scene::Opened => open(page).await,
        Scene::Gated => {
            (open_with(page, " mode=gated lead-provider=host").await, page.shadow(ELEMENT))
        }
        _ => open_empty(page).await,
    };
    match scene {
        Scene::Opened => open_everything(&inside).await,
        Scene::Gated => inside.until("root.querySelector('.ep-gate')").await,
        Scene::Mistyped => {
            paste(&inside, "#ep-stages-1-0", STAGES).await;
            inside.fill("#ep-stages-3-0", "Late").await;
            inside.fill("#ep-stages-3-2", "soon").await;
            inside.fill("#ep-goal", "300k").await;
            inside.until("root.querySelector('#ep-stages-3-2-problem')").await;
            inside.until(ANSWERED).await;
        }
        Scene::Refused => {
            paste(&inside, "#ep-stages-1-0", STAGES).await;
            inside.fill("#ep-goal", "a lot").await;
            inside.until("root.querySelector('.ep-problems button')").await;
        }
        Scene::Waiting => {
            inside.click_button("Deal by deal").await;
            inside.until("root.querySelector('.ep-drop')").await;
        }
        Scene::Asked => {
            choose(&inside, UNKNOWN).await;
            inside.until("root.querySelector('.ep-questions')").await;
        }
        Scene::Listed => {
            choose(&inside, &deals()).await;
            inside.until(ANSWERED).await;
            open_everything(&inside).await;
        }
        Scene::Example | Scene::Empty => {}
    }
    (host, inside)
}

async fn no_state_breaks_a_rule(page: &Page) {
    let rules = Rules::load();
    for scene in SCENES {
        let (_host, _inside) = show(scene, page).await;
        rules.check(page, ELEMENT, &format!("{scene:?}")).await;
    }
}

async fn paper_has_the_whole_answer_and_nothing_to_press(page: &Page) {
    for scene in [Scene::Example, Scene::Listed] {
        let (_host, inside) = show(scene, page).await;
        let headline = inside.text("#ep-answer").await;
        page.emulate("print", &[]).await;
        page.until("matchMedia('print').matches").await;
        let seen = inside.text(".ep-root").await;
        for part in [&*headline, "What this forecast takes for granted"] {
            assert!(seen.contains(part), "{part} is not on paper: {seen}");
        }
        for part in [".ep-fan", ".ep-sums", ".ep-methods"] {
            let shown = format!("root.querySelector('{part}').checkVisibility()");
            assert!(inside.eval::<bool>(&shown).await, "{part} is not on paper: {scene:?}");
        }
        let pressed: Vec<String> = inside.eval(PRESSED).await;
        assert_eq!(pressed, [""; 0], "{scene:?}");
        // Nothing on paper can be scrolled: what is wider than its box is cut.
        let cut = "[...root.querySelectorAll('.ep-scroll')].filter(one =>
            one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
            .map(one => one.outerHTML.slice(0, 100))";
        page.resize(680, 900).await;
        assert_eq!(inside.eval::<Vec<String>>(cut).await, [""; 0], "{scene:?}");
        page.resize(1280, 900).await;
        page.emulate("", &[]).await;
        let pages = page.pages().await;
        assert!((2..=5).contains(&pages), "{scene:?} takes {pages} pages");
    }
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes and paper"):
        no_state_breaks_a_rule,
        paper_has_the_whole_answer_and_nothing_to_press;
}

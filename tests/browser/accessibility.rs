//! axe-core's rules, in every state and every colour scheme.

use crate::harness::scenarios;
use crate::support::rules::ALL;
use crate::support::{Engine, Page, Rules, Scene};

async fn no_state_breaks_a_rule(page: &Page) {
    let rules = Rules::load();
    for scene in Scene::ALL {
        scene.show(page).await;
        rules.check(page, ALL, &format!("{scene:?}")).await;
    }
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        no_state_breaks_a_rule;
}

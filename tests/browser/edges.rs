//! The ends of the story: each has its sentence.

use crate::support::{Engine, Figures, browse_in};

fn at_the_edge() -> Vec<(&'static str, Figures)> {
    let example = Figures::example();
    let own = example.clone().with("period", "own");
    vec![
        ("You have reached your goal.", example.clone().with("closed_won", "90000000")),
        (
            "The period is over",
            own.with("period_start", "1/1/2026").with("period_end", "3/31/2026"),
        ),
        (
            "No open pipeline yet",
            example
                .clone()
                .with("open_pipeline", "0")
                .with("open_deals", "")
                .with("average_deal", "50000"),
        ),
        ("No: at a win rate of 0, no deal is won.", example.clone().with("win_rate", "0")),
        ("Yes: your pipeline gives", example.clone().with("goal", "10000").with("closed_won", "0")),
        ("Not yet, and", example.clone().with("sales_cycle", "900")),
        ("Not yet: you are", example),
    ]
}

fn every_end_of_the_story_has_its_sentence(engine: Engine) {
    browse_in(engine, async |page| {
        for (start, figures) in at_the_edge() {
            page.open(&figures.path()).await;
            let headline = page.text("#ep-answer").await;
            assert!(headline.starts_with(start), "{headline:?} does not start with {start:?}");
        }
    });
}

fn no_figure_is_a_nan_or_infinite(engine: Engine) {
    browse_in(engine, async |page| {
        for (start, figures) in at_the_edge() {
            page.open(&figures.path()).await;
            page.run::<()>(
                "document.querySelectorAll('details').forEach(d => d.open = true)",
                vec![],
            )
            .await;
            let page = page.text("main").await;
            for bad in ["NaN", "Infinity", "∞", "undefined", "null"] {
                assert!(!page.contains(bad), "{bad} is on the page: {start}");
            }
        }
    });
}

in_every_engine!(every_end_of_the_story_has_its_sentence, no_figure_is_a_nan_or_infinite,);

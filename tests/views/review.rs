//! The review, rendered natively: what a visitor finds on the page.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::NaiveDate;
use enough_pipeline::calc::review::{Answer, Answers, STATEMENTS};
use enough_pipeline::lead::config::Config;
use enough_pipeline::state::review::{Review as Choices, ReviewAction};
use enough_pipeline::state::{Source, State};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::review::Rating;
use enough_pipeline::ui::{Markup, ReviewProps, first_review};

use crate::{each_id_stands_once, has};

fn render(props: ReviewProps) -> String {
    props.markup(false)
}

fn props(actions: Vec<ReviewAction>) -> ReviewProps {
    let initial = actions.into_iter().fold(Choices::default(), |choices, one| choices.apply(one));
    ReviewProps { today: day(), early: false, initial, ..first_review() }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

fn rating(rater: &str, level: u8) -> Rating {
    let answers = Answers([Answer::Level(level); STATEMENTS]);
    Rating { rater: rater.into(), date: day() - chrono::Duration::days(180), answers }
}

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_review());
    has(&page, &["<h2", "What holds your sales back?", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("<table"));
}

#[test]
fn an_empty_review_asks_one_area_and_promises_the_result() {
    let page = render(props(vec![]));
    has(
        &page,
        &[
            "Area 1 of 8",
            "Ideal customer and message",
            "0 of 32 statements answered",
            "Your score stands here once the first statement is answered",
            "This does not apply to us.",
            "Next area",
        ],
    );
    assert_eq!(page.matches("<fieldset").count(), 4);
    assert_eq!(page.matches("<legend").count(), 4);
    assert_eq!(page.matches("type=\"radio\"").count(), 24);
    assert!(!page.contains("checked"));
}

#[test]
fn an_answer_is_checked_and_another_area_is_shown_alone() {
    let answered = vec![ReviewAction::Answer(4, Answer::Level(2)), ReviewAction::Show(1)];
    let page = render(props(answered));
    has(
        &page,
        &["Area 2 of 8", "1 of 32 statements answered", "Take this answer back", "Area before"],
    );
    assert_eq!(page.matches("checked").count(), 1);
    assert!(page.contains("aria-current=\"step\""));
}

#[test]
fn the_example_has_every_part_of_a_result() {
    let page = render(props(vec![ReviewAction::Example]));
    has(
        &page,
        &[
            "These are example answers.",
            "Your score is ",
            "Your strength: Coaching and enablement.",
            "Areas lie between ",
            "The 3 gaps to close first, by their score",
            "Do first:",
            "Scores by area",
            "How is this worked out?",
        ],
    );
}

#[test]
fn figures_price_gaps_and_contradict_answers() {
    let mut draft = Draft::default();
    draft.set("dead_pipeline", "900k");
    draft.set("dead_yield", "20");
    draft.set("past_due", "38");
    let known = State::new(draft, Source::Typed);
    let all = vec![ReviewAction::Load(rating("", 5))];
    let page = render(ReviewProps { known, ..props(all) });
    has(
        &page,
        &[
            "Start with: Pipeline hygiene.",
            "worth $180,000 by your own figures",
            "2 answers do not agree with your figures",
            "But 38% of your open pipeline's value is past its closing date.",
        ],
    );
}

#[test]
fn raters_and_dates_stand_side_by_side() {
    let page = render(props(vec![
        ReviewAction::Load(rating("Me", 3)),
        ReviewAction::Add(rating("Ann", 5)),
        ReviewAction::Compare(rating("Me", 2)),
    ]));
    has(
        &page,
        &[
            "2 raters disagree on 32 statements",
            "Where raters disagree",
            "Scores of all raters",
            "Leave out",
            "Before and after",
            "+25",
        ],
    );
}

#[test]
fn behind_the_form_only_the_score_is_seen() {
    let example = props(vec![ReviewAction::Example]);
    let page = render(ReviewProps { gate: Some(Rc::new(Config::default())), ..example });
    has(&page, &["Your score is ", "ep-gate", "until you send it"]);
    assert!(!page.contains("Do first:") && !page.contains("Scores by area"));
}

#[test]
fn every_control_has_a_name_and_no_id_stands_twice() {
    let page = render(props(vec![ReviewAction::Example, ReviewAction::Add(rating("Ann", 1))]));
    for tag in ["<select", "<input"] {
        for part in page.split(tag).skip(1) {
            let (attributes, _) = part.split_once('>').unwrap();
            let id = attributes.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| page.contains(&format!("for=\"{id}\"")));
            assert!(labelled || attributes.contains("aria-label"), "{tag}{attributes}");
        }
    }
    assert_eq!(page.matches("<caption").count(), page.matches("<table").count());
    each_id_stands_once(&page);
}

#[test]
fn paper_has_every_statement_with_the_words_of_its_answer() {
    let words = enough_pipeline::text::review::content();
    let statement = words.statement(4).unwrap();
    let answered = vec![
        ReviewAction::Answer(4, Answer::Level(2)),
        ReviewAction::Answer(5, Answer::NotApplicable),
    ];
    let page = render(props(answered));
    let (_, paper) = page.split_once("Every statement with its answer").unwrap();
    assert_eq!(paper.matches("<th scope=\"row\">").count(), STATEMENTS);
    has(paper, &[statement.levels[1], "This does not apply to us."]);
    assert_eq!(paper.matches("not answered").count(), STATEMENTS - 2);
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| {
        [
            render(first_review()),
            render(props(vec![])),
            render(props(vec![ReviewAction::Example])),
            render(props(vec![ReviewAction::Example, ReviewAction::Show(5)])),
        ]
    });
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let allowed: Vec<&str> = months.split(' ').chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

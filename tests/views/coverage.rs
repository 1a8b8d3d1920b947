//! The views, rendered natively: what a visitor finds in the page.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::{FIELDS, Inputs};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::lead::delivery::{Delivery, Why};
use enough_pipeline::lead::email::Fault;
use enough_pipeline::lead::person::{Ask, Hint, Trouble};
use enough_pipeline::lead::response::Rejection;
use enough_pipeline::state::{Action, Source, State};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::formats::Plain;
use enough_pipeline::ui::{CalculatorProps, Formatting, Markup, first_view};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 5).unwrap()
}

fn inputs() -> Inputs {
    Inputs {
        goal: Money(1_200_000.0),
        closed_won: Money(350_000.0),
        open_pipeline: Money(2_900_000.0),
        open_deals: Some(58),
        win_rate: Percent(25.0),
        sales_cycle: Days(75),
        new_pipeline: Money(120_000.0),
        lead_conversion: Some(Percent(10.0)),
        ..enough_pipeline::text::example::example(today())
    }
}

fn state(inputs: &Inputs) -> State {
    State::new(Draft::from_inputs(FIELDS, inputs, &Plain::default()), Source::Example)
}

fn edit(state: &State, key: &'static str, text: &str) -> State {
    state.apply(Action::Edit { key, text: text.into() }).apply(Action::Blur { key })
}

fn render_as(state: State, id: &'static str) -> String {
    let props = CalculatorProps {
        formats: Formatting::new(Plain::default()),
        today: today(),
        initial: state,
        id: id.into(),
        early: false,
        ..first_view(2, false, Draft::default())
    };
    props.markup(false)
}

fn render(state: State) -> String {
    render_as(state, "ep")
}

/// The example and every state at the edges.
fn pages() -> Vec<(&'static str, String)> {
    let with = |inputs: Inputs| render(state(&inputs));
    let example = state(&inputs());
    vec![
        ("example", render(example.clone())),
        ("details open", render(example.apply(Action::ToggleDetails))),
        ("cleared", render(example.apply(Action::Clear))),
        ("problems", render(edit(&edit(&example, "goal", "abc"), "win_rate", "140"))),
        ("own dates", render(edit(&example, "period", "own"))),
        ("goal reached", with(Inputs { closed_won: Money(2_000_000.0), ..inputs() })),
        ("period over", with(Inputs { today: today(), ..over() })),
        ("no pipeline", with(none_open())),
        ("no plan", with(Inputs { sales_cycle: Days(900), ..inputs() })),
        ("no wins", with(Inputs { win_rate: Percent(0.0), ..inputs() })),
        ("plenty", with(Inputs { open_pipeline: Money(2e7), open_deals: Some(400), ..inputs() })),
    ]
}

fn over() -> Inputs {
    let own = enough_pipeline::calc::coverage::PERIODS.iter().position(|p| p.key == "own").unwrap();
    Inputs {
        period: own,
        period_start: NaiveDate::from_ymd_opt(2026, 1, 1),
        period_end: NaiveDate::from_ymd_opt(2026, 3, 31),
        ..inputs()
    }
}

fn none_open() -> Inputs {
    Inputs {
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: Some(Money(50_000.0)),
        ..inputs()
    }
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[track_caller]
fn has(page: &str, text: &str) {
    assert!(page.contains(text), "{text:?} is not in the page");
}

/// The tag in which `part` stands, from `<` to `>`.
#[track_caller]
fn tag<'a>(page: &'a str, part: &str) -> &'a str {
    let at = page.find(part).unwrap_or_else(|| panic!("{part:?} is not in the page"));
    let start = page[..at].rfind('<').unwrap();
    let end = page[at..].find('>').unwrap();
    &page[start..=at + end]
}

#[test]
fn a_field_has_label_unit_help_and_nothing_wrong() {
    let page = render(state(&inputs()));
    has(
        &page,
        r#"<label for="ep-goal" id="ep-goal-label">Revenue goal<span class="ep-sr">, in USD</span>"#,
    );
    has(&page, r#"aria-describedby="ep-goal-help""#);
    has(&page, r#"value="1,200,000""#);
    has(&page, ", in percent");
    assert!(!page.contains("aria-invalid"));
}

#[test]
fn a_problem_is_told_beside_its_field() {
    let page = render(edit(&state(&inputs()), "win_rate", "140"));
    has(&page, r#"aria-describedby="ep-win_rate-problem ep-win_rate-help""#);
    has(&page, r#"aria-invalid="true""#);
    has(tag(&page, r#"id="ep-win_rate-problem""#), "ep-problem");
    assert!(!page.contains("ep-hundred"), "no figures of an earlier answer");
}

#[test]
fn a_problem_waits_until_the_field_is_left() {
    let typing = state(&inputs()).apply(Action::Edit { key: "goal", text: "1x".into() });
    let page = render(typing.clone());
    assert!(!page.contains("aria-invalid"));
    has(&render(typing.apply(Action::Blur { key: "goal" })), r#"aria-invalid="true""#);
}

#[test]
fn what_was_understood_is_echoed() {
    let page = render(edit(&state(&inputs()), "open_pipeline", "2.4M"));
    has(tag(&page, r#"id="ep-open_pipeline-understood""#), "ep-echo");
    has(&page, "Understood as <strong>$2,400,000</strong>");
    has(&page, r#"aria-describedby="ep-open_pipeline-understood ep-open_pipeline-help""#);
}

#[test]
fn own_dates_are_asked_for_only_with_own_dates() {
    let example = state(&inputs());
    assert!(!render(example.clone()).contains("ep-period_end"));
    has(&render(edit(&example, "period", "own")), r#"id="ep-period_end""#);
}

#[test]
fn the_verdict_comes_with_its_chance() {
    let page = render(state(&inputs()));
    has(&page, " of 100");
    has(tag(&page, r#"id="ep-answer""#), "ep-verdict");
    has(tag(&page, "ep-hundred"), r#"aria-labelledby="ep-chance""#);
}

#[test]
fn edges_have_their_own_words() {
    for (name, text) in [
        ("cleared", "more figures and your answer stands here"),
        ("goal reached", "reached your goal"),
        ("period over", "period is over"),
        ("no wins", "cannot be reached"),
        ("no plan", "New deals cannot close the gap"),
        ("plenty", "No extra pipeline is needed"),
    ] {
        let pages = pages();
        let page = &pages.iter().find(|(found, _)| *found == name).unwrap().1;
        assert!(page.contains(text), "{name}: {text:?} is not in the page");
    }
}

#[test]
fn every_end_of_the_story_has_its_headline() {
    let pages = pages();
    for (name, start) in [
        ("goal reached", "You have reached your goal."),
        ("period over", "The period is over"),
        ("no pipeline", "No open pipeline yet"),
        ("no wins", "No: at a win rate of 0, no deal is won."),
        ("plenty", "Yes: your pipeline gives"),
        ("no plan", "Not yet, and"),
        ("example", "Not yet: you are"),
    ] {
        let page = &pages.iter().find(|(found, _)| *found == name).unwrap().1;
        let (_, behind) = page.split_once(tag(page, r#"id="ep-answer""#)).unwrap();
        assert!(behind.starts_with(start), "{name}: {}", &behind[..60]);
    }
}

#[test]
fn nothing_on_any_page_is_inline_style_or_no_number() {
    for (name, page) in pages() {
        assert!(!page.contains(" style="), "{name}");
        let mut words = page.split(|letter: char| !letter.is_alphabetic());
        assert!(!words.any(|word| ["NaN", "inf"].contains(&word)), "{name}");
    }
}

#[test]
fn ids_are_unique_and_what_is_referred_to_is_there() {
    for (name, page) in pages() {
        let all = values(&page, "id");
        let ids: BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), ids.len(), "{name}: {all:?}");
        for attribute in ["aria-describedby", "aria-labelledby", "aria-controls", "for"] {
            for reference in values(&page, attribute).iter().flat_map(|value| value.split(' ')) {
                assert!(ids.contains(&reference), "{name}: {attribute} {reference}");
            }
        }
    }
}

#[test]
fn two_calculators_share_no_id() {
    let (one, two) = (render_as(state(&inputs()), "one"), render_as(state(&inputs()), "two"));
    let ids: BTreeSet<_> = values(&one, "id").into_iter().collect();
    assert!(values(&two, "id").iter().all(|id| !ids.contains(id)));
}

#[test]
fn every_class_is_ours() {
    for (name, page) in pages() {
        for class in values(&page, "class").iter().flat_map(|value| value.split_whitespace()) {
            assert!(class.starts_with("ep-"), "{name}: {class}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (name, page) in pages() {
        let levels: Vec<u8> = page
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.bytes().next().filter(u8::is_ascii_digit))
            .map(|digit| digit - b'0')
            .collect();
        assert_eq!(levels[0], 2, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn every_chart_has_its_data_as_a_table() {
    let page = render(state(&inputs()));
    for caption in [
        "What the goal is made of",
        "Latest dates to create new pipeline",
        "How likely each band of revenue is",
    ] {
        has(&page, &format!("<caption class=\"ep-sr\">{caption}</caption>"));
    }
}

#[test]
fn every_figure_says_how_it_is_worked_out() {
    let page = render(state(&inputs()));
    assert!(page.matches("How is this worked out?").count() >= 6);
}

#[test]
fn there_is_one_live_region_and_it_is_silent_at_first() {
    let page = render(state(&inputs()));
    assert_eq!(page.matches(r#"role="status""#).count(), 1);
    has(&page, r#"<p role="status" class="ep-sr"></p>"#);
}

#[test]
fn the_example_is_labelled_and_can_be_undone() {
    let example = state(&inputs());
    has(&render(example.clone()), "These are example figures.");
    has(&render(example.apply(Action::Clear)), ">Undo<");
}

/// The first view where a form stands before the whole answer.
fn gated() -> String {
    let props = CalculatorProps {
        formats: Formatting::new(Plain::default()),
        ..first_view(2, true, Draft::default())
    };
    props.markup(false)
}

/// What is said of a lead: what is wrong with it, and what became of it.
fn of_leads() -> Vec<String> {
    let troubles = [Ask::Email, Ask::Name, Ask::Company].map(Trouble::Missing);
    let faults = [
        Fault::Space,
        Fault::NoAt,
        Fault::TwoAts,
        Fault::NoDomain,
        Fault::Dots,
        Fault::Odd,
        Fault::Long,
    ];
    let troubles =
        troubles.into_iter().chain(faults.map(Trouble::NotEmail)).chain([Trouble::Private]);
    let queued = |why| [true, false].map(|kept| Delivery::Queued { why, kept });
    let rejected = |rejection| Delivery::Rejected { rejection, kept: false };
    let deliveries =
        [Why::Offline, Why::Unreachable, Why::Busy].into_iter().flat_map(queued).chain([
            Delivery::Sending,
            Delivery::Confirmed,
            Delivery::Unconfirmed,
            rejected(Rejection::Setup(String::new())),
        ]);
    troubles
        .map(|trouble| trouble.sentence().to_owned())
        .chain([Hint::Slip("").sentence(), Hint::Private.sentence()])
        .chain(deliveries.map(|delivery| delivery.sentence(None)))
        .collect()
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| {
        let leads = of_leads().into_iter().map(|said| ("leads", said));
        pages().into_iter().chain([("gated", gated())]).chain(leads).collect::<Vec<_>>()
    });
    let months = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Jul", "USD"];
    // What is sent stands there under the names that it has at its destination.
    let is_name = |said: &String| {
        said.trim()
            .bytes()
            .all(|b| b"_-".contains(&b) || b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let plain: BTreeSet<_> = pages
        .iter()
        .flat_map(|(name, page)| {
            let mut said = crate::tongue::outside_the_tables(page, &months);
            said.retain(|said| *name != "gated" || !is_name(said));
            said
        })
        .collect();
    assert!(plain.is_empty(), "{plain:#?}");
}

//! The forecast, rendered natively: what a visitor finds on the page at first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::calc::units::Money;
use enough_pipeline::state::Action;
use enough_pipeline::state::forecast::{LookAction, Origin, Period, RowsAction};
use enough_pipeline::state::spreadsheet::Said;
use enough_pipeline::text::rows::forecast::Section;
use enough_pipeline::text::tables::Question;
use enough_pipeline::ui::forecast::{Incoming, Message};
use enough_pipeline::ui::{
    ForecastProps, ImportMessage, Markup, Message as Typed, Steps, first_forecast,
};

use crate::{each_id_stands_once, has};

fn render(props: ForecastProps) -> String {
    props.markup(false)
}

fn example() -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    render(ForecastProps { today, early: false, ..first_forecast() })
}

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_forecast());
    has(&page, &["<h2", "What will we close, month by month?", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("<table"));
}

#[test]
fn the_example_has_every_part_of_a_form_and_of_an_answer() {
    has(
        &example(),
        &[
            "Your open deals",
            "These are example figures.",
            "Negotiation",
            "Revenue history",
            "You will probably close $",
            "Past forecasts: 4 forecasts",
            "Goals by month or quarter",
            "Recurring revenue and renewals",
            "31 Oct 2027",
            "By quarter",
        ],
    );
}

/// The example, after these messages.
fn after(messages: impl IntoIterator<Item = Message>) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    let steps = Steps::new(messages);
    render(ForecastProps { today, early: false, steps, ..first_forecast() })
}

fn pasted(place: Option<Section>, text: &str) -> Message {
    Message::Spreadsheet(place, Incoming::Pasted(0, 0, text.to_owned()))
}

/// The values of the boxes of a table's row.
fn cells(page: &str, table: &str, row: usize, columns: usize) -> Vec<String> {
    let value = |column| {
        let id = format!("id=\"ep-{table}-{row}-{column}\"");
        let input = page.split("<input").find(|input| input.contains(&id)).unwrap_or_default();
        let input = input.split('>').next().unwrap_or_default();
        let value = input.split("value=\"").nth(1).unwrap_or_default();
        value.split('"').next().unwrap_or_default().to_owned()
    };
    (0..columns).map(value).collect()
}

const STAGES: &str = "Stage\tChance\t# Deals\tValue\tWeighted\nDemo\t10%\t5\t$90K\t$9K\n\
    Closed Won\t100%\t2\t$30K\t$30K\nTotal\t\t7\t$120K\t$39K";

#[test]
fn a_pasted_table_replaces_the_whole_example_and_says_what_it_took() {
    let page = after([pasted(Some(Section::Stages), STAGES)]);
    assert_eq!(cells(&page, "stages", 1, 4), ["Demo", "5", "90,000", "10"]);
    for example in ["Discovery", "value=\"3,000,000\"", "Past forecasts: 4", "example figures"] {
        assert!(!page.contains(example), "{example} is still there");
    }
    has(&page, &["Pasted table: in use", "Headers in line 1.", "Use $30,000 as closed-won so far"]);
    let undone =
        after([pasted(Some(Section::Stages), STAGES), Message::Form(Typed::Act(Action::Undo))]);
    has(&undone, &["Discovery", "Past forecasts: 4 forecasts", "These are example figures."]);
}

#[test]
fn the_first_figure_of_a_box_or_a_row_stands_alone() {
    let edit = Action::Edit { key: "goal", text: "500k".into() };
    let page = after([Message::Form(Typed::Act(edit))]);
    assert!(page.contains("value=\"500k\"") && !page.contains("Discovery"));
    let set = RowsAction::Set(2, 1, "7".into());
    let page = after([Message::Rows(Section::Stages, set)]);
    assert_eq!(cells(&page, "stages", 3, 4), ["", "7", "", ""]);
    assert!(!page.contains("Discovery") && !page.contains("value=\"3,000,000\""));
}

#[test]
fn a_shorter_table_replaces_a_longer_one_and_a_few_cells_only_themselves() {
    let short = "Stage\tDeals\tValue\tChance\nOffer\t1\t10,000\t50%";
    let page = after([pasted(Some(Section::Stages), STAGES), pasted(Some(Section::Stages), short)]);
    assert_eq!(cells(&page, "stages", 1, 1), ["Offer"]);
    assert_eq!(cells(&page, "stages", 2, 1), [""]);
    let cell = Message::Spreadsheet(Some(Section::Stages), Incoming::Pasted(0, 2, "5\t6".into()));
    let page = after([pasted(Some(Section::Stages), short), cell]);
    assert_eq!(cells(&page, "stages", 1, 4), ["Offer", "1", "5", "6"]);
}

#[test]
fn what_only_the_visitor_knows_is_asked_and_can_be_changed_afterwards() {
    let ledger = "\tAug 2026\tSep 2026\tOct 2026\nGross sales\t30\t40\t50\nNet sales\t10\t20\t30";
    let place = Some(Section::History);
    let said = |said| Message::Spreadsheet(place, Incoming::Said(0, said));
    let asked = after([pasted(place, ledger)]);
    has(&asked, &["Before Pasted table is used", "Which one is the revenue?", "Use these figures"]);
    assert!(asked.contains("Discovery"), "nothing is taken before it is answered");
    let used = after([pasted(place, ledger), Message::Spreadsheet(place, Incoming::Use)]);
    assert_eq!(cells(&used, "history", 3, 2), ["2026-10", "30"]);
    let other = said(Said::Answer(Question::Series, 1));
    let changed = after([pasted(place, ledger), Message::Spreadsheet(place, Incoming::Use), other]);
    assert_eq!(cells(&changed, "history", 3, 2), ["2026-10", "50"]);
}

#[test]
fn goals_keep_what_each_rep_carries() {
    let goals = "Rep\tDec 2026\tJan 2027\nRuiz\t60,000\t55,000\nChen\t45,000\t45,000";
    let page = after([pasted(None, goals)]);
    assert_eq!(cells(&page, "goals", 1, 2), ["2026-12", "105,000"]);
    assert_eq!(cells(&page, "quotas", 2, 3), ["Ruiz", "2027-01", "55,000"]);
    has(&page, &["Goals by rep, product or region: 4 goals"]);
}

#[test]
fn what_is_won_becomes_closed_won_when_that_is_pressed() {
    let won = Message::Spreadsheet(Some(Section::Stages), Incoming::Won(Money(30_000.0)));
    let page = after([pasted(Some(Section::Stages), STAGES), won]);
    assert!(page.contains("value=\"30,000\""));
}

#[test]
fn every_control_has_a_name() {
    let page = example();
    for tag in ["<select", "<input", "<textarea"] {
        for part in page.split(tag).skip(1) {
            let (attributes, _) = part.split_once('>').unwrap();
            let id = attributes.split("id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| page.contains(&format!("for=\"{id}\"")));
            let named = attributes.contains("aria-label");
            let inside = attributes.contains("type=\"radio\"");
            assert!(labelled || named || inside, "{tag}{attributes}");
        }
    }
}

#[test]
fn tables_have_captions_and_heads() {
    let page = example();
    let tables = page.matches("<table").count();
    assert!(tables >= 8, "{tables}");
    assert_eq!(page.matches("<caption").count(), tables);
    assert_eq!(page.matches("<thead").count(), tables);
}

#[test]
fn no_id_stands_twice() {
    let page = example();
    each_id_stands_once(&page);
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| [render(first_forecast()), example()]);
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let allowed: Vec<&str> = months.split(' ').chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

/// What the page shows once these things happened on the last of November, in an empty form.
fn after_clearing(messages: Vec<Message>) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let clear = vec![Message::Form(Typed::Act(Action::Clear))];
    let steps = Steps::new([clear, messages].concat());
    render(ForecastProps { today, early: false, steps, ..first_forecast() })
}

/// A public template's tracker, without the row that is closed.
const TRACKER: &str = include_str!("../gallery/undated.csv");

#[test]
fn a_list_without_created_dates_is_forecast_by_its_close_dates() {
    let import = [
        ImportMessage::Paste(TRACKER.to_owned()),
        ImportMessage::Read,
        ImportMessage::Confirm,
        ImportMessage::Read,
    ];
    let list = vec![Message::Origin(Origin::Deals)];
    let page = after_clearing([list, import.map(Message::Import).into()].concat());
    has(
        &page,
        &[
            "You will probably close $",
            "No created dates: each deal counts with its chance in the month of its close date.",
            "1 deal ($25,000) closes after 31 Oct 2027 and is left out.",
            "1 deal is past the close date ($30,000)",
            "By owner: Chris holds the most",
            "By segment or region",
        ],
    );
    // December: 40 % of 60,000 and 75 % of 120,000, and a part of what is past due.
    assert!(page.contains("<th scope=\"row\">Dec 2026</th>"));
    for word in ["Open deals by age", "By age", "at the ages usual"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn goals_for_next_year_stretch_the_forecast_and_have_a_chance() {
    let demo = vec![["Demo", "20", "800,000", "20%"].map(str::to_owned).into()];
    let goals: Vec<Vec<String>> =
        (1..=12).map(|month| vec![format!("2027-{month:02}"), "20,000".to_owned()]).collect();
    let paste = |section, rows| Message::Rows(section, RowsAction::Paste(0, 0, rows));
    let tables = vec![paste(Section::Stages, demo), paste(Section::Goals, goals)];
    let page = after_clearing(tables.clone());
    has(
        &page,
        &[
            "From your goals: 14",
            "in the 14 months to 31 Dec 2027",
            "The chance of making your goals of $240,000 for Jan 2027 to Dec 2027 is",
            "No goal for Nov 2026–Dec 2026",
        ],
    );
    // A number of months that was typed stays, with the way to all goals.
    let twelve = Message::Form(Typed::Type("months", "12".to_owned()));
    let page = after_clearing([tables.clone(), vec![twelve]].concat());
    has(&page, &["forecast 14 months to see all of them", "in the 12 months to 31 Oct 2027"]);
    // The same in a fiscal year from February on.
    let fiscal = Message::Form(Typed::Type("fiscal_start", "2".to_owned()));
    let quarters = Message::Look(LookAction::Period(Period::Quarter));
    let page = after_clearing([tables, vec![fiscal, quarters]].concat());
    has(&page, &["Q4 FY27", "Q1 FY28"]);
}

//! What can be filled in later, each part folded away with what is in it.

use yew::Html;

use super::spreadsheet::{Incoming, choose_file, incoming};
use super::{Forecast, Message, categories};
use crate::language::{Count, Word};
use crate::state::forecast::Origin;
use crate::text::rows::forecast::Section;
use crate::ui::element::{attributes, element, heard, list, nothing, worded};
use crate::ui::file_box::takes_files;
use crate::ui::rows::{self, Shown, doubt};

const GOALS: Word = word!(
    "A third of a quarter's goal counts for each of its months; “FY27 Q1” is of your fiscal year. \
    Where every month has a goal, they count instead of the revenue goal above."
);

const QUOTAS: Word = word!("The goals above are their sum as it came in.");

const RENEWALS: Word = word!(
    "Contracts that end in these months, each with its chance to be renewed. \
    They come on top of the recurring revenue above."
);

const HISTORY: Word = word!(
    "Revenue of 12 to 60 whole months in a row, up to the last one: all that was \
    booked in the month, recurring revenue included. Paste the column from your spreadsheet; the \
    months may be left out."
);

const PAST: Word = word!(
    "What you forecast for past months or quarters and what came. From three on they \
    show whether your forecasts are too high, and how sure the next one is."
);

/// Boxes of each part.
const NEW: [&str; 5] = ["average_deal", "deal_spread", "leads", "lead_conversion", "lead_lag"];
const RECURRING: [&str; 4] = ["recurring", "churn", "expansion", "accounts"];
const LISTED: [&str; 2] = ["probabilities", "use_expected_close"];
const MORE: [&str; 4] = ["fiscal_start", "won_earlier", "correlation", "today"];

/// The parts.
pub fn sections(forecast: &Forecast) -> Html {
    let boxes = |keys: &'static [&'static str]| {
        element("div", "ep-fields", forecast.fields(keys.iter().copied()))
    };
    let listed = forecast.origin == Origin::Deals;
    element(
        "div",
        "ep-mores",
        vec![
            part(
                forecast,
                say!("Goals by month or quarter"),
                Some(Section::Goals),
                list(vec![rows::help(GOALS), forecast.rows(Section::Goals), quotas(forecast)]),
            ),
            part(forecast, say!("Leads and new deals"), None, boxes(&NEW)),
            part(
                forecast,
                say!("Recurring revenue and renewals"),
                Some(Section::Renewals),
                list(vec![
                    boxes(&RECURRING),
                    rows::help(RENEWALS),
                    forecast.rows(Section::Renewals),
                ]),
            ),
            part(
                forecast,
                say!("Revenue history"),
                Some(Section::History),
                list(vec![rows::help(HISTORY), forecast.rows(Section::History)]),
            ),
            part(
                forecast,
                say!("Past forecasts"),
                Some(Section::Past),
                list(vec![rows::help(PAST), forecast.rows(Section::Past)]),
            ),
            if listed { categories::categories(forecast) } else { nothing() },
            part(
                forecast,
                say!("More detail"),
                None,
                list(vec![if listed { boxes(&LISTED) } else { nothing() }, boxes(&MORE)]),
            ),
        ],
    )
}

/// Who carries which part of the goals, where a spreadsheet says so.
fn quotas(forecast: &Forecast) -> Html {
    if forecast.tables.get(Section::Quotas).is_empty() {
        return nothing();
    }
    let table = list(vec![rows::help(QUOTAS), forecast.rows(Section::Quotas)]);
    part(forecast, say!("Goals by rep, product or region"), Some(Section::Quotas), table)
}

/// A part under its name, with what is in its table.
pub(super) fn part(
    forecast: &Forecast,
    title: &'static str,
    table: Option<Section>,
    body: Html,
) -> Html {
    let mut summary = title.to_owned();
    if let Some(section) = table {
        let count = forecast.tables.get(section).filled().count();
        if count > 0 {
            summary +=
                &[": ", &*rows_of(section, &forecast.view.counted(count as f64, 0))].concat();
        }
        if let Some(words) = doubt(forecast.problems_of(section), forecast.typing(section)) {
            summary += &[", ", &*words].concat();
        }
    }
    element("details", "ep-more", vec![worded("summary", "", summary), body])
}

/// "3 goals".
fn rows_of(section: Section, n: &Count) -> String {
    match section {
        Section::Stages => say!("{n} {n?stage|stages}", n = n),
        Section::Goals => say!("{n} {n?goal|goals}", n = n),
        Section::Renewals => say!("{n} {n?renewal|renewals}", n = n),
        Section::History => say!("{n} {n?month|months}", n = n),
        Section::Past => say!("{n} {n?forecast|forecasts}", n = n),
        Section::Quotas => say!("{n} {n?goal|goals}", n = n),
    }
}

impl Forecast {
    /// What is wrong with a table.
    pub(super) fn problems_of(&self, section: Section) -> &[crate::text::rows::Problem] {
        &self.problems[section as usize]
    }

    /// The row of this table that is being typed.
    pub(super) fn typing(&self, section: Section) -> Option<usize> {
        self.tables.typing.filter(|(known, _)| *known == section).map(|(_, row)| row)
    }

    /// The table of a section, with the ways to fill it from a spreadsheet.
    pub(super) fn rows(&self, section: Section) -> Html {
        let place = Some(section);
        let shown = Shown {
            table: section.table(),
            rows: self.tables.get(section),
            problems: self.problems_of(section),
            typing: self.typing(section),
            reads: Some(self.view.send.reform(move |(row, column, text)| {
                Message::Spreadsheet(place, Incoming::Pasted(row, column, text))
            })),
        };
        let send = self.view.send.reform(move |action| Message::Rows(section, action));
        let table = rows::rows(&self.view, &shown, &send);
        let file =
            self.view.send.reform(move |file| Message::Spreadsheet(place, Incoming::File(file)));
        let choose = choose_file(self, section, file.clone());
        let parts = vec![table, choose, incoming(self, place)];
        heard("div", attributes! { "class": "ep-fills" }, takes_files(file), parts)
    }
}

//! What is seen of a spreadsheet that came in.

use web_sys::File;
use yew::{Callback, Html};

use super::super::part::part;
use super::{Arrival, Forecast, Incoming, Message, Place, focus};
use crate::state::spreadsheet::{Said, Sheet, Spreadsheet};
use crate::text::rows::forecast::Section;
use crate::text::tables::{Aside, Ask, Choice, ColumnUse, Reading, Refusal, Use};
use crate::ui::chart::framed;
use crate::ui::chooser::{chooser, radio, tick};
use crate::ui::element::{alert, attributes, element, folded, list, nothing, text, with, worded};
use crate::ui::file_box::{file_box, file_link};

/// Most options that are shown one below the other.
const SHORT: usize = 8;
/// Most lines that are named one by one.
const NAMED: usize = 6;

/// The way in for all of the forecast, with what came last.
pub fn whole(forecast: &Forecast) -> Html {
    let send = forecast.view.send.reform(|file| Message::Spreadsheet(None, Incoming::File(file)));
    let id = forecast.view.id("spreadsheet");
    list(vec![
        file_box(id, say!("Bring your forecast spreadsheet (CSV or Excel)"), send),
        incoming(forecast, None),
    ])
}

/// The way in for one table.
pub fn choose_file(forecast: &Forecast, section: Section, send: Callback<File>) -> Html {
    let id = forecast.view.id(&["file-", section.table().key].concat());
    file_link(id, say!("Choose a CSV or Excel file"), send)
}

/// What came to this place last: how it was read, what is asked, and how to change it.
pub fn incoming(forecast: &Forecast, place: Place) -> Html {
    let Some(arrival) = forecast.arrivals.get(place) else { return nothing() };
    let parts = match arrival {
        Arrival::Reading(name) => vec![
            worded("p", "", say!("Reading {name}…", name = &**name)),
            press(forecast, place, "ep-button", Incoming::Dismiss, say!("Cancel")),
        ],
        Arrival::Refused(words) => vec![alert(words.clone()), dismiss(forecast, place)],
        Arrival::Read(spreadsheet) => read(forecast, place, spreadsheet),
    };
    element("div", "ep-incoming", parts)
}

fn read(forecast: &Forecast, place: Place, spreadsheet: &Spreadsheet) -> Vec<Html> {
    let title = if spreadsheet.is_refused() {
        say!("{name} is not used", name = &*spreadsheet.name)
    } else if spreadsheet.asks() {
        say!("Before {name} is used", name = &*spreadsheet.name)
    } else {
        say!("{name}: in use", name = &*spreadsheet.name)
    };
    let mut parts = vec![forecast.view.heading(2, focus(place), "ep-ask", title)];
    for (at, one) in spreadsheet.sheets.iter().enumerate() {
        parts.push(sheet(forecast, place, spreadsheet, (at, one)));
    }
    let waits = spreadsheet.asks() && spreadsheet.picked().next().is_some();
    let use_it = if waits {
        press(forecast, place, "ep-button ep-main", Incoming::Use, say!("Use these figures"))
    } else {
        nothing()
    };
    parts.push(element("div", "ep-actions", vec![use_it, dismiss(forecast, place)]));
    parts
}

fn sheet(
    forecast: &Forecast,
    place: Place,
    spreadsheet: &Spreadsheet,
    (at, sheet): (usize, &Sheet),
) -> Html {
    let several = spreadsheet.sheets.len() > 1;
    let body = match &sheet.reading {
        Ok(reading) => {
            let shown = !several || sheet.picked;
            list(vec![
                worded("p", "", reading.taken.clone()),
                if shown { taken(forecast, place, at, reading) } else { nothing() },
            ])
        }
        Err(refusal) => refused(forecast, place, at, *refusal),
    };
    let name = if several { head(forecast, place, at, sheet) } else { nothing() };
    element("div", "ep-sheet", vec![name, body])
}

/// The name of one of several sheets, with a tick where it can be used.
fn head(forecast: &Forecast, place: Place, at: usize, sheet: &Sheet) -> Html {
    let Ok(reading) = &sheet.reading else {
        return worded("p", "ep-ask", sheet.name.clone());
    };
    let words =
        say!("{sheet}: use as {table}", sheet = &*sheet.name, table = part(reading.section).name);
    let tell = forecast
        .view
        .send
        .reform(move |picked| Message::Spreadsheet(place, Incoming::Said(at, Said::Pick(picked))));
    tick(words, sheet.picked, tell)
}

fn refused(forecast: &Forecast, place: Place, at: usize, refusal: Refusal) -> Html {
    let words = alert(refusal.sentence());
    // What is no table may still be a list whose columns the visitor knows.
    let deals = if matches!(refusal, Refusal::Deals | Refusal::Unknown | Refusal::NoAmounts) {
        press(forecast, place, "ep-button", Incoming::Deals(at), say!("Use as my deal list"))
    } else {
        nothing()
    };
    list(vec![words, deals])
}

/// The questions of a sheet, the lines that are set aside, and the way to read it in another way.
fn taken(forecast: &Forecast, place: Place, at: usize, reading: &Reading) -> Html {
    let (open, answered): (Vec<&Ask>, Vec<&Ask>) = reading.asks.iter().partition(|ask| ask.open);
    let ask = |ask: &&Ask| question(forecast, place, at, ask);
    let change = list(vec![
        list(answered.iter().map(ask).collect()),
        columns(forecast, place, at, &reading.columns),
    ]);
    list(vec![
        list(open.iter().map(ask).collect()),
        won(forecast, place, reading),
        aside(forecast, reading),
        folded(say!("Change how it was read"), change),
    ])
}

/// What the stages that are won add up to, which can be closed-won so far.
fn won(forecast: &Forecast, place: Place, reading: &Reading) -> Html {
    let Some(won) = reading.won.filter(|_| !reading.is_open()) else { return nothing() };
    let amount = forecast.view.money(won);
    let words = say!("Use {amount} as closed-won so far", amount = &*amount);
    forecast.view.button(
        "ep-button",
        Message::Spreadsheet(place, Incoming::Won(won)),
        vec![text(words)],
    )
}

/// Options one below the other where they show what comes of them, else a select.
fn question(forecast: &Forecast, place: Place, sheet: usize, ask: &Ask) -> Html {
    let name = [focus(place), "-", &*sheet.to_string(), "-", &*(ask.question as u8).to_string()];
    let id = forecast.view.id(&name.concat());
    let question = ask.question;
    let tell = forecast.view.send.reform(move |option: usize| {
        Message::Spreadsheet(place, Incoming::Said(sheet, Said::Answer(question, option)))
    });
    if ask.options.len() <= SHORT {
        let option = |(at, choice): (usize, &Choice)| {
            let label =
                vec![text(choice.words.clone()), worded("small", "", choice.preview.clone())];
            radio(&id, at == ask.chosen, label, at, &tell)
        };
        let legend = worded("legend", "ep-ask", ask.title.clone());
        let options = ask.options.iter().enumerate().map(option);
        let parts = std::iter::once(legend).chain(options).collect();
        return element("fieldset", "ep-asked", parts);
    }
    let options = ask.options.iter().enumerate();
    let options = options.map(|(at, choice)| (at.to_string(), choice.words.clone())).collect();
    let tell = tell.reform(|option: String| option.parse().unwrap_or_default());
    let control = attributes! { "id": id.clone(), "class": "ep-input" };
    element(
        "div",
        "ep-field ep-asked",
        vec![
            with("label", attributes! { "for": id }, vec![text(ask.title.clone())]),
            chooser(control, options, &ask.chosen.to_string(), tell),
        ],
    )
}

/// The lines that are not used, with their reasons.
fn aside(forecast: &Forecast, reading: &Reading) -> Html {
    if reading.aside.is_empty() {
        return nothing();
    }
    let line = |one: &Aside| {
        let words = say!("Line {n}: {reason}", n = one.line.to_string(), reason = &*one.reason);
        let cells = worded("small", "", one.text.clone());
        element("li", "", vec![text(words), text(" "), cells])
    };
    let mut lines: Vec<Html> = reading.aside.iter().take(NAMED).map(line).collect();
    let left = reading.aside.len().saturating_sub(NAMED);
    if left > 0 {
        let n = forecast.view.counted(left as f64, 0);
        lines.push(worded("li", "", say!("and {n} more {n?line|lines}", n = n)));
    }
    list(vec![
        worded("p", "ep-ask", say!("Set aside")),
        with("ul", attributes! { "class": "ep-problems ep-noted" }, lines),
    ])
}

/// What each column is used as.
fn columns(forecast: &Forecast, place: Place, sheet: usize, columns: &[ColumnUse]) -> Html {
    if columns.is_empty() {
        return nothing();
    }
    let row = |column: &ColumnUse| used_as(forecast, place, sheet, column);
    let heads = [say!("Column" in "of a table"), say!("Values"), say!("Used as")];
    framed(
        "ep-table",
        say!("What each column is used as"),
        &heads,
        columns.iter().map(row).collect(),
    )
}

fn used_as(forecast: &Forecast, place: Place, sheet: usize, column: &ColumnUse) -> Html {
    let header = match &*column.header {
        "" => say!("Column {number}", number = (column.column + 1).to_string()),
        header => header.to_owned(),
    };
    let uses: Vec<Use> = std::iter::once(column.used)
        .chain(column.may_be.iter().copied().filter(|other| *other != column.used))
        .collect();
    let options =
        uses.iter().enumerate().map(|(at, used)| (at.to_string(), used.words().to_owned()));
    let label = say!("Use of “{column}”", column = &*header);
    let control = attributes! { "class": "ep-input", "aria-label": label };
    let (options, at) = (options.collect(), column.column);
    let tell = forecast.view.send.reform(move |place_of: String| {
        let used = place_of.parse().ok().and_then(|at: usize| uses.get(at).copied());
        let said = Said::Column(at, used.unwrap_or(Use::LeftOut));
        Message::Spreadsheet(place, Incoming::Said(sheet, said))
    });
    element(
        "tr",
        "",
        vec![
            with("th", attributes! { "scope": "row" }, vec![text(header)]),
            worded("td", "", column.samples.join(", ")),
            element("td", "", vec![chooser(control, options, "0", tell)]),
        ],
    )
}

fn dismiss(forecast: &Forecast, place: Place) -> Html {
    press(forecast, place, "ep-link", Incoming::Dismiss, say!("Dismiss"))
}

fn press(
    forecast: &Forecast,
    place: Place,
    class: &'static str,
    incoming: Incoming,
    words: &'static str,
) -> Html {
    forecast.view.button(class, Message::Spreadsheet(place, incoming), vec![text(words)])
}

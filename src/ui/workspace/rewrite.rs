//! What was typed in one locale as it is typed in another: "1.234" is not the same number everywhere.

use chrono::NaiveDate;

use super::held::draft;
use crate::calc::coverage::FIELDS;
use crate::calc::field::Field;
use crate::calc::review::{self, Known};
use crate::calc::{forecast, leads, sweep};
use crate::state::sweep::read_chance;
use crate::text::draft::Draft;
use crate::text::example::blank;
use crate::text::example::deals::example_sweep;
use crate::text::example::forecast::blank_forecast;
use crate::text::example::leads::example_leads;
use crate::text::formats::Formats;
use crate::text::record::{Item, Record, text};
use crate::text::rows::forecast::SECTIONS as TABLES;

/// Writes what was typed in one locale as it is typed in another.
pub fn rewrite(parts: &mut Record, today: NaiveDate, from: &dyn Formats, to: &dyn Formats) {
    for (name, part) in parts {
        let Item::Record(members) = part else { continue };
        for (_, tables) in members.iter_mut().filter(|(member, _)| member == "tables") {
            retabled(tables, from, to);
        }
        for (_, chances) in members.iter_mut().filter(|(member, _)| member == "chances") {
            respelled(chances, from, to);
        }
        for (_, typed) in members.iter_mut().filter(|(member, _)| member == "typed_over") {
            *typed = rewritten(typed, FIELDS, blank(today), from, to);
        }
        for (_, typed) in members.iter_mut().filter(|(member, _)| member == "typed") {
            *typed = match &**name {
                "coverage" => rewritten(typed, FIELDS, blank(today), from, to),
                "sweep" => rewritten(typed, sweep::FIELDS, example_sweep(today), from, to),
                "forecast" => rewritten(typed, forecast::FIELDS, blank_forecast(today), from, to),
                "review" => rewritten(typed, review::FIELDS, Known::default(), from, to),
                "leads" => rewritten(typed, leads::FIELDS, example_leads(today), from, to),
                _ => continue,
            };
        }
    }
}

/// What cannot be read stays as it was typed.
fn rewritten<I: Copy>(
    typed: &Item,
    fields: &[Field<I>],
    base: I,
    from: &dyn Formats,
    to: &dyn Formats,
) -> Item {
    let old = draft(typed, fields);
    let canonical = old.to_canonical(fields, base, from.notation());
    let (mut new, _) = Draft::from_canonical(&canonical, fields, to);
    for field in fields.iter().filter(|field| canonical.get(field.key).is_none()) {
        new.set(field.key, old.get(field.key));
    }
    Item::from(new.texts())
}

/// The same of percentages by name.
fn respelled(chances: &mut Item, from: &dyn Formats, to: &dyn Formats) {
    let Item::Record(members) = chances else { return };
    for (_, item) in members {
        let chance = item.as_text().and_then(|typed| read_chance(typed, from.notation()));
        if let Some(chance) = chance {
            *item = text(to.edit_number(chance.0));
        }
    }
}

/// The same of tables, each under its own name.
fn retabled(tables: &mut Item, from: &dyn Formats, to: &dyn Formats) {
    for section in TABLES {
        let table = section.table();
        let Item::Record(members) = &mut *tables else { return };
        let Some((_, item)) = members.iter_mut().find(|(name, _)| *name == table.key) else {
            continue;
        };
        let mut rows = table.empty();
        rows.take_text(item.as_text().unwrap_or_default());
        let canonical = table.canonical(&rows, from.notation());
        table.take_canonical(&mut rows, &canonical, to);
        *item = text(rows.text());
    }
}

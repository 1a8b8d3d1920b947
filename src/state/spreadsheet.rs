//! A spreadsheet that comes into a forecast: its sheets, what each was read as, and what the visitor
//! says about it.

use crate::text::rows::forecast::Section;
use crate::text::tables::{Around, Choices, Question, Reading, Refusal, Use, read};

/// Pasted cells, or a file with a sheet or several.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreadsheet {
    /// What it is called: the file's name, or that it was pasted.
    pub name: String,
    /// The table that it was put into; `None` for the forecast as a whole.
    pub wanted: Option<Section>,
    /// Its sheets in their order.
    pub sheets: Vec<Sheet>,
    /// Whether its tables are in use.
    pub used: bool,
}

/// A sheet, or all of a file that has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; empty where there is only one.
    pub name: String,
    /// Its cells as they are written.
    pub cells: Vec<Vec<String>>,
    /// What the visitor says about it.
    pub choices: Choices,
    /// What it was read as.
    pub reading: Result<Reading, Refusal>,
    /// Whether it is to be used.
    pub picked: bool,
}

/// What can be said about a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A question is answered by its option at this place.
    Answer(Question, usize),
    /// A column of the sheet is used so.
    Column(usize, Use),
    /// The sheet is to be used, or not.
    Pick(bool),
    /// The likeliest answers are right.
    Confirm,
}

impl Spreadsheet {
    /// Reads named sheets. Of several for one table, the first is picked.
    pub fn new(
        name: String,
        wanted: Option<Section>,
        sheets: Vec<(String, Vec<Vec<String>>)>,
        around: &Around,
    ) -> Self {
        // What names carry of the goals comes with the goals.
        let wanted = wanted.map(|wanted| match wanted {
            Section::Quotas => Section::Goals,
            other => other,
        });
        let choices = Choices::default();
        let read = |(name, cells): (String, Vec<Vec<String>>)| {
            let reading = read(&cells, wanted, &choices, around);
            Sheet { name, choices: choices.clone(), reading, picked: false, cells }
        };
        let mut sheets: Vec<Sheet> = sheets.into_iter().map(read).collect();
        let mut filled = Vec::new();
        for sheet in &mut sheets {
            if let Ok(reading) = &sheet.reading
                && !filled.contains(&reading.section)
            {
                filled.push(reading.section);
                sheet.picked = true;
            }
        }
        Self { name, wanted, sheets, used: false }
    }

    /// The readings of the sheets that are to be used.
    pub fn picked(&self) -> impl Iterator<Item = &Reading> {
        self.sheets
            .iter()
            .filter(|sheet| sheet.picked)
            .filter_map(|sheet| sheet.reading.as_ref().ok())
    }

    /// Whether the visitor has to say something before it is used: a question is open, or there are
    /// several sheets to choose from.
    pub fn asks(&self) -> bool {
        let unused = !self.used && self.sheets.len() > 1;
        unused || self.picked().any(Reading::is_open)
    }

    /// Whether none of its sheets is a table of a forecast.
    pub fn is_refused(&self) -> bool {
        self.sheets.iter().all(|sheet| sheet.reading.is_err())
    }

    /// The only sheet, where that is a list of deals.
    pub fn deals(&self) -> Option<&Sheet> {
        match &self.sheets[..] {
            [sheet] if sheet.reading == Err(Refusal::Deals) => Some(sheet),
            _ => None,
        }
    }

    /// Follows what is said about the sheet at this place. What was picked stays so where it can be
    /// read in the other way, too; of two sheets for one table the one that was spoken of stays.
    pub fn say(&mut self, place: usize, said: Said, around: &Around) {
        let wanted = self.wanted;
        let Some(sheet) = self.sheets.get_mut(place) else { return };
        match said {
            Said::Answer(question, option) => sheet.choices.set(question, option),
            Said::Column(column, used) => sheet.choices.set_column(column, used),
            Said::Pick(picked) => sheet.picked = picked,
            Said::Confirm => sheet.confirm(),
        }
        sheet.reading = read(&sheet.cells, wanted, &sheet.choices, around);
        let section = sheet.reading.as_ref().ok().map(|reading| reading.section);
        if sheet.picked && section.is_some() {
            self.leave_others(place, section);
        }
    }

    /// Takes the likeliest answer to every open question of the sheets that are picked.
    pub fn confirm(&mut self, around: &Around) {
        for place in 0..self.sheets.len() {
            if self.sheets[place].picked {
                self.say(place, Said::Confirm, around);
            }
        }
    }

    fn leave_others(&mut self, place: usize, section: Option<Section>) {
        for (at, other) in self.sheets.iter_mut().enumerate() {
            let same = other.reading.as_ref().ok().map(|reading| reading.section) == section;
            other.picked &= at == place || !same;
        }
    }
}

impl Sheet {
    /// Takes the likeliest answers. Answering one may open another, so there is an end to it.
    fn confirm(&mut self) {
        if let Ok(reading) = &self.reading {
            for ask in reading.asks.iter().filter(|ask| ask.open) {
                self.choices.set(ask.question, ask.chosen);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::formats::Plain;
    use crate::text::tables::block;

    const GOALS: &str = "Month\tQuota\nJan 2027\t260,000\nFeb 2027\t270,000";
    const MORE: &str = "Month\tQuota\nJan 2027\t1,000\nFeb 2027\t2,000";
    const STAGES: &str = "Stage\tDeals\tValue\tChance\nOffer\t12\t610,000\t45%";

    fn spreadsheet(texts: &[&str]) -> Spreadsheet {
        let formats = Plain::default();
        let around = around(&formats);
        let sheets = texts.iter().map(|text| (String::new(), block(text))).collect();
        Spreadsheet::new("plan.xlsx".into(), None, sheets, &around)
    }

    fn around(formats: &Plain) -> Around<'_> {
        Around::new("2026-11-30".parse().unwrap(), formats)
    }

    #[test]
    fn one_plain_table_asks_nothing() {
        let goals = spreadsheet(&[GOALS]);
        assert!(!goals.asks() && !goals.is_refused());
        let sections: Vec<Section> = goals.picked().map(|reading| reading.section).collect();
        assert_eq!(sections, [Section::Goals]);
    }

    #[test]
    fn of_two_sheets_for_one_table_one_is_used() {
        let formats = Plain::default();
        let mut plan = spreadsheet(&[GOALS, STAGES, MORE]);
        let picked =
            |plan: &Spreadsheet| plan.sheets.iter().map(|sheet| sheet.picked).collect::<Vec<_>>();
        assert!(plan.asks());
        assert_eq!(picked(&plan), [true, true, false]);
        plan.say(2, Said::Pick(true), &around(&formats));
        assert_eq!(picked(&plan), [false, true, true]);
        plan.say(7, Said::Pick(true), &around(&formats));
        plan.used = true;
        assert!(!plan.asks());
    }

    #[test]
    fn what_is_no_table_says_so() {
        let none = spreadsheet(&["Dear all,\nplease find attached"]);
        assert!(none.is_refused() && !none.asks() && none.picked().next().is_none());
    }
}

//! The spreadsheets that came in last, each at its place.

use super::Place;
use crate::state::spreadsheet::Spreadsheet;
use crate::text::rows::forecast::SECTIONS;

/// A spreadsheet at its place.
#[derive(Debug)]
pub enum Arrival {
    /// A file of this name is being read.
    Reading(String),
    /// It could not be read, in words.
    Refused(String),
    /// It was read.
    Read(Spreadsheet),
}

/// The spreadsheets that came last, one for each table and one for the whole.
#[derive(Debug, Default)]
pub struct Arrivals([Option<Arrival>; SECTIONS.len() + 1]);

impl Arrivals {
    /// What came to this place.
    pub fn get(&self, place: Place) -> Option<&Arrival> {
        self.0[index(place)].as_ref()
    }

    /// Whether the file of this name is being read there.
    pub fn awaits(&self, place: Place, name: &str) -> bool {
        matches!(self.get(place), Some(Arrival::Reading(own)) if own == name)
    }

    /// Something else came to this place, or nothing is there any more.
    pub fn set(&mut self, place: Place, arrival: Option<Arrival>) {
        self.0[index(place)] = arrival;
    }

    /// The spreadsheet that was read there.
    pub fn read(&mut self, place: Place) -> Option<&mut Spreadsheet> {
        match &mut self.0[index(place)] {
            Some(Arrival::Read(spreadsheet)) => Some(spreadsheet),
            _ => None,
        }
    }
}

fn index(place: Place) -> usize {
    place.map_or(SECTIONS.len(), |section| section as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::rows::forecast::Section;

    #[test]
    fn a_file_is_awaited_until_it_is_put_away_or_another_comes() {
        let mut arrivals = Arrivals::default();
        let goals = Some(Section::Goals);
        arrivals.set(goals, Some(Arrival::Reading("plan.csv".into())));
        assert!(arrivals.awaits(goals, "plan.csv"));
        assert!(!arrivals.awaits(goals, "other.csv") && !arrivals.awaits(None, "plan.csv"));
        arrivals.set(goals, None);
        assert!(!arrivals.awaits(goals, "plan.csv"));
    }
}

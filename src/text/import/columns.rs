//! Columns that an answer needs: whether to ask for them, which could be meant, and what is missing
//! without.

use super::super::cells::addition;
use super::header;
use super::layout::Layout;
use super::mapping::{Mapping, Origin, Place};
use super::role::{ROLES, Role};

/// How many candidates are offered.
const OFFERED: usize = 3;

/// A column that may be the one that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Column, from 0.
    pub column: usize,
    /// Its header.
    pub header: String,
    /// Different values of its first rows, at most three.
    pub samples: Vec<String>,
}

/// Words in headers of days on which something else happened than that a deal was created.
const LATER: &[&str] = &[
    "activity",
    "aktivität",
    "activité",
    "actividad",
    "attività",
    "atividade",
    "activiteit",
    "contact",
    "kontakt",
    "contacto",
    "contatto",
    "modified",
    "updated",
    "update",
    "modify",
    "modification",
    "geändert",
    "modifié",
    "deadline",
    "due",
    "fällig",
    "fälligkeit",
    "échéance",
    "stage",
    "phase",
    "étape",
    "etapa",
    "fase",
    "next",
    "nächste",
    "nächster",
    "last",
    "letzte",
    "letzter",
    "dernier",
    "dernière",
    "último",
    "última",
    "ultimo",
    "ultima",
    "laatste",
    "reminder",
    "follow",
    "meeting",
    "call",
    "email",
    "close",
    "closed",
    "closing",
    "end",
    "ende",
    "fin",
    "expiry",
    "expires",
    "renewal",
    "delivery",
    "proposal",
    "quote",
    "won",
    "lost",
    "signed",
    "abschluss",
    "clôture",
    "cierre",
    "chiusura",
    "fechamento",
    "sluiting",
    "expected",
    "planned",
];
/// Words in headers of days on which a deal was created.
const CREATED: &[&str] = &[
    "creat", "erstell", "angelegt", "cré", "crea", "cria", "aanmaak", "start", "begin", "open",
    "add", "enter",
];
/// Words in headers of days on which a deal was closed.
const CLOSED: &[&str] = &[
    "close",
    "closing",
    "clos",
    "won",
    "lost",
    "sign",
    "order",
    "abschl",
    "clôture",
    "cierre",
    "chius",
    "fecha",
    "sluit",
    "actual",
    "tatsächlich",
    "end",
    "ende",
];

/// Words in headers of days on which something is only expected.
const PLANNED: &[&str] = &[
    "expected",
    "planned",
    "target",
    "forecast",
    "deadline",
    "geplant",
    "erwartet",
    "voraussichtlich",
    "prévu",
    "previst",
    "prevista",
    "verwacht",
    "gepland",
];

/// Whether a day with this header can be the one on which deals were created.
pub(super) fn may_be_created(header: &str) -> bool {
    !header::plain(header).split(' ').any(|word| LATER.contains(&word))
}

/// Roles that an answer needs, whose column is missing or only guessed. Nothing is doubtful about
/// what the visitor has seen.
pub(super) fn doubtful(mapping: &Mapping, any_closed: bool) -> Vec<Role> {
    let place = |role| mapping.place(role);
    let by_hand = |place: Place| place.origin == Origin::ByHand;
    if ROLES.iter().filter_map(|(role, ..)| place(*role)).any(by_hand) {
        return Vec::new();
    }
    let sure = |role| place(role).is_some_and(|place| place.origin != Origin::Guessed);
    let mut doubtful = Vec::new();
    doubtful.extend([Role::Created, Role::Value].into_iter().filter(|role| !sure(*role)));
    if ![Role::Status, Role::Stage, Role::IsWon, Role::WonOn].into_iter().any(sure) {
        doubtful.push(Role::Status);
    }
    let ends = [Role::Closed, Role::WonOn, Role::LostOn];
    let unsure = place(Role::Closed).is_some_and(|place| place.origin == Origin::Guessed);
    if any_closed && (unsure || !ends.into_iter().any(|role| place(role).is_some())) {
        doubtful.push(Role::Closed);
    }
    doubtful
}

impl Role {
    /// What an answer lacks without a column for this; empty for what no answer needs.
    pub fn lack(self) -> &'static str {
        match self {
            Self::Created => say!(
                "Without a created date, no deal has an age: dead deals and your win curve can't be \
                 worked out. A forecast still counts amount, chance and close date."
            ),
            Self::Value => say!("Without an amount, deals are only counted."),
            Self::Status => say!(
                "Without a stage or status, every deal is read as open: nothing can be learned \
                 from closed ones."
            ),
            Self::Closed => say!(
                "Without a closed date, won and lost deals are set aside: win rate and sales cycle \
                 can't be worked out."
            ),
            _ => "",
        }
    }
}

/// The columns that may have this role, the likeliest first.
pub(super) fn candidates(role: Role, layout: &Layout, mapping: &Mapping) -> Vec<Candidate> {
    let mut rated: Vec<(u32, usize)> = (0..layout.headers.len())
        .filter_map(|column| Some((rate(role, column, layout, mapping)?, column)))
        .collect();
    rated.sort_by_key(|(rate, column)| (std::cmp::Reverse(*rate), *column));
    let candidate = |(_, column): (u32, usize)| Candidate {
        column,
        header: layout.headers[column].clone(),
        samples: layout.samples.get(column).cloned().unwrap_or_default(),
    };
    rated.into_iter().take(OFFERED).map(candidate).collect()
}

/// How likely the column has the role; `None` when it can't.
fn rate(role: Role, column: usize, layout: &Layout, mapping: &Mapping) -> Option<u32> {
    let header = &layout.headers[column];
    let named = header::roles(header).iter().any(|(own, _)| *own == role);
    // What is called so is offered whatever its cells are: there may be nothing better.
    let looks = layout.looks.get(column).filter(|looks| looks.any())?;
    if !named && !looks.fit(role) {
        return None;
    }
    let plain = header::plain(header);
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    let taken = ROLES.iter().find(|(own, ..)| mapping.column(*own) == Some(column));
    let taken = taken.map(|(role, ..)| *role).filter(|own| *own != role);
    let guessed = u32::from(mapping.column(role) == Some(column)) * 4;
    let own = match role {
        Role::Created if !may_be_created(header) => return None,
        Role::Created => u32::from(has(CREATED)) * 2,
        Role::Closed => u32::from(has(CLOSED) && !has(PLANNED)) * 2,
        Role::Value => u32::from(looks.money > 0) * 2,
        _ => u32::from(looks.are(role)) * 2,
    };
    match taken {
        // An expected close date may be all that a list has of the actual one.
        Some(Role::ExpectedClose) if role == Role::Closed => Some(2),
        Some(Role::LastActivity) if role == Role::Closed => Some(0),
        Some(_) => None,
        None => Some(1 + u32::from(named) * 8 + guessed + own),
    }
}

/// The column of amounts that were converted to one currency, where another one is in use.
pub(super) fn converted(layout: &Layout, mapping: &Mapping) -> Option<Candidate> {
    let is = |header: &String| {
        let converted = addition::split(header).is_some_and(|added| added.converted);
        converted && header::roles(header).iter().any(|(role, _)| *role == Role::Value)
    };
    let column = layout.headers.iter().position(is)?;
    let own = mapping.column(Role::Value) == Some(column);
    let (header, samples) = (layout.headers[column].clone(), layout.samples[column].clone());
    (!own).then_some(Candidate { column, header, samples })
}

/// The column of the currency of a column of amounts.
pub(super) fn currency_of(layout: &Layout, amounts: &Candidate) -> Option<usize> {
    let name = [&amounts.header, " currency"].concat();
    layout.headers.iter().position(|header| header.eq_ignore_ascii_case(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_guessed_is_doubtful_until_confirmed() {
        let mut mapping = Mapping::default();
        assert_eq!(doubtful(&mapping, false), [Role::Created, Role::Value, Role::Status]);
        assert!(doubtful(&mapping, true).contains(&Role::Closed));
        let place = Place { column: 1, origin: Origin::Guessed, confidence: 0.5 };
        mapping.put(Role::Value, place);
        assert_eq!(mapping.confidence(), 0.5);
        assert!(doubtful(&mapping, false).contains(&Role::Value));
        assert!(doubtful(&mapping.confirmed(), true).is_empty());
    }

    #[test]
    fn an_activity_is_no_creation() {
        for header in ["Last contact", "Proposal deadline", "Last Stage Change At", "Close Date"] {
            assert!(!may_be_created(header), "{header}");
        }
        for header in ["Begin", "Kick-off", "Start date", "Entry"] {
            assert!(may_be_created(header), "{header}");
        }
    }
}

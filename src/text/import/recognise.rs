//! Finding the columns by their headers and by what their cells look like.

use super::super::cells::{amount, day};
use super::columns::may_be_created;
use super::header;
use super::looks::Looks;
use super::mapping::{Mapping, Origin, Place};
use super::reader::Row;
use super::role::Role;
use super::sense::{self, Meaning};
use super::vocabulary::GUESS;

/// The columns as far as they are recognised, and where headers say nothing, guessed.
pub(super) fn recognise(headers: &[String], sample: &[Row], looks: &[Looks]) -> Mapping {
    let mut mapping = Mapping::default();
    mapping.cents = in_cents(headers);
    let mut taken = vec![None; headers.len()];
    for (confidence, column, role) in candidates(headers, looks) {
        let free = taken[column].is_none_or(|other| may_share(role, other));
        if free && mapping.column(role).is_none() {
            taken[column] = Some(role);
            let guessed = confidence <= GUESS && !(role == Role::Value && is_of_odoo(headers));
            let origin = if guessed { Origin::Guessed } else { Origin::Recognised };
            mapping.put(role, Place { column, origin, confidence });
        }
    }
    if let Some(column) = own_status(headers, sample, looks, &mapping, &taken) {
        taken[column] = Some(Role::Status);
        mapping
            .put(Role::Status, Place { column, origin: Origin::Recognised, confidence: OWN_WORDS });
    }
    guess(&mut mapping, &mut taken, looks);
    guess_days(&mut mapping, &taken, looks, headers, sample);
    mapping
}

/// How sure a status is whose words are those of a firm.
const OWN_WORDS: f64 = 0.7;
/// Most different words of such a status.
const MOST_WORDS: usize = 20;

/// A column that is called status and has none of the usual words, or one with nothing but plain words
/// for won and lost beside stages, where no other column says which deals are won or lost. "State" may be that of an address.
fn own_status(
    headers: &[String],
    sample: &[Row],
    looks: &[Looks],
    mapping: &Mapping,
    taken: &[Option<Role>],
) -> Option<usize> {
    const STATES: [Role; 6] =
        [Role::Status, Role::IsWon, Role::IsLost, Role::IsClosed, Role::WonOn, Role::LostOn];
    let known = STATES.into_iter().any(|role| mapping.column(role).is_some());
    let told = mapping.column(Role::Stage).is_some_and(|column| looks[column].has_ends());
    if known || told {
        return None;
    }
    let few = |column: usize| {
        let mut words: Vec<&str> = sample.iter().map(|row| row.cell(column)).collect();
        words.sort_unstable();
        words.dedup();
        words.len() <= MOST_WORDS
    };
    let named = |header: &str| {
        let plain = header::plain(header);
        let own = header::roles(header).iter().any(|(role, _)| *role == Role::Status);
        own && plain != "state" && (plain.contains("stat") || plain.contains("outcome"))
    };
    let free = |column: &usize| taken[*column].is_none() && looks[*column].any();
    let own = |column: &usize| {
        named(&headers[*column]) && !looks[*column].are(Role::Created) && few(*column)
    };
    let staged = mapping.column(Role::Stage).is_some();
    let plain =
        |column: &usize| staged && may_be_now(&headers[*column]) && is_plain(sample, *column);
    (0..headers.len())
        .filter(free)
        .find(own)
        .or_else(|| (0..headers.len()).filter(free).find(plain))
}

/// Whether all cells are plain words for open, won and lost, and some for an end.
fn is_plain(sample: &[Row], column: usize) -> bool {
    let cells = sample.iter().map(|row| row.cell(column));
    let mut filled = cells.filter(|cell| !amount::is_nothing(cell)).peekable();
    let firm = |cell: &str| matches!(sense::meaning(cell), Meaning::Firm(_));
    filled.peek().is_some() && filled.clone().all(firm) && filled.any(sense::ends)
}

/// Whether the header says nothing of another time or deal.
fn may_be_now(header: &str) -> bool {
    const OTHERS: [&str; 9] =
        ["prev", "last", "old", "former", "alt", "ancien", "anterior", "account", "next"];
    let plain = header::plain(header);
    !plain.split(' ').any(|word| OTHERS.iter().any(|other| word.starts_with(other)))
}

/// "Expected Revenue" is the amount in Odoo, and elsewhere the amount times its probability.
fn is_of_odoo(headers: &[String]) -> bool {
    const CLOSING: [&str; 7] = [
        "expected closing",
        "erwarteter abschluss",
        "clôture prévue",
        "cierre esperado",
        "chiusura prevista",
        "fechamento esperado",
        "verwachte afsluiting",
    ];
    headers.iter().any(|header| CLOSING.contains(&&*header::plain(header)))
}

/// Columns and roles that fit, the surest first.
fn candidates(headers: &[String], looks: &[Looks]) -> Vec<(f64, usize, Role)> {
    let mut candidates: Vec<(f64, usize, Role)> = headers
        .iter()
        .zip(looks)
        .enumerate()
        .flat_map(|(column, (header, looks))| {
            let fitting = header::roles(header).into_iter().filter(|(role, _)| looks.fit(*role));
            fitting.map(move |(role, sure)| (sure, column, role)).collect::<Vec<_>>()
        })
        .collect();
    candidates.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    candidates
}

/// One close date is the expected one of open deals and the actual one of closed deals.
fn may_share(role: Role, other: Role) -> bool {
    let close = [Role::ExpectedClose, Role::Closed];
    close.contains(&role) && close.contains(&other)
}

/// The exports of Close have amounts in cents.
fn in_cents(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header.trim() == name);
    has("value") && has("value_currency") && (has("date_won") || has("status_type"))
}

/// Gives roles to columns whose cells can hardly be anything else.
fn guess(mapping: &mut Mapping, taken: &mut [Option<Role>], looks: &[Looks]) {
    for role in [Role::Status, Role::Value, Role::Probability, Role::Currency] {
        let has_end =
            mapping.column(Role::Stage).is_some() || mapping.column(Role::IsWon).is_some();
        if mapping.column(role).is_some() || (role == Role::Status && has_end) {
            continue;
        }
        let fits = |column: &usize| taken[*column].is_none() && looks[*column].are(role);
        if let Some(column) = (0..looks.len()).find(fits) {
            taken[column] = Some(role);
            mapping.put(role, Place { column, origin: Origin::Guessed, confidence: 0.5 });
        }
    }
}

/// Of two columns of days without a known header, the earlier one is when deals were created.
fn guess_days(
    mapping: &mut Mapping,
    taken: &[Option<Role>],
    looks: &[Looks],
    headers: &[String],
    sample: &[Row],
) {
    let days: Vec<usize> = (0..looks.len())
        .filter(|column| taken[*column].is_none() && looks[*column].are(Role::Created))
        .collect();
    let (&[first, second], None) = (&days[..], mapping.column(Role::Created)) else { return };
    let read = |row: &Row, column: usize| day::read(row.cell(column), Some(true));
    let pairs = sample.iter().filter_map(|row| Some((read(row, first)?, read(row, second)?)));
    let (mut before, mut behind) = (0, 0);
    for (first, second) in pairs {
        before += u32::from(first < second);
        behind += u32::from(first > second);
    }
    let (created, closed) = if before >= behind { (first, second) } else { (second, first) };
    if !may_be_created(&headers[created]) {
        return;
    }
    let place = |column| Place { column, origin: Origin::Guessed, confidence: GUESS };
    mapping.put(Role::Created, place(created));
    for role in [Role::Closed, Role::ExpectedClose] {
        if mapping.column(role).is_none() {
            mapping.put(role, place(closed));
        }
    }
}

//! Small lists of deals in layouts at random, and what they come to by whoever made them: a reader
//! that shares nothing with the import.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

/// A linear congruential generator (Knuth, MMIX).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            dice.roll(2);
        }
        dice
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
}

/// Number of deals and cents, by state: open, won, lost.
pub type Totals = [(usize, i64); 3];

/// A list, and what it comes to.
pub struct List {
    pub bytes: Vec<u8>,
    pub totals: Totals,
    /// Whether the day stands before the month.
    pub day_first: bool,
    /// How it is laid out, for whoever looks into a difference.
    pub text: String,
}

/// A language's headers: name, owner, stage, amount, created, expected close, closed, probability;
/// and words for two open stages, won and lost.
struct Language {
    headers: [&'static str; 8],
    stages: [&'static str; 4],
    total: &'static str,
}

const LANGUAGES: [Language; 5] = [
    Language {
        headers: [
            "Deal Name",
            "Owner",
            "Stage",
            "Amount",
            "Created Date",
            "Expected Close Date",
            "Actual Close Date",
            "Probability (%)",
        ],
        stages: ["Proposal", "2 - Negotiation", "Closed Won", "Closed Lost"],
        total: "Total",
    },
    Language {
        headers: [
            "Titel",
            "Besitzer",
            "Phase",
            "Betrag",
            "Erstellt am",
            "Erwartetes Abschlussdatum",
            "Geschlossen am",
            "Wahrscheinlichkeit",
        ],
        stages: ["Angebot", "Verhandlung", "Gewonnen", "Verloren"],
        total: "Summe",
    },
    Language {
        headers: [
            "Nom de la transaction",
            "Propriétaire",
            "Étape",
            "Montant",
            "Date de création",
            "Date de clôture prévue",
            "Date de clôture réelle",
            "Probabilité",
        ],
        stages: ["Devis", "Négociation", "Gagnée", "Perdue"],
        total: "Total général",
    },
    Language {
        headers: [
            "Nombre del negocio",
            "Propietario",
            "Etapa",
            "Importe",
            "Fecha de creación",
            "Fecha de cierre prevista",
            "Fecha de cierre real",
            "Probabilidad",
        ],
        stages: ["Propuesta", "Negociación", "Ganada", "Perdida"],
        total: "Subtotal",
    },
    Language {
        headers: [
            "Nome trattativa",
            "Proprietario",
            "Fase",
            "Importo",
            "Data di creazione",
            "Data di chiusura prevista",
            "Data di chiusura effettiva",
            "Probabilità",
        ],
        stages: ["Offerta", "Negoziazione", "Vinta", "Persa"],
        total: "Totale",
    },
];

/// How days, amounts and rows are written.
struct Layout {
    language: &'static Language,
    separator: char,
    /// Decimal sign, sign between thousands, what stands before and behind.
    amount: (char, &'static str, &'static str, &'static str),
    day: usize,
    grouping: usize,
    /// Which columns stand where.
    order: Vec<usize>,
    /// Headers with something added.
    added: bool,
}

struct Deal {
    state: usize,
    cells: [String; 8],
    cents: i64,
}

/// The list of this number.
pub fn list(seed: u64) -> List {
    let mut dice = Dice::new(seed);
    let layout = layout(&mut dice);
    let count = 3 + dice.roll(12);
    let mut deals: Vec<Deal> = (0..count).map(|at| deal(&mut dice, &layout, at)).collect();
    if layout.grouping > 0 {
        deals.sort_by(|a, b| a.cells[2].cmp(&b.cells[2]));
    }
    let mut totals = Totals::default();
    for deal in &deals {
        totals[deal.state].0 += 1;
        totals[deal.state].1 += deal.cents;
    }
    let text = written(&mut dice, &layout, &deals);
    let bytes = encoded(&mut dice, &text);
    List { bytes, totals, day_first: layout.day != 2, text }
}

fn layout(dice: &mut Dice) -> Layout {
    let language = &LANGUAGES[dice.roll(LANGUAGES.len())];
    let amounts: [(char, &str, &str, &str); 9] = [
        ('.', "", "", ""),
        ('.', ",", "", ""),
        ('.', ",", "$", ""),
        (',', ".", "", " €"),
        (',', "\u{a0}", "", " €"),
        ('.', "'", "CHF ", ""),
        (',', " ", "", " kr"),
        ('.', ",", "Rs. ", ""),
        (',', ".", "", ""),
    ];
    let mut order: Vec<usize> = (0..8).collect();
    for at in (1..8).rev() {
        order.swap(at, dice.roll(at + 1));
    }
    let grouping = if dice.chance(50) { 0 } else { 1 + dice.roll(4) };
    match grouping {
        // The group's column leads, as in the reports of Salesforce.
        1 | 2 | 4 => order.sort_by_key(|column| *column != 2),
        3 => order.retain(|column| *column != 2),
        _ => {}
    }
    Layout {
        language,
        separator: [',', ';', '\t', '|'][dice.roll(4)],
        amount: amounts[dice.roll(amounts.len())],
        day: dice.roll(7),
        grouping,
        order,
        added: dice.chance(30),
    }
}

fn deal(dice: &mut Dice, layout: &Layout, at: usize) -> Deal {
    let stage = dice.roll(4);
    let state = stage.saturating_sub(1);
    let created = NaiveDate::from_ymd_opt(2025, 1, 3).unwrap() + Days::new(dice.roll(500) as u64);
    let closed = created + Days::new(dice.roll(150) as u64);
    let expected = if state == 0 {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(dice.roll(200) as u64)
    } else {
        closed + Days::new(dice.roll(9) as u64)
    };
    let digits = 10_i64.pow(1 + dice.roll(7) as u32);
    let cents = 100 + (dice.roll(1_000_000) as i64 * 7919) % (digits * 100);
    let owners = ["Ann Roe", "Bo Li", "Zoë, Müller", "Total Recall"];
    let chance = [35, 100, 0][state];
    Deal {
        state,
        cells: [
            format!(
                "Deal {at}{}",
                ["", " \"A\"", "; phase 2", " – Grand total", ", new"][dice.roll(5)]
            ),
            dice.pick(&owners).to_owned(),
            layout.language.stages[stage].to_owned(),
            amount(cents, layout.amount),
            day(created, layout.day),
            day(expected, layout.day),
            if state == 0 { String::new() } else { day(closed, layout.day) },
            format!("{chance}%"),
        ],
        cents,
    }
}

fn amount(cents: i64, (decimal, group, before, behind): (char, &str, &str, &str)) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    format!("{before}{grouped}{decimal}{:02}{behind}", cents % 100)
}

fn day(day: NaiveDate, kind: usize) -> String {
    let format = match kind {
        0 => "%Y-%m-%d",
        1 => "%d/%m/%Y",
        2 => "%m/%d/%Y",
        3 => "%d.%m.%Y",
        4 => "%d %b %Y",
        5 => "%Y-%m-%dT%H:%M:%S",
        _ => {
            let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            return (day - first).num_days().to_string();
        }
    };
    day.and_hms_opt(0, 0, 0).unwrap().format(format).to_string()
}

fn row(cells: &[String], layout: &Layout) -> String {
    let quoted = |column: &usize| {
        let cell = &cells[*column];
        let quote = cell.contains(layout.separator) || cell.contains('"');
        if quote { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let cells: Vec<String> = layout.order.iter().map(quoted).collect();
    cells.join(&layout.separator.to_string()) + "\n"
}

/// A row with a text in the first column and a sum below the amounts.
fn sums(word: &str, cents: i64, layout: &Layout) -> String {
    let mut cells = vec![String::new(); 8];
    cells[3] = amount(cents, layout.amount);
    let first = layout.order.iter().find(|column| **column != 3).unwrap();
    word.clone_into(&mut cells[*first]);
    row(&cells, layout)
}

fn written(dice: &mut Dice, layout: &Layout, deals: &[Deal]) -> String {
    let mut text = String::new();
    if dice.chance(30) {
        text.push_str("Pipeline report\nAs of 2026-11-24\n\n");
    }
    let mut headers = layout.language.headers.map(str::to_owned);
    if layout.added {
        headers[4].push_str(" (UTC)");
    }
    if layout.grouping == 1 {
        headers[2].push_str("  ↑");
    }
    text.push_str(&row(&headers, layout));
    let mut group = None;
    let mut sum = 0;
    for (at, deal) in deals.iter().enumerate() {
        let begins = layout.grouping > 0 && group != Some(&deal.cells[2]);
        if begins && group.is_some() && matches!(layout.grouping, 1 | 2) {
            text.push_str(&sums("Subtotal", sum, layout));
        }
        if begins {
            sum = 0;
            group = Some(&deal.cells[2]);
        }
        if begins && layout.grouping == 3 {
            let stage = layout.language.headers[2];
            let count = deals.iter().filter(|other| other.cells[2] == deal.cells[2]).count();
            let blank = layout.separator.to_string().repeat(layout.order.len() - 1);
            writeln!(text, "{stage}: {} ({count} records){blank}", deal.cells[2]).unwrap();
        }
        let mut cells = deal.cells.clone();
        if !begins && matches!(layout.grouping, 1 | 2 | 4) {
            cells[2].clear();
        }
        sum += deal.cents;
        text.push_str(&row(&cells, layout));
        if at == 5 && dice.chance(20) {
            text.push_str(&row(&headers, layout));
        }
    }
    if dice.chance(60) {
        let all = deals.iter().map(|deal| deal.cents).sum();
        text.push_str(&sums(layout.language.total, all, layout));
    }
    if dice.chance(30) {
        text.push_str("\nConfidential Information - Do Not Distribute\n");
    }
    text
}

fn encoded(dice: &mut Dice, text: &str) -> Vec<u8> {
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    match dice.roll(4) {
        1 => ["\u{feff}", text].concat().into_bytes(),
        2 => {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
        // What Windows-1252 lacks it would write as a reference of HTML.
        3 if !text.contains('↑') => latin(text),
        _ => text.as_bytes().to_vec(),
    }
}

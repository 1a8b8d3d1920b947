//! Small tables of random layouts, against sums that are worked out beside them.

use std::collections::BTreeMap;

use enough_pipeline::calc::units::Money;
use enough_pipeline::text::formats::Plain;
use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::rows::forecast::{SECTIONS, Section};
use enough_pipeline::text::tables::{Around, Choices, Question, block, read};
use proptest::prelude::*;

const TODAY: &str = "2026-11-30";

/// How a table is laid out.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug)]
struct Plan {
    goals: bool,
    across: bool,
    comma: bool,
    thousands: bool,
    title: bool,
    totals: bool,
    newest_first: bool,
    style: usize,
    language: usize,
    extra: bool,
    reps: usize,
    amounts: Vec<Vec<u32>>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let flags = prop::array::uniform8(any::<bool>());
    let sizes = (2_usize..=12, 1_usize..=4, 0_usize..5, 0_usize..7);
    (flags, sizes, prop::collection::vec(1_000_u32..900_000, 48)).prop_map(
        |(
            [goals, across, comma, thousands, title, totals, newest_first, extra],
            sizes,
            amounts,
        )| {
            let (months, reps, style, language) = sizes;
            let amounts = amounts.chunks(12).take(reps).map(|row| row[..months].to_vec());
            Plan {
                goals,
                across,
                comma,
                thousands,
                title,
                totals,
                newest_first,
                style,
                language,
                extra,
                reps,
                amounts: amounts.collect(),
            }
        },
    )
}

const LANGUAGES: [[&str; 5]; 7] = [
    ["Month", "Quota", "Revenue", "Rep", "Total"],
    ["Monat", "Ziel", "Umsatz", "Verkäufer", "Summe"],
    ["Mois", "Objectif", "Chiffre d'affaires", "Commercial", "Total général"],
    ["Mes", "Objetivo", "Ingresos", "Vendedor", "Total general"],
    ["Mese", "Obiettivo", "Fatturato", "Venditore", "Totale"],
    ["Mês", "Meta", "Receita", "Vendedor", "Total geral"],
    ["Maand", "Doelstelling", "Omzet", "Verkoper", "Totaal"],
];
const REPS: [&str; 4] = ["A. Ruiz", "B. Chen", "C. Okoro", "D. Mills"];
const ENGLISH: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Plan {
    /// Year and month of each column: goals from next month on, history up to last month.
    fn months(&self) -> Vec<(i32, u32)> {
        let count = self.amounts[0].len() as i32;
        let first = if self.goals { 2026 * 12 + 11 } else { 2026 * 12 + 10 - count };
        (first..first + count).map(|at| (at / 12, at as u32 % 12 + 1)).collect()
    }

    fn name(&self, (year, month): (i32, u32)) -> String {
        match self.style {
            0 => format!("{} {year}", ENGLISH[month as usize - 1]),
            1 => format!("{year}-{month:02}"),
            2 => format!("{}-{:02}", ENGLISH[month as usize - 1], year % 100),
            3 => format!("{month:02}/{year}"),
            _ => format!("{year}-{month:02}-01"),
        }
    }

    /// An amount in the notation of the table.
    fn amount(&self, amount: u32) -> String {
        let shown = if self.thousands { f64::from(amount) / 1e3 } else { f64::from(amount) };
        let plain = format!("{shown:.3}");
        let (whole, decimals) = plain.split_once('.').unwrap();
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(if self.comma { '.' } else { ',' });
            }
            grouped.push(digit);
        }
        let decimal = if self.comma { ',' } else { '.' };
        // Three decimals could be thousands: four say what they are.
        if self.thousands {
            format!("{grouped}{decimal}{decimals}0")
        } else if self.comma {
            format!("{grouped} €")
        } else {
            format!("${grouped}")
        }
    }

    fn text(&self) -> String {
        let [month, goal, revenue, rep, total] = LANGUAGES[self.language];
        let measure = if self.goals { goal } else { revenue };
        let unit = if self.thousands { " (in k€)" } else { "" };
        let mut months: Vec<usize> = (0..self.amounts[0].len()).collect();
        if self.newest_first {
            months.reverse();
        }
        let names = self.months();
        let sum = |cells: &mut dyn Iterator<Item = u32>| self.amount(cells.sum());
        let mut rows: Vec<Vec<String>> = Vec::new();
        if self.title {
            rows.push(vec!["Alder Consulting".into()]);
            rows.push(vec![String::new()]);
        }
        if self.across {
            let mut head = vec![rep.to_owned()];
            head.extend(months.iter().map(|at| self.name(names[*at])));
            if self.totals {
                head.push(total.into());
            }
            if self.thousands {
                rows.push(vec![format!("{measure}{unit}")]);
            }
            rows.push(head);
            for (name, amounts) in REPS.iter().zip(&self.amounts) {
                let mut row = vec![(*name).to_owned()];
                row.extend(months.iter().map(|at| self.amount(amounts[*at])));
                if self.totals {
                    row.push(sum(&mut amounts.iter().copied()));
                }
                rows.push(row);
            }
            if self.totals {
                let mut row = vec![total.to_owned()];
                row.extend(
                    months.iter().map(|at| sum(&mut self.amounts.iter().map(|own| own[*at]))),
                );
                row.push(sum(&mut self.amounts.iter().flatten().copied()));
                rows.push(row);
            }
        } else {
            let extra = |text: &str| if self.extra { vec![text.to_owned()] } else { Vec::new() };
            let long = self.reps > 1;
            let by_rep = |text: &str| if long { vec![text.to_owned()] } else { Vec::new() };
            let header =
                [extra("#"), vec![month.into()], by_rep(rep), vec![format!("{measure}{unit}")]];
            rows.push(header.concat());
            for at in &months {
                for (name, amounts) in REPS.iter().zip(&self.amounts) {
                    let amount = vec![self.amount(amounts[*at])];
                    let row = [extra("x"), vec![self.name(names[*at])], by_rep(name), amount];
                    rows.push(row.concat());
                }
            }
            if self.totals {
                let all = sum(&mut self.amounts.iter().flatten().copied());
                rows.push([extra(""), vec![total.into()], by_rep(""), vec![all]].concat());
            }
        }
        rows.iter().map(|row| row.join("\t") + "\n").collect()
    }

    fn expected(&self) -> Vec<(String, f64)> {
        let sum = |at: usize| self.amounts.iter().map(|own| f64::from(own[at])).sum();
        let months = self.months().into_iter().enumerate();
        months.map(|(at, (year, month))| (format!("{year}-{month:02}"), sum(at))).collect()
    }
}

fn formats(comma: bool) -> Plain {
    let german = Notation { decimal: ',', group: '.', day_first: true, ..Notation::plain() };
    Plain { notation: if comma { german } else { Notation::plain() } }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// A table of any layout comes to the sums of its amounts, without a question.
    #[test]
    fn sums_are_those_of_the_table(plan in plans(), visitor_comma: bool) {
        let formats = formats(visitor_comma);
        let around = Around::new(TODAY.parse().unwrap(), &formats);
        let section = if plan.goals { Section::Goals } else { Section::History };
        let text = plan.text();
        let reading = read(&block(&text), Some(section), &Choices::default(), &around);
        let reading = reading.map_err(|refusal| TestCaseError::fail(format!("{refusal:?}\n{text}")))?;
        prop_assert_eq!(reading.section, section, "{}", text);
        prop_assert!(!reading.is_open(), "{}\n{:?}", text, reading.asks);
        prop_assert!(reading.aside.is_empty(), "{}\n{:?}", text, reading.aside);
        let rows: BTreeMap<String, f64> = reading
            .rows
            .iter()
            .map(|row| (row[0].clone(), formats.notation.parse_number(&row[1]).unwrap().value))
            .collect();
        for (month, sum) in plan.expected() {
            let own = rows.get(&month).copied().unwrap_or(f64::NAN);
            prop_assert!((own - sum).abs() < 0.01, "{}\n{} {:?}\n{}", month, sum, rows, text);
        }
        prop_assert_eq!(rows.len(), plan.amounts[0].len());
        if plan.reps > 1 {
            let parts: f64 = reading.parts.iter().flat_map(|part| &part.amounts).map(|(_, amount)| amount.0).sum();
            let all: f64 = plan.expected().iter().map(|(_, sum)| sum).sum();
            prop_assert!((parts - all).abs() < 0.01 * all, "{} {}\n{}", parts, all, text);
        }
    }

    /// Any cells are read or refused, whatever was chosen, and rows fit their table.
    #[test]
    fn anything_is_read_or_refused(
        cells in prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..12),
        wanted in 0_usize..6,
        answers in prop::collection::vec((0_usize..8, 0_usize..4), 0..4),
        fiscal in prop::option::of(0_u32..14),
    ) {
        const QUESTIONS: [Question; 8] = [
            Question::Section, Question::Series, Question::FiscalStart, Question::Shares,
            Question::Units, Question::Sum, Question::Split, Question::DayFirst,
        ];
        let formats = formats(false);
        let around = Around {
            fiscal_start: fiscal,
            usual_month: Some(Money(50_000.0)),
            ..Around::new(TODAY.parse().unwrap(), &formats)
        };
        let mut choices = Choices::default();
        for (question, option) in answers {
            choices.set(QUESTIONS[question], option);
        }
        let text: String = cells.iter().map(|row| row.join("\t") + "\n").collect();
        for block in [cells, block(&text), block(&text.replace('\t', ";"))] {
            match read(&block, SECTIONS.get(wanted).copied(), &choices, &around) {
                Ok(reading) => {
                    let table = reading.section.table();
                    prop_assert!(reading.rows.len() <= table.most);
                    prop_assert!(reading.rows.iter().all(|row| row.len() <= table.columns.len()));
                    prop_assert!(reading.asks.iter().all(|ask| ask.chosen < ask.options.len()));
                    prop_assert!(!reading.taken.is_empty());
                }
                Err(refusal) => prop_assert!(!refusal.sentence().is_empty()),
            }
        }
    }
}

/// Cells as they stand in tables, and any text.
fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "Month",
        "Quarter",
        "Rep",
        "Stage",
        "Deals",
        "Value",
        "Chance",
        "Goal",
        "Actual",
        "Forecast",
        "Total",
        "Revenue",
        "Renewal date",
        "Customer",
        "Year",
        "2026",
        "Q1 2027",
        "Jan",
        "Feb 2027",
        "FY27 Q1",
        "P03",
        "2026-10",
        "46296",
        "1,000",
        "$ -",
        "(500)",
        "12%",
        "0.5",
        "n/a",
        "-",
        "1.234,5",
        "Closed Won",
        "Demo",
        "H1",
        "9999-12-31",
        "1e300",
    ])
    .prop_map(str::to_owned);
    prop_oneof![4 => known, 1 => "\\PC{0,12}"]
}

//! Large lists of deals for tests and benchmarks, the same for the same seed.

use std::fmt::Write as _;

/// The columns of a Salesforce report, more than are read.
const HEADERS: &str = "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Owner Role,\
    Stage,Fiscal Period,Amount,Probability (%),Age,Created Date,Close Date,Last Activity,Type,\
    Forecast Category,Lead Source,Next Step,Sales Region,Lost Reason,Description\n";

/// Stages, and a probability for each.
const STAGES: [(&str, u32); 5] = [
    ("Closed Won", 100),
    ("Closed Lost", 0),
    ("Closed Lost", 0),
    ("Negotiation", 70),
    ("Demo", 40),
];

/// A linear congruential generator (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(sides)) as u32
    }
}

/// A list with so many deals, about 250 bytes each.
pub fn list(deals: u32, seed: u64) -> String {
    let (mut dice, mut list) = (Dice(seed), String::from(HEADERS));
    for id in 0..deals {
        let (stage, probability) = STAGES[dice.roll(5) as usize];
        let (month, day) = (1 + dice.roll(6), 1 + dice.roll(28));
        writeln!(
            list,
            "006{id:012},\"Deal {id}, phase {}\",Account {},Seller {},AE North,{stage},Q3-2026,\
             \"USD {},{:03}.00\",{probability}%,{},{day:02}/{month:02}/2026,{:02}/{:02}/2026,\
             {:02}/10/2026,New Business,Best Case,Web,\"Call, then send the revised quote\",EMEA,\
             -,Synthetic text that stands for what sellers write about a deal",
            1 + dice.roll(3),
            dice.roll(5_000),
            dice.roll(60),
            1 + dice.roll(400),
            dice.roll(1_000),
            dice.roll(300),
            1 + dice.roll(28),
            7 + dice.roll(4),
            1 + dice.roll(28),
        )
        .unwrap();
    }
    list
}

use yew::{Callback, Html};

use super::*;
use crate::calc::replay::{Replayed, quarters, replay as replayed};
use crate::calc::sweep::{Precision, Rule};
use crate::calc::units::Percent;
use crate::state::sweep::{Choice, Order, Shown};
use crate::text::import::{Import, Step};
use crate::ui::said::{all_from_tables, drawn};

/// Who is named in the example.
const GIVEN: &str = "USD,A. Novak,B. Okafor,C. Lindqvist,D. Moreau,Alder,Birch,Cedar,Dogwood,Elm,Fir,Hazel,Juniper,Linden,Maple,\
    Oak,Rowan,Foods,Labs,Logistics,Mills,Optics,Pharma,Steel,Works";

const OLD: &str = "Id,Stage,Amount,Created Date,Expected Close Date\n\
    1,Open,100,2026-06-01,2026-12-01\n2,Open,100,2026-06-01,2026-07-01\n\
    3,Open,100,2026-06-01,2026-07-01\n4,Open,100,2026-06-01,2026-12-01\n\
    5,Open,100,2026-06-02,2026-12-01\n6,Open,100,2026-06-01,2026-12-01\n\
    7,Open,100,2026-09-01,2026-12-01\n";

const NEW: &str = "Id,Stage,Amount,Created Date,Expected Close Date\n\
    1,Open,100,2026-06-01,2026-12-09\n2,Open,100,2026-06-01,2026-12-01\n\
    3,Open,100,2026-06-01,2026-06-20\n4,Open,100,2026-06-05,2026-12-01\n\
    5,Open,100,2026-06-01,2026-12-01\n7,Open,100,2026-09-01,2026-12-01\n\
    ,Open,100,2026-09-01,2026-12-01\n";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

/// The sweep of the example, as it is at first.
fn sweep() -> Sweep {
    let props = SweepProps { today: today(), early: false, ..first_sweep() };
    Sweep::new(&props, &Callback::noop())
}

fn read(text: &str) -> Box<Import> {
    let mut import = Box::new(Import::new(text.into(), today()));
    while let Step::Progress(_) = import.step(100) {}
    import
}

fn with_earlier(old: &str, new: &str) -> Html {
    let mut sweep = sweep();
    sweep.earlier = Some(Earlier { name: "9".into(), import: read(old) });
    changes::changes(&sweep, read(new).deals(), today())
}

/// Past quarters of the example.
fn past(sweep: &Sweep) -> Vec<Replayed> {
    let portfolio = sweep.portfolio.as_ref().unwrap();
    let all = quarters(portfolio, 0).into_iter();
    all.filter_map(|(start, days)| replayed(portfolio, start, days, 0.03)).collect()
}

#[test]
fn what_changed_is_said_in_sentences() {
    let page = drawn(with_earlier(OLD, NEW));
    for words in [
        "slipped by 8 days later",
        "was overdue, re-dated 153 days later",
        "was overdue, re-dated 11 days earlier",
        "created date moved 4 days later",
        "created date moved 1 day earlier",
        "no longer in the list",
        "4 deals were re-dated silently: $400",
        "1 deal is as it was. 1 could not be matched: it has no id, or shares it.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn no_change_is_said_outside_the_tables() {
    all_from_tables("", || {
        vec![with_earlier(OLD, NEW), with_earlier(NEW, OLD), with_earlier(OLD, OLD)]
    });
}

/// A list of three years whose deals are in Demo, and a third of them after 20 to 59 days in Proposal;
/// those are won 40 days later, the others lost. As on a day, with the days of entering or without.
fn staged(dates: bool, day: NaiveDate) -> String {
    let written = |date: NaiveDate| date.format("%Y-%m-%d").to_string();
    let head = if dates { ",Entered Demo,Entered Proposal" } else { "" };
    let mut text = ["Id,Stage,Amount,Created Date,Close Date", head, "\n"].concat();
    for i in 0..900_i64 {
        let moves = 20 + i * 7919 % 40;
        let won = i % 3 == 0;
        let created = today() - chrono::Duration::days(1 + i * 1095 / 900);
        let on = |days| created + chrono::Duration::days(days);
        let (moved, end) = (on(moves), on(moves + 40));
        if created >= day {
            continue;
        }
        let stage = match (end < day, won, won && moved < day) {
            (true, true, _) => "Closed Won",
            (true, false, _) => "Closed Lost",
            (false, _, true) => "Proposal",
            (false, _, false) => "Demo",
        };
        let row = [&*i.to_string(), stage, "1000", &*written(created), &*written(end)].join(",");
        let entered = |day: NaiveDate, is: bool| if is { written(day) } else { String::new() };
        let days = [entered(created, true), entered(moved, won && moved < end.min(day))].join(",");
        text += &if dates { [&*row, ",", &*days, "\n"].concat() } else { [&*row, "\n"].concat() };
    }
    text
}

#[test]
fn stages_are_said_and_rank_deals_without_moving_a_total() {
    let props = SweepProps { today: today(), early: false, ..first_sweep() };
    let of = |dates| {
        let mut sweep = sweep();
        sweep.importer.list = List::Import("list".into(), read(&staged(dates, today())));
        sweep.portfolio = None;
        sweep.recount(&props);
        sweep
    };
    let page =
        |sweep: &Sweep| drawn(curve::curve(&sweep.view, sweep.portfolio.as_ref().unwrap(), &[]));
    let figures = |sweep: &Sweep| {
        let report = &sweep.answer.as_ref().unwrap().report;
        (report.before, report.after, report.line, report.dead, report.past_due)
    };
    let ranked = |sweep: &Sweep| {
        let deals = &sweep.answer.as_ref().unwrap().report.deals;
        deals.iter().any(|deal| deal.by_stage != deal.prospect)
    };
    let (mut plain, dated) = (of(false), of(true));
    let said = "Deals in Proposal are won ";
    assert!(page(&dated).contains(said) && ranked(&dated), "{}", page(&dated));
    assert!(!page(&plain).contains(said) && !ranked(&plain));
    assert_eq!(figures(&plain), figures(&dated));
    // An earlier export tells too, until it is put away.
    let before = figures(&plain);
    let old = read(&staged(false, today() - chrono::Duration::days(80)));
    plain.earlier = Some(Earlier { name: "old".into(), import: old });
    plain.stage_again();
    assert!(page(&plain).contains(said) && ranked(&plain), "{}", page(&plain));
    assert_eq!(figures(&plain), before);
    plain.receive(&props, Message::ForgetEarlier);
    assert!(!page(&plain).contains(said) && !ranked(&plain));
}

#[test]
fn no_past_quarter_is_said_outside_the_tables() {
    let sweep = sweep();
    let quarters = past(&sweep);
    assert!(quarters.len() > 1);
    let nothing_came: Vec<_> = quarters
        .iter()
        .map(|one| Replayed { actual: crate::calc::units::Money(0.0), ..*one })
        .collect();
    all_from_tables(GIVEN, || {
        let told =
            [None, Some(&quarters[..]), Some(&quarters[..1]), Some(&nothing_came), Some(&[])];
        told.map(|periods| replay::replay(&sweep.view, periods)).into()
    });
}

#[test]
fn what_past_quarters_teach_stands_under_the_headline_and_is_followed_when_ticked() {
    let mut sweep = sweep();
    let props = SweepProps { today: today(), early: false, ..first_sweep() };
    let quarters = quarters(sweep.portfolio.as_ref().unwrap(), 0);
    sweep.replayed = Some((Vec::new(), quarters));
    assert_eq!(sweep.answer.as_ref().unwrap().taught, None);
    while !sweep.replay_next() {}
    let taught = sweep.answer.as_ref().unwrap().taught.unwrap();
    let before = sweep.answer.as_ref().unwrap().report.after.outcome;
    let draw = |sweep: &Sweep| drawn(answer::answer(sweep, &props, sweep.importer.list.deals()));
    let page = draw(&sweep);
    assert!(!taught.followed && taught.expected != before.expected);
    assert!(page.contains("Replayed on your past quarters, this came out "), "{page}");
    assert!(page.contains("Corrected: ") && !page.contains(" checked"), "{page}");
    sweep.receive(&props, Message::Do(SweepAction::Follow(true)));
    let followed = sweep.answer.as_ref().unwrap();
    assert_eq!(followed.report.after.outcome.expected, taught.expected);
    assert_eq!(followed.taught.unwrap().expected, before.expected);
    let page = draw(&sweep);
    assert!(page.contains("Uncorrected: ") && page.contains(" checked"), "{page}");
}

#[test]
fn no_answer_is_said_outside_the_tables() {
    all_from_tables(GIVEN, || {
        let mut sweep = sweep();
        let answer = sweep.answer.as_mut().unwrap();
        let mut deciding = answer.deciding(sweep.portfolio.as_ref().unwrap());
        while deciding.step(Precision::Interactive) {}
        answer.deciders = Some(deciding.found());
        let deals = sweep.importer.list.deals().to_vec();
        let mut parts = Vec::new();
        for decided in [true, false] {
            sweep.answer.as_mut().unwrap().decided = decided;
            parts.push(chance::chance(&sweep.view, &deals, sweep.answer.as_ref().unwrap()));
        }
        let answer = sweep.answer.as_ref().unwrap();
        parts.push(sides::sides(&sweep.view, &answer.report, &answer.explanations));
        parts
    });
}

#[test]
fn no_list_is_said_outside_the_tables() {
    all_from_tables(GIVEN, || {
        let mut sweep = sweep();
        let deals = sweep.importer.list.deals().to_vec();
        let first = sweep.answer.as_ref().unwrap().report.deals[0].prospect.position;
        let mut parts = Vec::new();
        for shown in [Shown::Dead, Shown::Aged, Shown::PastDue, Shown::Stalled, Shown::All] {
            for action in [
                SweepAction::Show(shown),
                SweepAction::Order(Order::Age),
                SweepAction::Choose(first, Some(Choice::Nurture)),
                SweepAction::Chance(first, "?".into(), None),
            ] {
                sweep.choices = sweep.choices.apply(action);
            }
            parts.push(list::deals(&sweep, &deals, sweep.answer.as_ref().unwrap()));
        }
        sweep.on_paper = true;
        sweep.choices = sweep.choices.apply(SweepAction::Owner("A. Novak".into()));
        parts.push(list::deals(&sweep, &deals, sweep.answer.as_ref().unwrap()));
        sweep.choices = sweep.choices.apply(SweepAction::Stage("-".into()));
        parts.push(list::deals(&sweep, &deals, sweep.answer.as_ref().unwrap()));
        parts
    });
}

#[test]
fn a_list_with_little_in_it_says_nothing_outside_the_tables() {
    all_from_tables(&[GIVEN, ",Open"].concat(), || {
        let mut sweep = sweep();
        let inputs = sweep.reading.inputs.unwrap();
        let given = Inputs {
            win_rate: Some(Percent(20.0)),
            sales_cycle: Some(crate::calc::units::Days(60)),
            ..inputs
        };
        let deals = read(NEW);
        sweep.portfolio = given.portfolio(deals.deals());
        let portfolio = sweep.portfolio.as_ref().unwrap();
        sweep.rates = Some(Rates::new(portfolio, 91));
        sweep.reading.inputs = Some(given);
        let answer = sweep.answer_with(Precision::Interactive).unwrap();
        assert!(matches!(answer.report.line.rule, Rule::Cycles { .. }));
        vec![
            sides::sides(&sweep.view, &answer.report, &answer.explanations),
            list::deals(&sweep, deals.deals(), &answer),
            curve::curve(&sweep.view, portfolio, &answer.report.parts),
            rates::rates(&sweep.view, portfolio, &answer.rates),
        ]
    });
}

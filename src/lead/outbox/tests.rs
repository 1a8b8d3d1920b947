use proptest::prelude::*;

use super::*;

fn parcel(id: &str) -> Parcel {
    Parcel {
        id: id.into(),
        sameness: "0123456789abcdef".into(),
        provider: Provider::Webhook,
        url: "https://crm.example/hook?a=b".into(),
        body: "{\"email\":\"ü@example.com\"}\n&=%".into(),
        message: id.into(),
        blank: ["first[name]".into(), String::new()],
    }
}

fn read(text: Option<&str>, now: u64) -> Stored {
    Stored::read(text.unwrap_or(""), now)
}

#[test]
fn what_is_kept_comes_back() {
    let mut sending = Entry::new(parcel("b"), 1000);
    sending.put(State::Sending(u32::MAX), 5000);
    let mut entries = vec![Entry::new(parcel("a"), 7), sending];
    entries[0].put(State::Waiting(300_000), 6000);
    (entries[0].tries, entries[0].misses) = (4, 9);
    let receipts = vec![Receipt { sameness: "x".into(), at: 6000, confirmed: true }];
    let (text, ids) = write(entries.iter(), &receipts);
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(read(text.as_deref(), 6000), Stored { entries, receipts });
    assert_eq!(write([].iter(), &[]), (None, vec![]));
}

#[test]
fn what_an_earlier_version_kept_is_read() {
    let entry = Entry::new(parcel("a"), 7);
    let (text, _) = write([&entry].into_iter(), &[]);
    let earlier = text.unwrap().replace("&g=a", "");
    assert_eq!(read(Some(&earlier), 7).entries, [entry]);
}

#[test]
fn a_lead_for_the_page_is_kept_under_its_seller_and_goes_to_no_address() {
    let own = |url: &str| Parcel { provider: Provider::Host, url: url.into(), ..parcel("a") };
    let kept = |url| {
        let (text, _) = write([&Entry::new(own(url), 0)].into_iter(), &[]);
        read(text.as_deref(), 0).entries.len()
    };
    assert_eq!((kept("0123456789abcdef"), kept("https://crm.example"), kept("")), (1, 0, 0));
}

#[test]
fn marking_a_lead_makes_the_text_no_longer() {
    let mut entry = Entry::new(parcel("a"), 1_700_000_000_000);
    let before = entry.write().len();
    entry.put(State::Sending(7), 1_900_000_000_000);
    entry.tries = 5;
    assert_eq!(entry.write().len(), before);
}

#[test]
fn five_leads_of_sixteen_kibibytes_are_kept() {
    let mut entries: Vec<Entry> =
        ["a", "b", "c", "d", "e", "f"].map(|id| Entry::new(parcel(id), 0)).into();
    entries[1].parcel.body = "x".repeat(LONGEST);
    let (text, ids) = write(entries.iter(), &[]);
    assert_eq!(ids, ["a", "c", "d", "e", "f"]);
    assert!(text.unwrap().len() <= READ);
    const { assert!(MOST * (LONGEST + 1) + 4 * MOST * 80 < READ) };
}

#[test]
fn a_clock_that_was_ahead_makes_nobody_wait() {
    let mut waiting = Entry::new(parcel("a"), 9_000_000);
    waiting.put(State::Waiting(1000), 9_000_000);
    let mut sending = Entry::new(parcel("b"), 9_000_000);
    sending.put(State::Sending(1), 9_000_000);
    let receipt = Receipt { sameness: "x".into(), at: 9_000_000, confirmed: false };
    let (text, _) = write([waiting, sending].iter(), &[receipt]);
    let stored = read(text.as_deref(), 5000);
    let [waiting, sending] = &stored.entries[..] else { panic!() };
    assert_eq!((waiting.created, waiting.wait(5000)), (5000, Some(0)));
    assert_eq!((sending.since, sending.wait(5000)), (5000, None));
    assert_eq!(stored.receipts[0].at, 5000);
}

#[test]
fn a_receipt_counts_for_ten_minutes() {
    let receipt = Receipt { sameness: "x".into(), at: 1000, confirmed: true };
    let (text, _) = write([].iter(), &[receipt]);
    assert_eq!(read(text.as_deref(), 1000 + SAME - 1).receipts.len(), 1);
    assert_eq!(read(text.as_deref(), 1000 + SAME).receipts.len(), 0);
}

#[test]
fn damage_costs_no_more_than_its_line() {
    let entries = ["a", "b"].map(|id| Entry::new(parcel(id), 0));
    let text = write(entries.iter(), &[]).0.unwrap();
    let damaged = text.replacen("u=https", "u=javascript", 1);
    assert_eq!(read(Some(&damaged), 0).entries, entries[1..]);
    let twice = [&text, "\n", text.split_once('\n').unwrap().1].concat();
    assert_eq!(read(Some(&twice), 0).entries, entries);
    assert_eq!(read(Some(&text.replacen("v=1", "v=2", 1)), 0), Stored::default());
}

proptest! {
    #[test]
    fn any_text_is_survived(lines in prop::collection::vec(".{0,40}|[ihpubctmsdxrao]=[0-9a-f%&=]{0,30}", 0..9)) {
        let text = ["v=1", &lines.join("\n")].join("\n");
        let stored = read(Some(&text), u64::MAX);
        prop_assert!(stored.entries.len() <= MOST);
    }
}

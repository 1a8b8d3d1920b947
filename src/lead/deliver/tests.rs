//! The rules one by one; `tests/delivery.rs` has them all at once.

mod again;
mod desk;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::super::config::Provider;
use super::super::delivery::Delivery::{Confirmed, Queued, Rejected, Sending, Unconfirmed};
use super::super::outbox::{KEPT, SAME, STALE};
use super::super::response::Rejection;
use super::*;
use again::pressed_again;
use desk::{Desk, desk};

const START: u64 = 1_700_000_000_000;
const HOUR: u64 = 3_600_000;

/// Runs until it is done or waits; what waits is dropped, as when a page is closed.
fn go<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

fn parcel(id: &str) -> Parcel {
    Parcel {
        id: id.into(),
        sameness: ["same as ", id].concat(),
        provider: Provider::Webhook,
        url: "https://crm.example/x".into(),
        body: id.into(),
        message: id.into(),
        blank: Default::default(),
    }
}

fn status(code: u16, retry_after: Option<&str>, body: &str) -> Response {
    let retry_after = retry_after.map(str::to_string);
    Response::Status { code, retry_after, body: body.to_string() }
}

fn ok() -> Response {
    status(200, None, "")
}

impl Courier<Desk> {
    fn press(&self, id: &str) -> Submitted {
        let submitted = go(self.submit(parcel(id), 0)).unwrap();
        go(self.run());
        submitted
    }

    fn told(&self) -> Vec<Delivery> {
        self.world.told.take().into_iter().map(|(_, delivery)| delivery).collect()
    }

    fn times(&self) -> Vec<u64> {
        self.world.sent.borrow().iter().map(|(time, _)| *time).collect()
    }

    /// The same browser with a page that is opened now.
    fn reload(self, answers: &[Response]) -> Self {
        let next = desk(answers);
        next.world.now.set(self.world.now.get());
        next.world.storage.replace(self.world.storage.take());
        next
    }

    fn bodies(&self) -> Vec<String> {
        self.world.sent.borrow().iter().map(|(_, body)| body.clone()).collect()
    }

    fn entries(&self) -> usize {
        self.world.storage.borrow().as_ref().map_or(0, |text| text.matches("\ni=").count())
    }
}

fn queued(why: Why, kept: bool) -> Delivery {
    Queued { why, kept }
}

#[test]
fn a_lead_is_sent_and_nothing_of_it_is_left() {
    let courier = desk(&[ok()]);
    assert_eq!(courier.press("jane@example.com"), Submitted::Taken { kept: true });
    assert_eq!(courier.told(), [Sending, Confirmed]);
    let left = courier.world.storage.take().unwrap();
    assert!(courier.held().is_empty() && !left.contains("jane%40example.com&u"));
}

#[test]
fn a_lead_that_must_wait_is_in_the_storage_meanwhile() {
    let courier = desk(&[ok()]);
    assert_eq!(go(courier.submit(parcel("a"), 3000)), Some(Submitted::Taken { kept: true }));
    go(courier.run());
    assert_eq!((courier.times(), courier.entries()), (vec![], 1));
    courier.world.sleeps.set(1);
    go(courier.run());
    assert_eq!((courier.times(), courier.told()), (vec![3000], vec![Sending, Confirmed]));
}

#[test]
fn without_a_readable_answer_it_is_never_sent_again() {
    for answer in [Response::Opaque, Response::Failed, status(302, None, "")] {
        let courier = desk(&[answer]);
        courier.press("a");
        assert_eq!(courier.told(), [Sending, Unconfirmed]);
        assert_eq!(courier.entries(), 0);
    }
}

#[test]
fn pauses_grow_and_are_at_least_what_the_server_asks_for() {
    let busy = status(503, None, "");
    let courier =
        desk(&[busy.clone(), status(429, Some("120"), ""), busy.clone(), busy.clone(), ok()]);
    courier.world.sleeps.set(4);
    courier.press("a");
    assert_eq!(courier.times(), [0, 2100, 122_200, 182_300, 482_400]);
    let told = courier.told();
    assert_eq!(told[..2], [Sending, queued(Why::Busy, true)]);
    assert_eq!(told.last(), Some(&Confirmed));
}

#[test]
fn after_five_requests_it_rests_for_an_hour_or_until_a_page_opens() {
    let busy = || status(500, None, "");
    let courier = desk(&[busy(), busy(), busy(), busy(), busy(), ok()]);
    courier.world.sleeps.set(100);
    courier.press("a");
    let times = courier.times();
    assert_eq!(times.len(), 6);
    assert!(times[5] - times[4] >= HOUR);

    let courier = desk(&[busy(), busy(), busy(), busy(), busy()]);
    courier.world.sleeps.set(4);
    courier.press("a");
    let courier = courier.reload(&[ok()]);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, Confirmed]);
}

#[test]
fn what_cannot_be_reached_is_not_sent() {
    let courier = desk(&[ok()]);
    courier.world.up.set(false);
    courier.world.sleeps.set(9);
    courier.press("a");
    let mut told = courier.told();
    // The first request finds out by itself; from then on nothing goes out before a probe.
    assert_eq!((courier.times(), told.remove(0)), (vec![], Sending));
    assert_eq!(told, vec![queued(Why::Unreachable, true); 10]);
    courier.world.online.set(false);
    courier.world.now.set(START + HOUR);
    go(courier.run());
    assert_eq!(courier.told(), [queued(Why::Offline, true)]);
    courier.world.up.set(true);
    courier.world.online.set(true);
    courier.world.sleeps.set(1);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, Confirmed]);
}

#[test]
fn a_page_closed_in_flight_leaves_a_lead_that_is_not_sent_again() {
    let courier = desk(&[]);
    courier.world.crash.set(true);
    courier.press("a");
    assert_eq!((courier.told(), courier.entries()), (vec![Sending], 1));
    let courier = courier.reload(&[ok()]);
    courier.world.sleeps.set(1);
    go(courier.run());
    assert_eq!(courier.told(), [Unconfirmed]);
    assert_eq!((courier.times(), courier.entries()), (vec![], 0));
    assert!(courier.world.now.get() >= START + STALE);
}

#[test]
fn a_refused_storage_promises_no_later_visit() {
    let courier = desk(&[status(503, None, ""), ok()]);
    courier.world.refusing.set(true);
    assert_eq!(courier.press("a"), Submitted::Taken { kept: false });
    assert_eq!(courier.told(), [Sending, queued(Why::Busy, false)]);
    assert_eq!(courier.held(), ["a"]);
    courier.world.refusing.set(false);
    courier.world.sleeps.set(1);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, Confirmed]);
    assert!(courier.held().is_empty());
}

#[test]
fn the_sixth_stays_in_memory_and_none_is_pushed_out() {
    let courier = desk(&[]);
    courier.world.up.set(false);
    for id in ["a", "b", "c", "d", "e"] {
        assert_eq!(courier.press(id), Submitted::Taken { kept: true });
    }
    assert_eq!(courier.press("f"), Submitted::Taken { kept: false });
    assert_eq!((courier.entries(), courier.held()), (5, vec!["f".to_string()]));
    courier.world.up.set(true);
    courier.world.answers.replace(vec![ok(); 6]);
    courier.world.sleeps.set(2);
    go(courier.run());
    assert_eq!((courier.entries(), courier.held().len(), courier.times().len()), (0, 0, 6));
}

#[test]
fn the_same_is_not_sent_twice_within_ten_minutes() {
    let courier = desk(&[ok(), ok()]);
    courier.press("a");
    assert_eq!(courier.press("a"), Submitted::Again { delivery: Confirmed, id: None });
    let courier = courier.reload(&[ok()]);
    assert_eq!(courier.press("a"), Submitted::Again { delivery: Confirmed, id: None });
    courier.world.now.set(courier.world.now.get() + SAME);
    assert_eq!(courier.press("a"), Submitted::Taken { kept: true });
    assert_eq!(courier.told(), [Sending, Confirmed]);
}

#[test]
fn what_waits_gives_way_to_the_same_with_better_settings() {
    let courier = desk(&[status(404, None, ""), ok()]);
    courier.press("a");
    let told = courier.told();
    assert!(matches!(&told[1], Rejected { rejection: Rejection::Setup(_), kept: true }));
    assert_eq!(go(courier.submit(pressed_again(), 0)), Some(Submitted::Taken { kept: true }));
    go(courier.run());
    // Both who pressed hear of it.
    assert_eq!(courier.told(), [Sending, Confirmed, Confirmed]);
    assert_eq!((courier.bodies(), courier.entries()), (vec!["a".into(), "new a".to_string()], 0));
}

#[test]
fn a_fault_of_the_set_up_is_tried_once_a_round() {
    let no = || status(404, None, "");
    let courier = desk(&[no(), no(), no()]);
    courier.world.sleeps.set(25);
    courier.press("a");
    let times = courier.times();
    assert!(times.len() == 3 && times[1] >= HOUR && times[2] >= 2 * HOUR, "{times:?}");
}

#[test]
fn a_refused_address_is_the_visitors_to_correct() {
    let courier = desk(&[status(400, None, r#"{"errors":[{"code":"TYPE_EMAIL"}]}"#), ok()]);
    courier.press("a");
    assert!(courier.told()[1].field().is_some());
    assert_eq!((courier.entries(), courier.press("a")), (0, Submitted::Taken { kept: true }));
}

#[test]
fn seven_days_count_from_visit_to_visit_and_not_under_a_jumping_clock() {
    let courier = desk(&[]);
    courier.world.up.set(false);
    courier.press("a");
    courier.world.now.set(START + 365 * 24 * HOUR);
    go(courier.run());
    assert_eq!(courier.entries(), 1);
    let courier = courier.reload(&[ok()]);
    go(courier.run());
    assert_eq!((courier.entries(), courier.times().len(), courier.told()), (0, 0, vec![]));

    let courier = desk(&[]);
    courier.world.up.set(false);
    courier.press("a");
    courier.world.now.set(START + KEPT - 1);
    let courier = courier.reload(&[ok()]);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, Confirmed]);
}

#[test]
fn a_clock_put_back_makes_nobody_wait() {
    let courier = desk(&[status(429, Some("3000"), ""), ok()]);
    courier.press("a");
    courier.world.now.set(START - 100 * HOUR);
    go(courier.run());
    assert_eq!(courier.told().last(), Some(&Confirmed));
}

#[test]
fn what_arrived_is_not_sent_again_when_the_storage_comes_back() {
    let courier = desk(&[ok(), ok()]);
    courier.world.up.set(false);
    courier.press("a");
    courier.world.up.set(true);
    courier.world.refusing.set(true);
    let again = Parcel { id: "b".into(), body: "b".into(), ..parcel("a") };
    assert_eq!(go(courier.submit(again, 0)), Some(Submitted::Taken { kept: false }));
    go(courier.run());
    courier.world.refusing.set(false);
    courier.world.now.set(courier.world.now.get() + HOUR);
    go(courier.run());
    assert_eq!((courier.times().len(), courier.entries()), (1, 0));
}

//! What is sent or offered more than once, and under which number.

use super::*;

/// The same as "a", under another number.
pub(super) fn pressed_again() -> Parcel {
    Parcel { id: "b".into(), body: "new b".into(), message: "b".into(), ..parcel("a") }
}

#[test]
fn every_request_for_a_lead_has_the_number_of_the_first_press() {
    // Recorded, and answered by a fault; pressed again after a reload, and once more.
    let courier = desk(&[status(503, None, "")]);
    courier.press("a");
    let courier = courier.reload(&[status(503, None, "")]);
    go(courier.submit(pressed_again(), 0));
    courier.world.now.set(courier.world.now.get() + HOUR);
    go(courier.run());
    let third =
        Parcel { id: "c".into(), body: "newer c".into(), message: "c".into(), ..parcel("a") };
    go(courier.submit(third, 0));
    courier.world.answers.replace(vec![ok()]);
    courier.world.now.set(courier.world.now.get() + HOUR);
    go(courier.run());
    assert_eq!(courier.bodies(), ["new a", "newer a"]);
}

#[test]
fn who_is_gone_before_an_answer_is_asked_again_with_the_same_number() {
    let courier = desk(&[ok()]);
    courier.world.cut.set(true);
    courier.press("a");
    assert_eq!(courier.told(), [Sending, queued(Why::Unreachable, true)]);
    courier.world.cut.set(false);
    courier.world.up.set(true);
    courier.world.sleeps.set(1);
    go(courier.run());
    assert_eq!((courier.told(), courier.bodies()), (vec![Sending, Confirmed], vec!["a".into(); 2]));
}

#[test]
fn a_lead_for_the_page_waits_for_a_listener_on_any_of_its_pages() {
    let seller = "0123456789abcdef";
    let waiting = Parcel { provider: Provider::Host, url: seller.into(), ..parcel("a") };
    let courier = desk(&[]);
    assert_eq!(go(courier.submit(waiting, 0)), Some(Submitted::Taken { kept: true }));
    courier.world.online.set(false);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, queued(Why::Unheard, true)]);
    let courier = courier.reload(&[]);
    courier.world.listener.set(true);
    go(courier.run());
    assert_eq!(courier.told(), [Sending, Confirmed]);
    let offered = courier.world.offered.take();
    assert_eq!((offered, courier.entries()), (vec![[seller, " a"].concat()], 0));
}

#[test]
fn another_call_does_not_end_a_run() {
    let courier = desk(&[]);
    courier.world.up.set(false);
    go(courier.submit(parcel("a"), 0));
    let mut first = std::pin::pin!(courier.run());
    let mut context = Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(&mut context).is_pending());
    for _ in 0..3 {
        assert_eq!(go(courier.run()), Some(()), "it only wakes the first");
    }
    assert!(courier.tab.borrow().running);
}

#[test]
fn what_was_forgotten_does_not_come_back_with_its_answer() {
    let courier = desk(&[status(503, None, ""), ok()]);
    courier.press("a");
    assert_eq!(courier.entries(), 1);
    courier.forget();
    assert_eq!((courier.world.storage.borrow().clone(), courier.held().len()), (None, 0));
    courier.world.sleeps.set(9);
    go(courier.run());
    assert_eq!((courier.times().len(), courier.entries()), (1, 0));
}

//! Lists that one calculator on a page has read and another one may use. They are of this program
//! alone: no script of the page sees them.

use std::cell::RefCell;

use yew::Callback;

use super::Deals;
use crate::calc::separate::SeparateBy;

/// A list that another calculator has read.
#[derive(Clone)]
pub struct Shared {
    /// Its name.
    pub name: String,
    /// Its deals.
    pub deals: Deals,
    /// The field by whose values their closing curves are to be separate.
    pub separate: Option<SeparateBy>,
}

#[derive(Default)]
struct Board {
    list: Option<(usize, Shared)>,
    ears: Vec<(usize, Callback<()>)>,
    count: usize,
}

thread_local! {
    static BOARD: RefCell<Board> = RefCell::default();
}

/// Whoever has lists to share. What it shares is withdrawn with it.
pub struct Publisher(usize);

/// Whoever hears of other lists, as long as it is kept.
pub struct Subscription(usize);

impl Publisher {
    /// Nothing is shared yet.
    pub fn new() -> Self {
        Self(next())
    }

    /// Shares a list, or withdraws the own one.
    pub fn publish(&self, list: Option<Shared>) {
        let changed = BOARD.with_borrow_mut(|board| {
            let own = board.list.as_ref().is_some_and(|(owner, _)| *owner == self.0);
            if list.is_some() || own {
                board.list = list.map(|list| (self.0, list));
            }
            own || board.list.is_some()
        });
        if changed {
            tell();
        }
    }

    /// Has the closing curves of the own list separate, or no longer.
    pub fn separate(&self, by: Option<SeparateBy>) {
        let changed = BOARD.with_borrow_mut(|board| match &mut board.list {
            Some((owner, list)) if *owner == self.0 && list.separate != by => {
                list.separate = by;
                true
            }
            _ => false,
        });
        if changed {
            tell();
        }
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        self.publish(None);
    }
}

impl Subscription {
    /// Tells `ear` whenever there is another list, or none any more.
    pub fn new(ear: Callback<()>) -> Self {
        let id = next();
        BOARD.with_borrow_mut(|board| board.ears.push((id, ear)));
        Self(id)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        BOARD.with_borrow_mut(|board| board.ears.retain(|(id, _)| *id != self.0));
    }
}

/// The list that is shared now.
pub fn shared() -> Option<Shared> {
    BOARD.with_borrow(|board| board.list.as_ref().map(|(_, list)| list.clone()))
}

fn next() -> usize {
    BOARD.with_borrow_mut(|board| {
        board.count += 1;
        board.count
    })
}

/// Whoever hears may ask for the list.
fn tell() {
    let ears: Vec<Callback<()>> =
        BOARD.with_borrow(|board| board.ears.iter().map(|(_, ear)| ear.clone()).collect());
    for ear in ears {
        ear.emit(());
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_list_is_there_as_long_as_its_owner() {
        let heard = Rc::new(RefCell::new(0));
        let ear = Rc::clone(&heard);
        let subscription = Subscription::new(Callback::from(move |()| *ear.borrow_mut() += 1));
        let (one, two) = (Publisher::new(), Publisher::new());
        let list = |name: &str| {
            Some(Shared { name: name.into(), deals: Deals::default(), separate: None })
        };
        one.publish(list("one"));
        two.publish(list("two"));
        one.publish(None);
        assert_eq!(shared().map(|list| list.name), Some("two".into()));
        let told = *heard.borrow();
        for (owner, by) in
            [(&one, SeparateBy::Owner), (&two, SeparateBy::Source), (&two, SeparateBy::Source)]
        {
            owner.separate(Some(by));
        }
        assert_eq!(*heard.borrow(), told + 1, "only of another choice for the own list");
        assert_eq!(shared().and_then(|list| list.separate), Some(SeparateBy::Source));
        drop(two);
        assert!(shared().is_none());
        let told = *heard.borrow();
        drop(subscription);
        one.publish(list("one"));
        assert_eq!(*heard.borrow(), told);
    }
}

//! What happened to a calculator before it is drawn for the first time.

use std::fmt;
use std::rc::Rc;

/// Messages that a calculator follows, in order, before it is drawn for the first time: the state
/// that they lead to is what is seen at first. By default there are none.
pub struct Steps<M>(Rc<[M]>);

impl<M> Steps<M> {
    /// These messages, the first of them first.
    pub fn new(messages: impl IntoIterator<Item = M>) -> Self {
        Self(messages.into_iter().collect())
    }
}

impl<M: Clone> Steps<M> {
    /// Hands over each message in turn.
    pub(super) fn replay(&self, mut receive: impl FnMut(M)) {
        for message in &*self.0 {
            receive(message.clone());
        }
    }
}

impl<M> Default for Steps<M> {
    fn default() -> Self {
        Self::new([])
    }
}

impl<M> Clone for Steps<M> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<M> PartialEq for Steps<M> {
    /// They matter once, at the start: the same messages in another place are others.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || (self.0.is_empty() && other.0.is_empty())
    }
}

impl<M> fmt::Debug for Steps<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Steps").field(&self.0.len()).finish()
    }
}

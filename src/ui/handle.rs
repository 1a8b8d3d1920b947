//! The way from what stands around a component to the component itself.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use yew::Component;
use yew::html::Scope;

type Place<C> = Rc<RefCell<Option<Scope<C>>>>;

/// Given to a component, which puts itself in. By default it leads nowhere.
pub struct Handle<C: Component>(Option<Place<C>>);

impl<C: Component> Handle<C> {
    /// A handle for one component.
    pub fn new() -> Self {
        Self(Some(Rc::default()))
    }

    /// The component puts itself in.
    pub fn fill(&self, scope: &Scope<C>) {
        if let Some(place) = &self.0 {
            *place.borrow_mut() = Some(scope.clone());
        }
    }

    /// The component, once it is there.
    pub fn get(&self) -> Option<Scope<C>> {
        self.0.as_ref()?.borrow().clone()
    }

    /// Sends it a message.
    pub fn send(&self, message: C::Message) {
        if let Some(scope) = self.get() {
            scope.send_message(message);
        }
    }

    /// Something that it knows.
    pub fn ask<T>(&self, question: impl FnOnce(&C) -> T) -> Option<T> {
        let scope = self.get()?;
        let component = scope.get_component()?;
        Some(question(&component))
    }
}

impl<C: Component> Default for Handle<C> {
    fn default() -> Self {
        Self(None)
    }
}

impl<C: Component> Clone for Handle<C> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<C: Component> PartialEq for Handle<C> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl<C: Component> fmt::Debug for Handle<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

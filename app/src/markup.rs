//! Elements, made piece by piece.
//!
//! Each piece is one call of a function that stands once in the WebAssembly. A macro would write out
//! the whole element at each of the hundreds of places.

use std::rc::Rc;

use yew::html::{oncancel, onchange, onclick, onfocusout, oninput, onkeydown, onsubmit};
use yew::prelude::*;
use yew::virtual_dom::{Key, Listener, VTag, VText};

/// An element under way, or, without a tag, several parts beside each other.
#[derive(Debug)]
pub struct El(Box<Made>);

#[derive(Debug)]
struct Made {
    tag: VTag,
    class: String,
}

/// An element; an empty `class` is none.
#[must_use]
pub fn el(tag: &'static str, class: &str) -> El {
    El(Box::new(Made { tag: VTag::new(tag), class: class.to_owned() }))
}

/// Several parts beside each other, or none.
#[must_use]
pub fn all() -> El {
    el("", "")
}

/// An element with words.
#[must_use]
pub fn text(tag: &'static str, class: &str, words: &str) -> El {
    el(tag, class).say(words)
}

/// A paragraph.
#[must_use]
pub fn p(words: &str) -> El {
    text("p", "", words)
}

/// A list with an element for each item.
pub fn each<T>(list: El, items: &[T], draw: impl Fn(usize, &T) -> El) -> El {
    let mut list = list;
    for (at, item) in items.iter().enumerate() {
        list = list.with(draw(at, item));
    }
    list
}

fn own(words: &str) -> AttrValue {
    AttrValue::Rc(Rc::from(words))
}

impl El {
    /// One more class, unless it is empty.
    pub fn class(mut self, more: &str) -> Self {
        if !more.is_empty() {
            self.0.class.push(' ');
            self.0.class.push_str(more);
        }
        self
    }

    /// An attribute.
    pub fn put(mut self, name: &'static str, value: &str) -> Self {
        self.0.tag.add_attribute(name, own(value));
        self
    }

    /// An attribute, where it has a value.
    pub fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// An attribute that says yes by being there.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.put(name, "") } else { self }
    }

    /// What is set on the element itself, and so follows what a person did with it.
    pub fn set(mut self, name: &'static str, on: bool) -> Self {
        self.0.tag.add_property(name, wasm_bindgen::JsValue::from_bool(on));
        self
    }

    /// A line of words inside.
    pub fn say(self, words: &str) -> Self {
        self.html(VText::new(own(words)).into())
    }

    /// A part inside.
    pub fn with(self, part: El) -> Self {
        self.html(part.into())
    }

    /// A part inside, where there is one. Its place stays, so that its neighbours keep theirs.
    pub fn some(self, part: Option<El>) -> Self {
        self.html(part.map(Html::from).unwrap_or_default())
    }

    /// A finished part inside.
    pub fn html(mut self, part: Html) -> Self {
        self.0.tag.add_child(part);
        self
    }

    /// What tells it from its neighbours.
    pub fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// Its number tells it from its neighbours.
    pub fn number(self, at: usize) -> Self {
        self.key(&at.to_string())
    }

    /// Where the element itself is found once it is shown.
    pub fn node(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// What stands in a field.
    pub fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(own(value));
        self
    }

    /// Whether a box is ticked.
    pub fn checked(mut self, on: bool) -> Self {
        self.0.tag.set_checked(on);
        self
    }

    fn on(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.tag.add_listener(listener);
        self
    }

    /// Tells of a press.
    pub fn press(self, tell: &Callback<()>) -> Self {
        let tell = tell.clone();
        self.click(Callback::from(move |_| tell.emit(())))
    }

    /// Tells of a press, with what is known about it.
    pub fn click(self, tell: Callback<MouseEvent>) -> Self {
        self.on(Rc::new(onclick::Wrapper::new(tell)))
    }

    /// Tells of another choice.
    pub fn change(self, tell: Callback<Event>) -> Self {
        self.on(Rc::new(onchange::Wrapper::new(tell)))
    }

    /// Tells of each letter.
    pub fn input(self, tell: Callback<InputEvent>) -> Self {
        self.on(Rc::new(oninput::Wrapper::new(tell)))
    }

    /// Tells that the focus goes from something inside.
    pub fn leave(self, tell: Callback<FocusEvent>) -> Self {
        self.on(Rc::new(onfocusout::Wrapper::new(tell)))
    }

    /// Tells of each key.
    pub fn keys(self, tell: Callback<KeyboardEvent>) -> Self {
        self.on(Rc::new(onkeydown::Wrapper::new(tell)))
    }

    /// Tells that a form is given.
    pub fn submit(self, tell: Callback<SubmitEvent>) -> Self {
        self.on(Rc::new(onsubmit::Wrapper::new(tell)))
    }

    /// Tells that a dialog is to go.
    pub fn cancel(self, tell: Callback<Event>) -> Self {
        self.on(Rc::new(oncancel::Wrapper::new(tell)))
    }

    /// Whether nothing is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.0.tag.children(), Some(Html::VList(list)) if list.is_empty())
    }

    /// As yew wants it.
    pub fn done(self) -> Html {
        let mut made = *self.0;
        if made.tag.tag().is_empty() {
            return made.tag.into_children().unwrap_or_default();
        }
        if !made.class.is_empty() {
            made.tag.add_attribute("class", made.class);
        }
        made.tag.into()
    }
}

impl From<El> for Html {
    fn from(el: El) -> Self {
        el.done()
    }
}

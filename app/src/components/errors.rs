//! The list of what needs putting right, above a form.

use std::rc::Rc;

use lapwing_core::words::parts;
use yew::prelude::*;

/// Where the shell moves the focus when a form could not go on.
pub const ERRORS: &str = "error-summary";

/// Of `ErrorSummary`.
#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    /// The id of the field, and what needs putting right there.
    pub errors: Rc<[(AttrValue, AttrValue)]>,
}

/// Nothing where there are no errors.
#[function_component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    if props.errors.is_empty() {
        return Html::default();
    }
    html! {
        <div class="errors" id={ERRORS} tabindex="-1" role="alert">
            <h2>{ parts::PUT_RIGHT }</h2>
            <ul role="list">{ for props.errors.iter().map(|(id, words)| line(id, words)) }</ul>
        </div>
    }
}

/// The link moves the focus itself: a fragment in the address would be a new place in the history.
fn line(id: &AttrValue, words: &AttrValue) -> Html {
    let target = id.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        super::dialog::focus(&target);
    });
    html! { <li key={id.to_string()}><a href={format!("#{id}")} {onclick}>{ words.clone() }</a></li> }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let errors: Rc<[(AttrValue, AttrValue)]> =
        Rc::from([("code".into(), "Enter the code that you were given.".into())]);
    vec![
        ("errors_one", html! { <ErrorSummary {errors} /> }),
        ("errors_none", html! { <ErrorSummary errors={Rc::from([])} /> }),
    ]
}

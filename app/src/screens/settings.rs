//! Settings: colours, this device, what the app is, signing out.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::session::{self, Device, PersonView};
use lapwing_core::words::settings as words;
use yew::prelude::*;

use crate::components::button::Button;
use crate::components::card::Card;
use crate::components::choices::{Choice, Choices};
use crate::components::heading::PageHeading;
use crate::icons::Icon;
use crate::theme::{self, Theme};

/// The screen; `persisted` is the browser's promise to keep what is stored.
pub fn screen(persisted: Option<bool>, person: Option<&PersonView>, send: &Callback<Event>) -> Html {
    let device = person.map_or(Device::Unknown, |p| p.device);
    let sign_out = send.reform(|()| Event::Session(session::Event::SignOutAsked));
    html! {
        <div class="page">
            <PageHeading title={words::SETTINGS} />
            <Look />
            <Card heading={words::DEVICE}>
                { kept(device, persisted) }
                if let Some(person) = person {
                    <p class="quiet-text">{ words::signed_in_as(&person.name) }</p>
                    <div class="stack-tight">
                        <div class="buttons"><Button icon={Icon::Leave} on_press={sign_out}>{ words::SIGN_OUT }</Button></div>
                        <p class="quiet-text small-text">{ words::SIGN_OUT_HINT }</p>
                    </div>
                }
            </Card>
            <Card heading={words::ABOUT}><p>{ words::ABOUT_TEXT }</p></Card>
        </div>
    }
}

/// What is true about this device.
fn kept(device: Device, persisted: Option<bool>) -> Html {
    if device != Device::Own {
        return html! { <p>{ words::DEVICE_NOT_MINE }</p> };
    }
    let promise = persisted.map(|promised| if promised { words::PERSISTED } else { words::NOT_PERSISTED });
    html! {
        <>
            <p>{ words::DEVICE_OWN }</p>
            if let Some(promise) = promise { <p>{ promise }</p> }
        </>
    }
}

/// The colours act at once.
#[function_component]
fn Look() -> Html {
    let chosen = use_state(Theme::default);
    {
        let chosen = chosen.clone();
        use_effect_with((), move |()| chosen.set(theme::kept()));
    }
    let choice = |theme: Theme| {
        let words = match theme {
            Theme::Device => words::LOOK_DEVICE,
            Theme::Light => words::LOOK_LIGHT,
            Theme::Dark => words::LOOK_DARK,
        };
        Choice::new(theme.code(), words)
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |code: AttrValue| {
            let theme = Theme::of(&code);
            theme::choose(theme);
            chosen.set(theme);
        })
    };
    html! {
        <Choices name="theme" legend={words::LOOK} choices={Theme::ALL.map(choice).into_iter().collect::<Rc<[Choice]>>()}
            chosen={AttrValue::from(chosen.code())} {on_choose} />
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let person = |device| PersonView {
        name: "Asha Rahman".into(),
        first_name: "Asha".into(),
        acting_for: None,
        has_record: true,
        caring_for: vec![],
        live: true,
        device,
        leaving: None,
    };
    let of = |persisted, device| screen(persisted, Some(&person(device)), &send);
    vec![
        ("settings_own", of(Some(true), Device::Own)),
        ("settings_own_no_promise", of(Some(false), Device::Own)),
        ("settings_not_mine", of(None, Device::NotMine)),
    ]
}

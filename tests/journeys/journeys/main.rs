//! Journeys through the core and a real gateway.
#![cfg(test)]

mod apart;
mod ask;
mod campaign;
mod care_plan;
mod carers;
mod caring;
mod check_in;
mod crisis;
mod feedback;
mod files;
mod informants;
mod layers;
mod lease;
mod links;
mod links_of_others;
mod locked;
mod long;
mod noticed;
mod offline;
mod one_by_one;
mod over_time;
mod own_part;
mod parts;
mod ready;
mod record;
mod safety_plan;
mod session;
mod sharing;
mod steps;
mod takeaway;
mod taken_back;

use lapwing_core::event::Event;
use lapwing_core::form::shown::{AskedView, Body};
use lapwing_core::form::{self, FormView, Given, StepView};
use lapwing_core::route::Route;
use lapwing_core::session as area;
use lapwing_core::vault;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

/// A phone on which a demo person is signed in.
async fn signed_in<'a>(trust: &'a Trust, person: &str, own_device: bool) -> Phone<'a> {
    let mut phone = Phone::open(trust, Route::Today).await;
    assert!(matches!(phone.screen(), Screen::SignIn(_)));
    phone.happen(Event::Session(area::Event::Chosen(person.into()))).await;
    assert!(matches!(phone.screen(), Screen::Device(_)), "{:?}", phone.screen());
    phone.happen(Event::Session(area::Event::DeviceTold(own_device))).await;
    if own_device {
        assert!(matches!(phone.screen(), Screen::Protect(_)), "{:?}", phone.screen());
        phone.happen(Event::Vault(vault::Event::Began(vault::Doing::Nothing))).await;
    }
    phone
}

/// The same, with a passphrase.
async fn protected<'a>(trust: &'a Trust, person: &str, passphrase: &str) -> Phone<'a> {
    let mut phone = signed_in(trust, person, true).await;
    phone.happen(Event::Vault(vault::Event::Began(vault::Doing::Choosing))).await;
    phone.happen(Event::Vault(vault::Event::Chosen(secret(""), secret(passphrase)))).await;
    assert!(matches!(phone.screen(), Screen::Today(_)), "{:?}", phone.screen());
    phone
}

fn secret(text: &str) -> vault::Secret {
    vault::Secret(text.into())
}

/// The question of a step, with its words.
fn asked(view: &FormView) -> (String, AskedView) {
    let question = view.rows.iter().find_map(|row| match &row.body {
        Body::Question(asked) => Some((row.text.text().to_string(), (**asked).clone())),
        _ => None,
    });
    question.unwrap_or_else(|| panic!("a question in {view:?}"))
}

/// Chooses the nth answer to the question of a step.
fn choose(view: &FormView, place: usize) -> form::Event {
    let question = view.rows.iter().find(|row| matches!(row.body, Body::Question(_)));
    form::Event::Gave(question.expect("a question").key.clone(), Given::Chosen(place, true))
}

/// Opens the first check-in of the list; its key.
async fn begin(phone: &mut Phone<'_>) -> String {
    phone.go(Route::CheckIns).await;
    let Screen::CheckIns(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let key = view.rows.expect("the list")[0].key.clone();
    phone.go(Route::Answer(key.clone())).await;
    key
}

/// Answers every question with its first choice, as far as the review.
async fn fill(phone: &mut Phone<'_>) {
    loop {
        let Screen::Answer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        let StepView::Form(form) = view.step else { break };
        phone.happen(Event::Form(choose(&form, 0))).await;
        phone.happen(Event::Form(form::Event::Continued)).await;
    }
}

/// Answers every question, and sends.
async fn answer(phone: &mut Phone<'_>) {
    fill(phone).await;
    phone.happen(Event::Form(form::Event::Sent)).await;
}

/// The answers of Asha.
const RESPONSES: &str = "/fhir/QuestionnaireResponse?patient=Patient/asha";

/// How many a search finds.
async fn count(phone: &mut Phone<'_>, path: &str) -> u64 {
    let answer = phone.ask(&lapwing_core::effect::Request::get(path), None).await.expect("a network");
    answer
        .body
        .as_ref()
        .and_then(|b: &serde_json::Value| b["total"].as_u64())
        .unwrap_or_else(|| panic!("{answer:?}"))
}

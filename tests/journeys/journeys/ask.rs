//! A person asks or tells their team something at an entry.

use lapwing_core::ask::{AskView, Event as Ask, Kind, Step};
use lapwing_core::event::Event;
use lapwing_core::now::short_key;
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use lapwing_server::records::{Answer, Condition, Document, Order, Origin, Write};
use serde_json::{Value, json};

use crate::signed_in;

const ENTRY: &str = "Condition/asha-asthma";

fn at(entry: &str) -> Route {
    Route::Entry(short_key(entry))
}

fn view(phone: &mut Phone<'_>) -> AskView {
    let beside = phone.view().beside.expect("something stands under the entry");
    beside.ask.expect("it can be asked about")
}

async fn written(phone: &mut Phone<'_>, (entry, kind): (&str, Kind), text: &str) {
    phone.happen(Event::Ask(Ask::Begun(entry.into(), kind))).await;
    for end in 1..=text.len() {
        phone.happen(Event::Ask(Ask::Written(text[..end].into()))).await;
    }
}

fn steps(phone: &mut Phone<'_>) -> Vec<(Kind, Step, Option<String>)> {
    view(phone).asked.into_iter().map(|one| (one.kind, one.step, one.text)).collect()
}

#[tokio::test]
async fn a_word_written_offline_is_kept_sent_and_told_at_the_entry() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(at(ENTRY)).await;
    let first = view(&mut phone);
    assert!(first.asked.is_empty() && !first.is_medicine);
    phone.network(false).await;
    written(&mut phone, (ENTRY, Kind::Correction), "That was my sister.").await;
    phone.reopen(at(ENTRY)).await;
    phone.happen(Event::Ask(Ask::Begun(ENTRY.into(), Kind::Correction))).await;
    let writing = view(&mut phone).writing.expect("what was written");
    assert_eq!(
        (writing.text.as_str(), writing.kept),
        ("That was my sister.", true),
        "after the page was closed"
    );
    phone.happen(Event::Ask(Ask::Given)).await;
    let told = |step| vec![(Kind::Correction, step, Some("That was my sister.".to_owned()))];
    assert_eq!(steps(&mut phone), told(Step::Here));
    phone.happen(Event::Ask(Ask::Begun(ENTRY.into(), Kind::Correction))).await;
    assert_eq!(
        view(&mut phone).writing.map(|writing| writing.text),
        Some(String::new()),
        "the draft went with it"
    );
    phone.network(true).await;
    phone.wait(1_000).await;
    phone.go(Route::Record).await;
    phone.wait(700_000).await;
    phone.go(at(ENTRY)).await;
    assert_eq!(steps(&mut phone), told(Step::Sent));
    phone.go(at("Condition/asha-depression")).await;
    assert!(steps(&mut phone).is_empty(), "it stands at its own entry alone");
}

#[tokio::test]
async fn more_of_a_medicine_is_asked_for_without_a_word() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let medicine = "MedicationRequest/asha-salbutamol".to_owned();
    phone.go(at(&medicine)).await;
    let asked = view(&mut phone);
    assert!(asked.is_medicine && asked.repeat.is_some_and(|words| words.contains("5 working days")));
    phone.happen(Event::Ask(Ask::Begun(medicine.clone(), Kind::Repeat))).await;
    phone.happen(Event::Ask(Ask::Given)).await;
    phone.wait(1_000).await;
    assert_eq!(steps(&mut phone), [(Kind::Repeat, Step::Sent, None)]);
}

#[tokio::test]
async fn who_cares_for_somebody_asks_nothing_in_their_name() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "grace", true).await;
    phone.happen(Event::Session(Session::Switched(Subject::For("Patient/sam".into())))).await;
    phone.go(at("CarePlan/sam-plan")).await;
    assert!(phone.view().beside.is_none_or(|beside| beside.ask.is_none()));
    phone.happen(Event::Ask(Ask::Begun("CarePlan/sam-plan".into(), Kind::Comment))).await;
    assert_eq!(phone.model.ask.writing, None);
}

/// Writes as the team's own system would.
pub(crate) fn team_writes(trust: &Trust, resources: &[Value]) {
    let write = |resource: &Value| Write {
        document: Document::from_value(resource).unwrap(),
        condition: Condition::Any,
        origin: Origin::Gateway,
    };
    let writes: Vec<Write> = resources.iter().map(write).collect();
    let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let now = jiff::Timestamp::from_millisecond(trust.time()).unwrap();
    let order = Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
    trust.records().write(&order).unwrap();
}

#[tokio::test]
async fn what_the_team_says_is_read_at_the_entry() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(at(ENTRY)).await;
    written(&mut phone, (ENTRY, Kind::Question), "Why?").await;
    phone.happen(Event::Ask(Ask::Given)).await;
    phone.wait(1_000).await;
    assert_eq!(steps(&mut phone), [(Kind::Question, Step::Sent, Some("Why?".into()))]);
    let known = phone.model.record.held("Patient/asha", Shelf::Tasks).known.expect("the Tasks");
    let mine = |task: &&Value| task["focus"]["reference"] == ENTRY;
    let mut task = known.resources.iter().find(mine).expect("the Task").clone();
    task["status"] = json!("accepted");
    team_writes(&trust, &[task.clone()]);
    phone.wait(700_000).await;
    phone.go(at(ENTRY)).await;
    assert_eq!(view(&mut phone).asked[0].step, Step::Taken);
    task["status"] = json!("completed");
    let reply = json!({
        "resourceType": "Communication", "id": "reply", "status": "completed", "subject": {"reference": "Patient/asha"},
        "sender": {"reference": "PractitionerRole/funmi-adeyemi"}, "recipient": [{"reference": "Patient/asha"}],
        "basedOn": [{"reference": format!("Task/{}", task["id"].as_str().unwrap())}],
        "payload": [{"contentString": "Your inhaler opens the tubes in your lungs."}],
    });
    team_writes(&trust, &[task, reply]);
    phone.wait(700_000).await;
    phone.go(at(ENTRY)).await;
    let asked = view(&mut phone).asked;
    assert_eq!(asked[0].step, Step::Answered);
    assert_eq!(asked[0].answer, ["Your inhaler opens the tubes in your lungs."]);
}

#[tokio::test]
async fn what_it_means_stands_there_but_not_before_the_person_opens_it() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(at(ENTRY)).await;
    let meaning = phone.view().beside.and_then(|beside| beside.meaning).expect("a meaning");
    assert_eq!((meaning.title.as_str(), meaning.reviewed_by), ("Asthma", None));
    phone.go(at("Condition/asha-ptsd")).await;
    let held = matches!(phone.screen(), Screen::Entry(entry) if entry.hold.is_some());
    let meaning = phone.view().beside.and_then(|beside| beside.meaning);
    assert_eq!(meaning.is_none(), held, "what waits is not named beside it");
}

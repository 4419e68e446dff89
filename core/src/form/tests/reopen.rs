use super::*;
use crate::outbox::{Entry, State as Standing, Why};

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

fn library() -> State {
    let library = Instrument::read_all(&serde_json::from_str(INDEX).unwrap());
    State { library: Some(library), ..State::default() }
}

/// PHQ-9, answered with somebody's help, as it waits after `attempts` in this state.
fn waiting(attempts: u32, standing: Standing) -> (Answering, Entry) {
    let (form, instrument) = shipped(PHQ9);
    let mut answering = answering(&form, &[0, 1, 2, 3, 0, 1, 2, 3, 1]);
    answering.draft.helper = Some(Helper { name: "Mo".into(), relation: "my son".into(), instead: true });
    let mut entry = write(&answering, &instrument, ("asha", "Patient/asha"), &now()).entry;
    (entry.ticket.attempts, entry.ticket.state) = (attempts, standing);
    (answering, entry)
}

#[test]
fn every_answer_comes_back_under_new_ids() {
    let (before, entry) = waiting(0, Standing::Waiting);
    let later = Now::new(1_795_338_900_000, 0, [5, 6, 7, 8]);
    let (Key(row), kept) = reopen(&library(), (&entry, Place::Device), &who(), &later).unwrap();
    assert!(row.starts_with("asha/draft/"), "{row}");
    assert!(Draft::holds(&kept));
    let again = Answering::open(before.live.form(), Around::default(), Some(&kept), &later);
    assert_eq!(again.live.kept(), before.live.kept());
    assert_eq!(again.draft.helper, before.draft.helper);
    assert_eq!(again.draft.begun, now().time);
    for (new, old) in [
        (&again.draft.entry, &before.draft.entry),
        (&again.draft.response, &before.draft.response),
        (&again.draft.observation, &before.draft.observation),
    ] {
        assert_ne!(new, old);
    }
}

#[test]
fn only_what_the_gateway_surely_does_not_have_is_taken_back() {
    let table = [
        (0, Standing::Waiting, true),
        (0, Standing::NeedsSignIn, true),
        (1, Standing::NeedsYou(Why::Refused), true),
        (2, Standing::NeedsYou(Why::Refused), false),
        (1, Standing::Waiting, false),
        (1, Standing::NeedsSignIn, false),
        (1, Standing::Sending { since: 0, epoch: 1 }, false),
        (1, Standing::NeedsYou(Why::Conflict), false),
    ];
    for (attempts, standing, expect) in table {
        let (_, entry) = waiting(attempts, standing);
        assert_eq!(
            can_reopen(&library(), (&entry, Place::Device), &who()).is_some(),
            expect,
            "{attempts} {standing:?}"
        );
    }
}

#[test]
fn there_must_be_a_way_back() {
    let (_, entry) = waiting(0, Standing::Waiting);
    let other = Who { patient: Some("Patient/bo".into()), ..who() };
    let nobody = Who { patient: None, ..who() };
    let mut note = entry.clone();
    note.kind = crate::outbox::Kind::Note;
    assert_eq!(can_reopen(&library(), (&entry, Place::Device), &other), None, "about somebody else");
    assert_eq!(can_reopen(&library(), (&entry, Place::Device), &nobody), None);
    assert_eq!(can_reopen(&library(), (&entry, Place::Page), &who()), None, "their drafts are on the device");
    assert_eq!(can_reopen(&library(), (&note, Place::Device), &who()), None);
    assert_eq!(
        can_reopen(&State::default(), (&entry, Place::Device), &who()),
        None,
        "the questionnaire is not known"
    );
}

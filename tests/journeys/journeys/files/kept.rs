//! What is kept of files: opened from the past answers, and gone from the device once nothing needs it.

use super::*;

/// The link of the file in what was answered just now, and its name.
async fn past(phone: &mut Phone<'_>) -> (String, Option<Route>) {
    let key = short_key("https://lapwing.example/Questionnaire/show-my-team");
    phone.go(Route::Past(key.clone())).await;
    let Screen::Past(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    let at = view.taken.iter().find_map(|taken| taken.response.as_deref().map(short_key)).expect("answers");
    phone.go(Route::PastAnswer(key, at)).await;
    let Screen::PastAnswer(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.said.into_iter().find_map(|said| said.files.into_iter().next()).expect("a file")
}

fn letter(phone: &mut Phone<'_>) -> LetterView {
    let Screen::Letter(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view
}

#[tokio::test]
async fn a_file_that_was_sent_opens_from_the_past_answers_and_is_kept_for_reading_offline() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(2);
    send_offline(&mut phone, &file).await;
    assert_eq!(past(&mut phone).await, ("letter.pdf".into(), None), "what waits is nowhere to be opened yet");
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0);
    let (name, route) = past(&mut phone).await;
    let route = route.expect("it opens");
    phone.go(route.clone()).await;
    let view = letter(&mut phone);
    assert_eq!((name.as_str(), view.title.as_str(), view.apart), ("letter.pdf", "letter.pdf", None));
    let shown = view.file.expect("shown");
    assert_eq!(STANDARD.decode(shown.data.as_bytes()).expect("base64"), file);
    // The page is opened again without a network.
    phone.network(false).await;
    phone.reopen(route.clone()).await;
    assert_eq!(letter(&mut phone).file.map(|file| file.size), Some(file.len()));
    // Another device has the answers, and not the file.
    phone.storage.store.borrow_mut().kept.retain(|key, _| !key.0.contains("/file/"));
    phone.reopen(route.clone()).await;
    assert_eq!(letter(&mut phone).apart, Some(Apart::Trouble(Trouble::Offline)));
    phone.network(true).await;
    phone.happen(Event::Record(record::Event::Retried)).await;
    assert_eq!(letter(&mut phone).file.map(|file| file.size), Some(file.len()));
    // Nobody else's.
    let mut other = signed_in(&trust, "sam", true).await;
    other.go(route).await;
    assert_eq!(letter(&mut other).file, None);
}

#[tokio::test]
async fn what_nothing_needs_any_more_of_a_file_goes_at_the_next_start() {
    let trust = Trust::open();
    let file = bytes(3);
    for steps in 1..20 {
        let mut phone = signed_in(&trust, "asha", true).await;
        phone.network(false).await;
        phone.killed_after = Some(steps);
        choose(&mut phone, &file).await;
        phone.reopen(Route::Today).await;
        let kept: Vec<String> = phone.storage.store.borrow().kept.values().map(ToString::to_string).collect();
        let named = kept.iter().any(|row| row.contains("letter.pdf"));
        assert_eq!(phone.storage.parts(), if named { 3 } else { 0 }, "killed after {steps}");
    }
}

#[tokio::test]
async fn what_a_draft_or_what_waits_needs_of_a_file_stays() {
    let trust = Trust::open();
    let file = bytes(3);
    // In a draft, through starts, and while another page keeps it.
    let mut phone = signed_in(&trust, "asha", true).await;
    choose(&mut phone, &file).await;
    let mut tab = phone.tab();
    tab.reopen(Route::Today).await;
    assert_eq!(phone.storage.parts(), 3);
    phone.reopen(Route::Today).await;
    assert_eq!(phone.storage.parts(), 3);
    // A page that is killed at any moment of the sending and of taking it back.
    for steps in 1..16 {
        let trust = Trust::open();
        let mut phone = signed_in(&trust, "asha", true).await;
        choose(&mut phone, &file).await;
        phone.network(false).await;
        phone.killed_after = Some(steps);
        send(&mut phone).await;
        phone.reopen(Route::Today).await;
        assert_eq!(phone.storage.parts(), 3, "killed after {steps}");
        if let Some(row) = rows(&mut phone).await.into_iter().find(|row| row.can_change) {
            phone.killed_after = Some(steps);
            phone.happen(Event::Notice(notice::Event::ChangeAsked(row.id))).await;
            phone.reopen(Route::Today).await;
            assert_eq!(phone.storage.parts(), 3, "taken back, killed after {steps}");
        }
    }
    // Under a passphrase: nothing goes while it is locked; what waits outlives that it is forgotten, what was only begun doesn't.
    for sent in [true, false] {
        let trust = Trust::open();
        let mut phone = protected(&trust, "asha", "kettle moss nine").await;
        choose(&mut phone, &file).await;
        phone.network(false).await;
        if sent {
            send(&mut phone).await;
        }
        phone.reopen(Route::Today).await;
        assert!(matches!(phone.screen(), Screen::Unlock(_)));
        assert_eq!(phone.storage.parts(), 3);
        phone.happen(Event::Vault(vault::Event::Began(vault::Doing::Forgetting))).await;
        phone.happen(Event::Vault(vault::Event::ForgetConfirmed)).await;
        assert_eq!(phone.storage.parts(), 3);
        phone.network(true).await;
        assert!(sent || phone.storage.parts() == 3);
        phone.happen(Event::Session(session::Event::Chosen("asha".into()))).await;
        phone.happen(Event::Session(session::Event::DeviceTold(true))).await;
        phone.happen(Event::Vault(vault::Event::Began(vault::Doing::Nothing))).await;
        phone.reopen(Route::Today).await;
        go_on(&mut phone).await;
        assert_eq!(phone.storage.parts(), 0);
        if sent {
            is_once(&trust, &file);
        }
    }
}

#[tokio::test]
async fn a_draft_that_there_is_no_room_for_takes_no_file_out_of_what_waits() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let file = bytes(3);
    send_offline(&mut phone, &file).await;
    let row = rows(&mut phone).await.into_iter().find(|row| row.can_change).expect("the answers");
    phone.storage.store.borrow_mut().full = 1;
    phone.happen(Event::Notice(notice::Event::ChangeAsked(row.id))).await;
    assert_eq!(phone.waiting(), 2, "both as they were");
    phone.network(true).await;
    go_on(&mut phone).await;
    is_once(&trust, &file);
}

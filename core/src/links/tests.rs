//! Payload, frame and content of links: what is right, what is wrong, what nobody thought of.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::payload::{self, Flaw, Payload};
use super::{Closed, Event, Order, Stage, Viewer, came, jwe, look, read, viewer};
use crate::base64::{decode, encode};
use crate::effect::Effect;
use crate::now::Now;
use crate::route::Route;

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const HERE: &str = "https://lapwing.example";

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1; 4])
}

fn link(of: &Value) -> String {
    ["shlink:/", &encode(of.to_string().as_bytes())].concat()
}

fn said(change: &[(&str, Value)]) -> Value {
    let mut said = json!({"url": "https://shl.example.org/m/x", "key": KEY});
    for (name, value) in change {
        said[*name] = value.clone();
    }
    said
}

/// RFC 4648, section 10, without padding; and the two letters of section 5.
#[test]
fn base64_for_addresses() {
    let table = [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ];
    for (bytes, text) in table {
        assert_eq!(
            (encode(bytes.as_bytes()).as_str(), decode(text)),
            (text, Some(bytes.as_bytes().to_vec()))
        );
    }
    assert_eq!((encode(&[0xfb, 0xff]), decode("-_8=")), ("-_8".to_owned(), Some(vec![0xfb, 0xff])));
    for wrong in ["A", "AAAAA", "A+", "A/", "A ", "AB", "Zh"] {
        assert_eq!(decode(wrong), None, "{wrong}");
    }
}

#[test]
fn a_link_says_what_the_specification_lets_it_say() {
    let check = |change: &[(&str, Value)], expect: &dyn Fn(&Payload) -> bool| {
        let read = payload::read(&link(&said(change)));
        assert!(read.as_ref().is_ok_and(expect), "{change:?}: {read:?}");
    };
    check(&[], &|p| !p.long && !p.passcode && !p.direct && p.exp.is_none() && p.label.is_empty());
    check(&[("flag", json!("LP"))], &|p| p.long && p.passcode);
    check(&[("flag", json!("U"))], &|p| p.direct);
    check(&[("flag", json!("LXZ"))], &|p| p.long && !p.passcode);
    check(&[("v", json!(1)), ("more", json!([1]))], &|p| p.key == KEY);
    check(&[("exp", json!(1_795_338_001))], &|p| p.exp == Some(1_795_338_001));
    check(&[("exp", json!(1_795_338_001.75))], &|p| p.exp == Some(1_795_338_001));
    check(&[("exp", json!("soon"))], &|p| p.exp.is_none());
    check(&[("label", json!("x".repeat(200)))], &|p| p.label.chars().count() == 80);
    check(&[("label", json!("a\u{202e}\nb"))], &|p| !p.label.contains('\n'));
}

#[test]
fn what_is_no_link_is_told_apart() {
    let check = |text: &str, expect: Flaw| assert_eq!(payload::read(text), Err(expect), "{text}");
    for text in ["", "hello", "shlink:/", "shlink:/!!!", "https://x.example/?shlink:/e30", "shlink:/bnVsbA"] {
        check(text, Flaw::NoLink);
    }
    check(&"x".repeat(5_000), Flaw::NoLink);
    let of = |name: &str, value: Value| link(&said(&[(name, value)]));
    check(&of("v", json!(2)), Flaw::Newer);
    check(&of("v", json!("1")), Flaw::Newer);
    check(&of("key", json!("short")), Flaw::NoLink);
    check(&of("key", json!(7)), Flaw::NoLink);
    check(&of("url", json!("")), Flaw::NoLink);
    check(&of("flag", json!("PU")), Flaw::Refused);
    check(&of("url", json!("no-address")), Flaw::Refused);
    check(&of("url", json!("https://shl.example.org/a b")), Flaw::Refused);
    check(&of("url", json!(format!("https://shl.example.org/{}", "x".repeat(600)))), Flaw::Refused);
}

#[test]
fn a_viewer_before_the_link_is_passed_over() {
    let bare = link(&said(&[]));
    for text in [
        bare.clone(),
        format!("https://viewer.example/#{bare}"),
        format!(" https://a.example/b#{bare}\n"),
        format!("#{bare}"),
    ] {
        assert!(payload::read(&text).is_ok(), "{text}");
    }
}

#[test]
fn a_file_of_another_kind_is_none() {
    let (iv, sealed) = ([1_u8; 12], [2_u8; 40]);
    let good = jwe::frame(&jwe::header("application/fhir+json", true), &iv, &sealed);
    let parts = jwe::parts(&good).expect("good");
    assert!(parts.deflated && parts.content == "application/fhir+json");
    let with = |header: &Value| jwe::frame(&encode(header.to_string().as_bytes()), &iv, &sealed);
    let changed = |name: &str, value: Value| {
        let mut header = json!({"alg": "dir", "enc": "A256GCM"});
        header[name] = value;
        with(&header)
    };
    assert!(jwe::parts(&changed("kid", json!("x"))).is_some_and(|parts| !parts.deflated));
    for wrong in [
        changed("alg", json!("RSA-OAEP")),
        changed("enc", json!("A128GCM")),
        changed("zip", json!("GZ")),
        changed("crit", json!(["exp"])),
        with(&json!([])),
        good.replace("..", ".AAAA."),
        [&good, ".AAAA"].concat(),
        jwe::frame(&jwe::header("x", false), &[1; 11], &sealed),
        jwe::frame(&jwe::header("x", false), &iv, &sealed[..12]),
        "a.b.c".into(),
        String::new(),
    ] {
        assert_eq!(jwe::parts(&wrong), None, "{wrong}");
    }
}

#[test]
fn everything_that_came_is_shown_or_counted() {
    let bundle = json!({"resourceType": "Bundle", "type": "document", "timestamp": "2026-11-20T09:30:00Z", "entry": [
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Composition", "title": "Summary", "author": [{"reference": "urn:uuid:2"}],
            "section": [{"title": "Allergies", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Penicillin</p></div>"}}]}},
        {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Practitioner", "name": [{"family": "Grey"}]}},
        {"fullUrl": "urn:uuid:3", "resource": {"resourceType": "Patient", "name": [{"text": "Ann Example"}], "birthDate": "1988-03-14"}},
        {"fullUrl": "urn:uuid:4", "resource": {"resourceType": "MedicationStatement", "status": "active",
            "medicationReference": {"reference": "urn:uuid:5"}, "subject": {"reference": "urn:uuid:3"}}},
        {"fullUrl": "urn:uuid:5", "resource": {"resourceType": "Medication", "code": {"text": "Sertraline"}}},
        {"fullUrl": "urn:uuid:6", "resource": {"resourceType": "SomethingNew", "id": "n"}},
        {"fullUrl": "urn:uuid:7", "resource": {"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": {"resourceType": "Flag", "code": {"text": "Allergy to latex"}}}, {"request": {"url": "x"}}]}},
    ]});
    let files = [
        Ok(bundle.to_string()),
        Ok(json!({"verifiableCredential": ["eyJ"]}).to_string()),
        Ok(json!({"access_token": "secret", "aud": "https://x.example"}).to_string()),
        Ok("<html>".to_owned()),
        Ok("[1]".to_owned()),
        Err(Closed::Key),
    ];
    let found = read(&files, &now());
    assert_eq!((found.count, found.shown()), (7, 7));
    assert_eq!((found.cards, found.doors, found.others, found.closed), (1, 1, 3, 1));
    assert_eq!(found.people, [("Ann Example".to_owned(), Some("14 March 1988".to_owned()))]);
    assert_eq!(found.by.len(), 1);
    let titles: Vec<&str> =
        found.entries.iter().flat_map(|(_, all)| all).map(|view| view.title.as_str()).collect();
    assert!(titles.contains(&"Sertraline") && titles.contains(&"Allergy to latex"), "{titles:?}");
    assert!(!format!("{found:?}").contains("secret"), "a way into another record is not shown");
    let whole = format!("{found:?}");
    assert!(whole.contains("Penicillin"), "the words of a document's parts");
}

fn bring(text: &str) -> Viewer {
    let mut viewer = Viewer::default();
    look(&mut viewer, Event::Brought(text.into(), HERE.into()), &now());
    viewer
}

/// Who opens it is said, and the link is asked for; the request.
fn asked(viewer: &mut Viewer, passcode: &str) -> crate::effect::Request {
    look(viewer, Event::Named("Dr Grey".into()), &now());
    match look(viewer, Event::Wanted(passcode.into()), &now()).as_slice() {
        [Effect::Links(Order::Ask(request))] => request.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn our_own_link_is_asked_for_directly_and_anothers_through_the_gateway() {
    let own = link(&said(&[("url", json!("https://lapwing.example/shl/abc")), ("flag", json!("LP"))]));
    let request = asked(&mut bring(&own), "482913");
    let body = request.body.clone().unwrap();
    assert!(request.anonymous && request.csrf.is_none());
    assert_eq!(
        (request.path.as_str(), &body["passcode"], &body["url"]),
        ("/shl/abc", &json!("482913"), &Value::Null)
    );
    let request = asked(&mut bring(&link(&said(&[("flag", json!("U"))]))), "not asked for");
    let body = request.body.unwrap();
    assert_eq!(
        (request.path.as_str(), &body["url"]),
        ("/link-reader", &json!("https://shl.example.org/m/x"))
    );
    assert_eq!(
        (&body["direct"], &body["passcode"], &body["key"]),
        (&json!(true), &Value::Null, &Value::Null)
    );
    // An address that only looks like ours is another's.
    let like = link(&said(&[("url", json!("https://lapwing.example.evil.org/shl/abc"))]));
    assert_eq!(asked(&mut bring(&like), "").path, "/link-reader");
    assert_eq!(
        bring(&link(&said(&[("url", json!("http://shl.example.org/m/x"))]))).stage,
        Stage::Flawed(Flaw::Refused)
    );
}

#[test]
fn nobody_opens_a_link_without_saying_who_they_are_and_an_old_one_is_not_asked_for() {
    let mut viewer = bring(&link(&said(&[])));
    assert_eq!(look(&mut viewer, Event::Wanted(String::new()), &now()), [Effect::Focus("who".into())]);
    assert_eq!(viewer.stage, Stage::Asks(None));
    assert_eq!(bring(&link(&said(&[("exp", json!(1_795_337_999))]))).stage, Stage::Over);
}

#[test]
fn each_answer_leads_where_it_should() {
    let table = [
        (Some((200, json!({"files": []}))), Stage::Over),
        (Some((200, json!({"no": "files"}))), Stage::NoGateway),
        (Some((401, json!({"remainingAttempts": 3}))), Stage::Asks(Some(3))),
        (Some((401, json!({"remainingAttempts": 0}))), Stage::Over),
        (Some((404, Value::Null)), Stage::Over),
        (Some((422, Value::Null)), Stage::NoGateway),
        (Some((429, Value::Null)), Stage::Busy),
        (Some((502, Value::Null)), Stage::NoGateway),
        (None, Stage::Unheard),
    ];
    for (answer, stage) in table {
        let mut found = bring(&link(&said(&[("flag", json!("P"))])));
        asked(&mut found, "482913");
        came(&mut found, Event::Answered(answer.clone()), &now());
        assert_eq!(viewer(&found).stage, stage, "{answer:?}");
    }
}

#[test]
fn files_that_all_stay_closed_say_why_and_some_are_counted() {
    let opening = || {
        let mut found = bring(&link(&said(&[])));
        asked(&mut found, "");
        let answer = json!({"files": [{"embedded": "a"}, {"contentType": "x"}]});
        let effects = came(&mut found, Event::Answered(Some((200, answer))), &now());
        assert_eq!(effects, [Effect::Links(Order::Open(vec!["a".into(), String::new()], KEY.into()))]);
        found
    };
    let mut found = opening();
    came(&mut found, Event::Opened(vec![Err(Closed::Squeezed), Err(Closed::Squeezed)]), &now());
    assert_eq!(found.stage, Stage::Locked(Closed::Squeezed));
    let mut found = opening();
    came(&mut found, Event::Opened(vec![Ok(r#"{"resourceType": "Flag"}"#.into()), Err(Closed::Key)]), &now());
    let Stage::Shows(content) = &found.stage else { panic!("{:?}", found.stage) };
    assert_eq!((content.count, content.closed), (1, 1));
    // What comes after the person closed it changes nothing.
    let mut closed = opening();
    look(&mut closed, Event::Done, &now());
    assert!(came(&mut closed, Event::Opened(vec![Err(Closed::Key)]), &now()).is_empty());
    assert_eq!(closed, Viewer::default());
}

fn line(step: usize, text: &str, phone: &str) -> crate::plan::Line {
    crate::plan::Line { id: text.into(), step, text: text.into(), phone: phone.into() }
}

/// What stands on the card: kind and words.
fn on(view: &super::CardView) -> Vec<(usize, String)> {
    let lines = view.groups.iter().flat_map(|group| group.lines.iter().map(|line| (group.kind, line)));
    lines.filter(|(_, line)| line.on).map(|(kind, line)| (kind, line.text.clone())).collect()
}

#[test]
fn the_card_holds_what_was_chosen_and_a_line_that_changed_is_chosen_anew() {
    let plan = |coping: &str| crate::plan::Plan {
        lines: vec![line(1, coping, ""), line(3, "Rosa", "07700 900123"), line(0, "I feel numb", "")],
        review: String::new(),
    };
    let lines =
        |coping: &str| super::lines("Ann Example", [Some(&plan(coping)), None, None, None], [&[], &[]]);
    let mut card = super::Card::default();
    super::card_loaded(&mut card, None);
    let kept = [("id".to_owned(), "Label".to_owned(), "shlink:/x".to_owned())];
    let view = super::card(&card, lines("Walk"), &kept);
    assert_eq!(on(&view), [(0, "Ann Example".to_owned())]);
    assert!(view.groups.iter().all(|group| group.lines.iter().all(|line| line.text != "I feel numb")));
    let mut row = Value::Null;
    for group in &view.groups {
        for line in &group.lines {
            row = super::choose(&mut card, Some((line.key.clone(), true)), None);
        }
    }
    row = super::choose(&mut card, None, Some(Some("id".into())))
        .as_array()
        .map_or(row, |all| all.clone().into());
    // As it was kept: read again by another page.
    let mut again = super::Card::default();
    super::card_loaded(&mut again, Some(&row));
    assert_eq!(again, card);
    let view = super::card(&again, lines("Walk"), &kept);
    let all = [(0, "Ann Example"), (1, "Rosa: 07700 900123"), (4, "Walk")]
        .map(|(kind, text)| (kind, text.to_owned()));
    assert_eq!((on(&view), view.link.as_deref()), (all.to_vec(), Some("shlink:/x")));
    assert_eq!(on(&super::card(&again, lines("Swim"), &[])), all[..2], "a line that changed");
    assert_eq!(super::card(&again, lines("Swim"), &[]).link, None, "a link that is over");
    super::choose(&mut again, Some(("name".into(), false)), Some(None));
    assert_eq!(on(&super::card(&again, lines("Swim"), &kept)), all[1..2]);
}

proptest! {
    #[test]
    fn a_payload_reads_back(
        host in "[a-z]{1,12}(\\.[a-z]{2,5}){1,3}",
        path in "[A-Za-z0-9_-]{43}",
        key in proptest::array::uniform32(0_u8..),
        exp in proptest::option::of(0_i64..4_000_000_000),
        label in "[ -~äßé漢]{0,80}",
        flags in 0_u8..8,
    ) {
        let (passcode, direct) = (flags & 2 != 0, flags & 6 == 4);
        let payload = Payload {
            url: format!("https://{host}/shl/{path}"), key: encode(&key), exp, label, long: flags & 1 != 0, passcode, direct,
        };
        let text = payload::write(&payload);
        prop_assert_eq!(payload::read(&text), Ok(payload.clone()));
        prop_assert_eq!(payload::read(&format!("https://v.example/link#{text}")), Ok(payload));
    }

    #[test]
    fn any_text_and_any_payload_are_read_without_harm(text in "\\PC{0,200}", bytes in proptest::collection::vec(0_u8.., 0..200)) {
        let encoded = ["shlink:/", &encode(&bytes)].concat();
        for text in [text.as_str(), &["shlink:/", &text].concat(), &encoded] {
            prop_assert!(payload::read(text).is_err());
        }
    }

    #[test]
    fn a_frame_comes_apart_as_it_was_put_together(
        iv in proptest::array::uniform12(0_u8..), sealed in proptest::collection::vec(0_u8.., 16..200), deflated: bool,
    ) {
        let header = jwe::header("application/fhir+json", deflated);
        let parts = jwe::parts(&jwe::frame(&header, &iv, &sealed)).unwrap();
        prop_assert_eq!((parts.bound, parts.deflated, parts.iv, parts.sealed), (header, deflated, iv.to_vec(), sealed));
    }

    #[test]
    fn any_text_is_a_file_or_none(text in "[A-Za-z0-9._=+-]{0,200}", other in "\\PC{0,100}") {
        prop_assert_eq!(jwe::parts(&text), None);
        prop_assert_eq!(jwe::parts(&other), None);
    }

    #[test]
    fn bytes_read_back(bytes in proptest::collection::vec(0_u8.., 0..300)) {
        prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
    }

    /// Whatever JSON comes out of a file: each entry is shown, or counted.
    #[test]
    fn whatever_comes_is_counted(kinds in proptest::collection::vec("(Patient|Flag|Bundle|CarePlan|Composition|Goal|X|)", 0..12)) {
        let entry = |kind: &String| json!({"resource": {"resourceType": kind, "id": "x", "section": [1], "activity": "y", "entry": 7}});
        let whole = json!({"resourceType": "Bundle", "entry": kinds.iter().map(entry).collect::<Vec<_>>()});
        let found = read(&[Ok(whole.to_string())], &now());
        prop_assert_eq!(found.count, found.shown());
        let inner = kinds.iter().filter(|kind| *kind == "Bundle").count();
        prop_assert_eq!(found.count + inner, kinds.len());
    }
}

/// A person with one link, kept here under [`KEY`], who wants to update it.
fn renewing() -> super::State {
    let mut state = super::State::default();
    let link = ["https://lapwing.example/link#", &link(&said(&[]))].concat();
    state.kept = vec![("l".into(), link, 5)];
    state.links = Some(vec![json!({"id": "l", "label": "Health", "what": "plan", "once": false})]);
    let none = |_: usize| None;
    let effects = super::update(&mut state, Event::RenewWanted("l".into()), None, (&none, &now()));
    assert_eq!(effects, [Effect::Navigate(Route::MakeLink, false)]);
    state
}

#[test]
fn a_link_is_updated_under_its_own_key_and_no_other() {
    let mut state = renewing();
    let some = |what: usize| (what == 2).then(|| "text".to_owned());
    let effects = super::update(&mut state, Event::Confirmed, None, (&some, &now()));
    assert_eq!(effects, [Effect::Links(Order::Seal("text".into(), Some(KEY.into())))]);
    let mut other = state.clone();
    let file = "file".to_owned();
    assert_eq!(super::sealed(&mut other, Ok(("another".into(), file.clone())), None).len(), 1);
    assert!(matches!(other.making.stage, crate::sharing::Stage::Failed(_)));
    let effects = super::sealed(&mut state, Ok((KEY.into(), file)), None);
    let [Effect::Fetch(_, request)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((request.method, request.path.as_str()), (crate::effect::Method::Put, "/links/l"));
    let body = request.body.as_ref().expect("a body");
    assert_eq!(body["files"][0]["embedded"], "file");
    assert!(body.get("passcode").is_none() && body.get("ends").is_none());
}

#[test]
fn a_link_whose_key_is_not_here_is_not_updated() {
    let mut state = renewing();
    state.kept.clear();
    let some = |_: usize| Some("text".to_owned());
    assert_eq!(super::update(&mut state, Event::Confirmed, None, (&some, &now())).len(), 1);
    assert!(matches!(state.making.stage, crate::sharing::Stage::Failed(_)));
    state.making = super::Making::default();
    let none = |_: usize| None;
    assert!(super::update(&mut state, Event::RenewWanted("l".into()), None, (&none, &now())).is_empty());
}

//! Letters: which form of one is shown, and what is known to be a PDF.

use super::*;

fn letter_of(contents: Value) -> LetterView {
    let held = known(vec![json!({"resourceType": "DocumentReference", "id": "l", "status": "current",
        "description": "Clinic letter", "content": contents})]);
    let none = Held::default();
    letter(&State::default(), (&held, &none, &none), &crate::now::short_key("l"), &now())
}

fn attached(media: &str, bytes: &[u8]) -> Value {
    json!({"attachment": {"contentType": media, "data": crate::base64::encode(bytes)}})
}

#[test]
fn a_letter_opens_in_the_form_that_can_be_read_here() {
    let pdf = attached("application/pdf", b"Hi");
    let text = json!({"attachment": {"contentType": "text/plain; charset=utf-8", "data": "T25lCgpUd28="}});
    let words = Body::Text(vec!["One".into(), "Two".into()]);
    let both = letter_of(json!([pdf.clone(), text.clone()]));
    assert_eq!((both.body, both.file.map(|f| f.size)), (words, Some(2)));
    let alone = letter_of(json!([pdf]));
    assert_eq!((alone.body, alone.file.map(|f| f.size)), (Body::Nothing, Some(2)));
    // <p>Hi<script>x()</script></p>
    let marked = "PHA+SGk8c2NyaXB0PngoKTwvc2NyaXB0PjwvcD4=";
    let marked = json!({"attachment": {"contentType": "text/html", "data": marked}});
    let paragraph = Piece::Marked(Mark::Paragraph, vec![Piece::Text("Hi".into())]);
    assert_eq!(letter_of(json!([text, marked])).body, Body::Rich(vec![paragraph], true));
    assert_eq!(
        letter_of(json!([{"attachment": {"contentType": "text/plain", "data": "!"}}])).body,
        Body::Nothing
    );
}

#[test]
fn a_pdf_is_known_by_what_it_is_and_not_by_what_it_is_called() {
    let late = |before: usize| [vec![b' '; before], b"%PDF-1.4".to_vec()].concat();
    for (media, bytes, pdf) in [
        ("application/pdf", b"%PDF-1.7 ...".to_vec(), true),
        ("application/octet-stream", b"%PDF-1.3".to_vec(), true),
        ("application/pdf", b"<script>".to_vec(), false),
        ("application/pdf", b"%PD".to_vec(), false),
        ("application/pdf", late(1023), true),
        ("application/pdf", late(1024), false),
    ] {
        let file = letter_of(json!([attached(media, &bytes)])).file.unwrap();
        let told = if pdf { PDF } else { media };
        assert_eq!((file.pdf, file.media.as_str(), file.size), (pdf, told, bytes.len()), "{media}");
    }
    let unnamed = json!([{"attachment": {"data": crate::base64::encode(b"%PDF-1.4")}}]);
    assert_eq!(letter_of(unnamed).file.map(|file| (file.media, file.pdf)), Some((PDF.into(), true)));
    let damaged = json!([{"attachment": {"contentType": PDF, "data": "*"}}]);
    assert_eq!(letter_of(damaged).file, None);
}

#[test]
fn of_several_files_the_one_that_can_be_shown_is_shown() {
    let (scan, pdf) = (attached("image/tiff", b"II*"), attached(PDF, b"%PDF-1.4"));
    assert!(letter_of(json!([scan.clone(), pdf])).file.is_some_and(|file| file.pdf));
    assert_eq!(letter_of(json!([scan])).file.map(|file| file.media), Some("image/tiff".into()));
}

#[test]
fn only_the_letter_that_is_looked_for_is_taken_out() {
    let of = |id: &str, says: &[u8]| {
        json!({"resourceType": "DocumentReference", "id": id, "status": "current", "description": id,
            "content": [attached(PDF, says)]})
    };
    let mut state = State::default();
    let both = page(vec![of("a", b"%PDF-a"), of("b", b"%PDF-b")], None);
    opened(&mut state, ("Patient/asha", Shelf::Letters), None, (false, &now()));
    fetched(&mut state, ("Patient/asha", Shelf::Letters), Ok(&both), (None, &now()));
    let taken = |key: &str| take_file(&state, Some("Patient/asha".into()), &crate::now::short_key(key));
    assert_eq!(taken("b"), [Effect::TakeFile(PDF.into(), crate::base64::encode(b"%PDF-b"))]);
    assert!(taken("c").is_empty() && take_file(&state, None, "x").is_empty());
}

#[test]
fn what_a_letter_says_in_sentences_is_looked_through_for_short_forms() {
    let text = json!({"resourceType": "DocumentReference", "description": "Letter",
        "content": [attached("text/plain", b"Your BP is fine. The CMHT will call.")]});
    assert_eq!(text_of(&text), ["Your BP is fine. The CMHT will call."]);
    let marked = json!({"resourceType": "Condition", "id": "c", "code": {"text": "Low mood"},
        "text": {"status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>See the <b>CPN</b></p></div>"}});
    assert_eq!(text_of(&marked), ["See the CPN"]);
    let document = json!({"resourceType": "Composition", "id": "d", "title": "Note", "section": [
        {"title": "MSE", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Calm</div>"}}]});
    assert_eq!(text_of(&document), ["MSE", "Calm"]);
    assert!(
        text_of(&json!({"resourceType": "DocumentReference", "content": [attached(PDF, b"%PDF-1.4")]}))
            .is_empty()
    );
}

#[test]
fn a_file_goes_out_as_what_its_bytes_are_and_never_as_what_could_run() {
    let check = |called: &str, data: &str, expect: Option<&str>| {
        let letter = letter_of(json!([{"attachment": {"contentType": called, "data": data}}]));
        assert_eq!(letter.file.map(|file| file.media).as_deref(), expect, "{called}");
    };
    check("application/pdf", "JVBERi0xLjQ=", Some("application/pdf"));
    check("image/svg+xml", "JVBERi0xLjQ=", Some("application/pdf"));
    check("image/svg+xml", "PHN2Zz48L3N2Zz4=", Some("application/octet-stream"));
    check("text/javascript", "YWxlcnQoMSk=", Some("application/octet-stream"));
    check("application/xml; charset=utf-8", "PGEvPg==", Some("application/octet-stream"));
    check("image/jpeg", "iVBORw0KGgo=", Some("image/png"));
    check("audio/mpeg", "SUQz", Some("audio/mpeg"));
}

#[test]
fn each_file_of_an_entry_is_listed_and_opens_and_waits_as_the_entry_does() {
    let text = |title: &str, words: &[u8]| json!({"contentType": "text/plain", "title": title, "data": crate::base64::encode(words)});
    let pdf = json!({"contentType": "application/pdf", "creation": "2026-03-02", "data": crate::base64::encode(b"%PDF-1.4")});
    let report = json!({"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Scan"},
        "presentedForm": [text("In words", b"All well"), pdf]});
    let consent = json!({"resourceType": "Consent", "id": "c", "status": "active", "scope": {"text": "Treatment"},
        "sourceAttachment": text("", b"Signed")});
    let media = json!({"resourceType": "Media", "id": "m", "status": "completed", "content": {"url": "https://else.example/x"}});
    let flag = json!({"resourceType": "DiagnosticReport", "id": "f", "status": "final", "code": {"text": "Suicide risk"},
        "presentedForm": [text("", b"Hidden")]});
    let entries = known(vec![report, consent, media, flag]);
    let two =
        known(vec![json!({"resourceType": "DocumentReference", "id": "l", "status": "current", "content": [
        {"attachment": text("One", b"First")}, {"attachment": text("Two", b"Second")}]})]);
    let none = Held::default();
    let state = State::default();
    let opens = |route: &crate::route::Route| {
        let crate::route::Route::Letter(key) = route else { panic!("{route:?}") };
        letter(&state, (&two, &entries, &none), key, &now())
    };
    let all = [(Shelf::Entries, entries.clone()), (Shelf::Letters, two.clone())];
    let files = |key: &str| entry(&all, &crate::now::short_key(key), &now()).files;
    let report = files("DiagnosticReport/r");
    let told: Vec<_> = report.iter().map(|file| (file.title.as_str(), file.detail.as_str())).collect();
    assert_eq!(told, [("In words", "Text"), ("File 2", "PDF · 2 March 2026")]);
    let first = opens(&report[0].route);
    assert_eq!(first.body, Body::Text(vec!["All well".into()]));
    assert_eq!(first.of, Some(crate::route::Route::Entry(crate::now::short_key("DiagnosticReport/r"))));
    assert!(opens(&report[1].route).file.is_some_and(|file| file.pdf));
    assert_eq!(opens(&files("Consent/c")[0].route).body, Body::Text(vec!["Signed".into()]));
    assert_eq!(opens(&files("Media/m")[0].route).apart, Some(Apart::Elsewhere));
    assert_eq!(opens(&files("DiagnosticReport/f")[0].route).hold, Some(Hold::Risk));
    let both = letter(&state, (&two, &entries, &none), &crate::now::short_key("l"), &now()).files;
    let bodies: Vec<_> = both.iter().map(|file| opens(&file.route).body).collect();
    assert_eq!(bodies, [Body::Text(vec!["First".into()]), Body::Text(vec!["Second".into()])]);
}

#[test]
fn a_result_that_stands_inside_a_report_is_told_there() {
    let sodium = json!({"resourceType": "Observation", "id": "na", "status": "final", "code": {"text": "Sodium"},
        "valueQuantity": {"value": 140, "unit": "mmol/L"}});
    let report = json!({"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Blood"},
        "contained": [sodium], "result": [{"reference": "#na"}]});
    let view =
        entry(&[(Shelf::Entries, known(vec![report]))], &crate::now::short_key("DiagnosticReport/r"), &now());
    assert!(view.facts.iter().any(|fact| fact.words == "Sodium: 140 mmol/L"), "{:?}", view.facts);
}

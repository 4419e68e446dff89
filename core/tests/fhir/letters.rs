//! Letters and other documents.

use super::paths;
use lapwing_core::fhir::letter::{Status, read};
use serde_json::{Value, json};

fn check(more: Value, label: &str, status: Status, unread: &[&str]) {
    let mut value = json!({ "resourceType": "DocumentReference" });
    for (key, member) in more.as_object().unwrap() {
        value[key] = member.clone();
    }
    let read = read(&value).unwrap();
    assert_eq!((read.good.label(), read.good.status), (label, status));
    assert_eq!(paths(&read.unread), unread);
}

#[test]
fn what_it_is_called() {
    let content = json!([{ "attachment": { "title": "Discharge letter", "url": "Binary/1", "size": 10 } }]);
    check(
        json!({ "status": "current", "content": content, "type": { "text": "Letter" } }),
        "Discharge letter",
        Status::Current,
        &[],
    );
    check(
        json!({ "status": "superseded", "description": "Clinic letter", "content": [{}] }),
        "Clinic letter",
        Status::Superseded,
        &["content[0]"],
    );
    check(json!({ "status": "entered-in-error" }), "", Status::EnteredInError, &[]);
    check(
        json!({ "type": { "text": "Letter" }, "date": "yesterday", "status": 3 }),
        "Letter",
        Status::Unknown,
        &["date", "status"],
    );
    assert!(read(&json!({ "resourceType": "DocumentReference", "status": "current" })).is_err());
}

#[test]
fn content_here_or_elsewhere() {
    let value = json!({ "resourceType": "DocumentReference", "date": "2026-03-12T10:00:00Z", "author": [{ "display": "Dr Okafor" }], "content": [
        { "attachment": { "contentType": "text/plain", "data": "aGVsbG8h" } },
        { "attachment": { "contentType": "application/pdf", "url": "Binary/2", "size": -5 } },
    ] });
    let letter = read(&value).unwrap().good;
    assert_eq!(letter.contents.iter().map(|content| content.size).collect::<Vec<_>>(), [Some(6), None]);
    assert_eq!(
        (letter.source.who(), letter.when.unwrap().words().as_str()),
        (Some("Dr Okafor"), "12 March 2026")
    );
}

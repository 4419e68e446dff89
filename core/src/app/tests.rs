use serde_json::{Value, json};

use super::*;
use crate::effect::Reply;
use crate::trouble::Trouble;

/// Whether the app holds itself online after a reply, having been told that there is no network.
fn online_after(tag: Tag, reply: Result<Value, Trouble>) -> bool {
    let (mut model, now) = (Model::default(), Now::new(1_792_000_000_000, 0, [1; 4]));
    update(&mut model, Event::Online(false), &now);
    let reply = reply.map(|body| Reply { status: 200, body, etag: None });
    update(&mut model, Event::Fetched(tag, reply), &now);
    model.notice.online
}

#[test]
fn only_the_gateway_itself_proves_that_there_is_a_network() {
    // The service worker answers these from what it keeps, offline too.
    for tag in [Tag::Library, Tag::Questionnaire("phq-9".into()), Tag::Trust, Tag::Help] {
        assert!(!online_after(tag.clone(), Ok(json!([]))), "{tag:?}");
    }
    for tag in [Tag::Session, Tag::People, Tag::TeamTask("r".into())] {
        assert!(online_after(tag.clone(), Ok(json!({}))), "{tag:?}");
        assert!(!online_after(tag.clone(), Err(Trouble::Offline)), "{tag:?}");
    }
}

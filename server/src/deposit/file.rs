//! An entry that brings a file: its parts are put together, looked at, and written as a Binary, once.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use axum::http::StatusCode;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::parts::{LARGEST, PART, told};
use crate::{
    access::references,
    fhir::{Ask, Reply, Sending, ledger_line, outcome::Problem},
    records::{Answer, Condition, Document, LedgerEntry, Order, Origin, Outcome, Write},
};

/// What an entry says of the file that it brings. A field that is not known could change what is meant.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Brought {
    id: String,
    of: String,
    content_type: String,
    #[serde(rename = "title")]
    _title: String,
    size: usize,
    parts: u32,
    key: String,
    digest: String,
}

/// Writes the file that this entry brings, as the asker's.
///
/// # Errors
/// What is wrong with it. Where a part is missing, or the answers that it belongs to, the reply is 424 and says so.
pub fn bring(ask: &Ask<'_>, entry: Uuid, body: &str) -> Result<Reply, Problem> {
    let brought: Brought =
        serde_json::from_str(body).map_err(|_| Problem::invalid("What was sealed can't be read."))?;
    let parts = usize::try_from(brought.parts).unwrap_or(usize::MAX);
    let fits = brought.size <= LARGEST && parts == brought.size.div_ceil(PART).max(1);
    if brought.id != entry.to_string() || !fits {
        return Err(Problem::invalid("What is said of the file does not fit together."));
    }
    let sending = Sending {
        method: "PUT",
        path: &["files", &brought.id],
        if_match: None,
        if_none_match: None,
        body,
        entry: Some(entry),
    };
    let person = &ask.asker.identity.id;
    let line = ledger_line(person, &sending).ok_or_else(Problem::failed)?;
    if ask.gateway.records.read("Binary", &brought.id)?.is_some() {
        // It came before: the ledger has the first answer, or somebody else wrote it.
        return write(ask, &brought, "", &line);
    }
    if let Some(lacking) = belongs(ask, &brought)? {
        return Ok(lacking);
    }
    let next = ask.gateway.deposit.next_part(person, entry)?;
    if next < brought.parts {
        return Ok(told(StatusCode::FAILED_DEPENDENCY, entry, next));
    }
    // One at a time: a file is in memory several times over.
    let _turn = ask.gateway.deposit.assembling();
    let Some(bytes) = assembled(ask, entry, &brought)? else {
        ask.gateway.deposit.drop_parts(person, entry)?;
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "value",
            "The parts do not make that file.",
        ));
    };
    let reply = write(ask, &brought, &STANDARD.encode(bytes), &line)?;
    ask.gateway.deposit.drop_parts(person, entry)?;
    Ok(reply)
}

/// Whether it goes with answers that the asker gave and that name it; else what is lacking.
fn belongs(ask: &Ask<'_>, brought: &Brought) -> Result<Option<Reply>, Problem> {
    let not = || Problem::new(StatusCode::FORBIDDEN, "forbidden", "This goes with no answers of yours.");
    let id = brought.of.strip_prefix("QuestionnaireResponse/").ok_or_else(not)?;
    let stored = ask.gateway.records.read("QuestionnaireResponse", id)?;
    let answers = stored.map(|stored| stored.value()).transpose()?;
    let Some(answers) = answers.filter(|answers| ask.judge.may_see(answers)) else {
        // They may still come: they are sent first, but not always arrive first.
        let nothing = json!({"id": brought.id}).to_string();
        return Ok(Some(Reply { status: StatusCode::FAILED_DEPENDENCY, ..Reply::ok(nothing) }));
    };
    let identity = &ask.asker.identity;
    let mine =
        |who: &&str| identity.own() == Some(*who) || identity.related.iter().any(|related| related == who);
    let written = references(&answers, "author").iter().any(mine);
    if written && names(&answers, &format!("Binary/{}", brought.id)) { Ok(None) } else { Err(not()) }
}

/// Whether an answer names a file at this address.
fn names(of: &Value, address: &str) -> bool {
    match of {
        Value::Object(members) => {
            members.get("valueAttachment").is_some_and(|file| file["url"] == address)
                || members.values().any(|member| names(member, address))
        }
        Value::Array(list) => list.iter().any(|one| names(one, address)),
        _ => false,
    }
}

/// The file, if every part opens and all together are what was said.
fn assembled(ask: &Ask<'_>, entry: Uuid, brought: &Brought) -> Result<Option<Vec<u8>>, Problem> {
    let key = URL_SAFE_NO_PAD.decode(&brought.key).ok().and_then(|key| Aes256Gcm::new_from_slice(&key).ok());
    let Some(key) = key else { return Ok(None) };
    let (mut bytes, mut digests) = (Vec::with_capacity(brought.size), Sha256::new());
    for number in 0..brought.parts {
        let sealed = ask.gateway.deposit.part(&ask.asker.identity.id, entry, number)?;
        let mut nonce = [0; 12];
        nonce[8..].copy_from_slice(&number.to_be_bytes());
        let bound = format!("{entry}|{number}|{}", brought.parts);
        let payload = Payload { msg: &sealed, aad: bound.as_bytes() };
        let Ok(mut plain) = key.decrypt(&Nonce::from(nonce), payload) else { return Ok(None) };
        let length = PART.min(brought.size - bytes.len());
        if plain.len() < length {
            return Ok(None);
        }
        plain.truncate(length);
        digests.update(Sha256::digest(&plain));
        bytes.append(&mut plain);
    }
    let whole = URL_SAFE_NO_PAD.encode(digests.finalize()) == brought.digest;
    Ok(Some(bytes).filter(|bytes| whole && bytes.len() == brought.size))
}

fn write(ask: &Ask<'_>, brought: &Brought, data: &str, line: &LedgerEntry) -> Result<Reply, Problem> {
    let kind = media(&brought.content_type);
    let binary = json!({
        "resourceType": "Binary", "id": brought.id, "contentType": kind,
        "securityContext": {"reference": brought.of}, "data": data,
    });
    let document = Document::from_value(&binary)?;
    let writes = [Write { document, condition: Condition::New, origin: Origin::Gateway }];
    let told = json!({"resourceType": "Binary", "id": brought.id}).to_string();
    let order = Order {
        writes: &writes,
        ledger: Some(line),
        now: ask.now,
        // The check is that of the answers, which nobody may change.
        check: &|_, _| Ok(()),
        answer: &|_| Answer { status: 201, body: told.clone(), etag: None, location: None },
    };
    Ok(match ask.gateway.records.write(&order)? {
        Outcome::Done(answer, _) => Reply::answer(answer, false),
        Outcome::Replayed(answer) => Reply::answer(answer, true),
    })
}

/// A media type as RFC 6838 writes it, without parameters; what is none says nothing of the bytes.
fn media(told: &str) -> &str {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let is_one =
        told.len() <= 127 && told.split_once('/').is_some_and(|(one, other)| plain(one) && plain(other));
    if is_one { told } else { "application/octet-stream" }
}

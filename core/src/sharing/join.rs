//! A carer brings a code: who asks, what would be shared, and yes.

use serde_json::Value;

use super::Event;
use super::view::titles;
use crate::effect::{Effect, Method, Reply, Request};
use crate::event::Tag;
use crate::fhir::date::Date;
use crate::json;
use crate::trouble::Trouble;
use crate::words::carers;

/// What a code offers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offered {
    /// The first name of whoever asks.
    pub from: String,
    /// Who one would be to them, in words.
    pub relation: Option<&'static str>,
    /// What would be seen.
    pub sees: Vec<&'static str>,
    /// Until when, in words.
    pub until: Option<String>,
    /// One may add what one sees oneself.
    pub adds: bool,
}

/// Where bringing a code is. Exactly one holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Brought {
    /// The code is to be entered.
    #[default]
    Nothing,
    /// It is being looked at.
    Looking,
    /// It opens nothing, or it is not known what it opens.
    Failed(Trouble),
    /// This is what it offers.
    Offers(Offered),
    /// It is being taken.
    Taking(Offered),
    /// It is taken: whose record (`Patient/x`).
    Taken(Offered, String),
}

/// A code that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Join {
    code: String,
    /// Where it is.
    pub stage: Brought,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinView {
    /// Where it is.
    pub stage: Brought,
}

/// The view.
#[must_use]
pub fn view(join: &Join) -> JoinView {
    JoinView { stage: join.stage.clone() }
}

/// A code is brought, or what it offers is taken.
pub fn join(join: &mut Join, event: Event, csrf: Option<String>) -> Vec<Effect> {
    let (tag, path) = match (event, &join.stage) {
        (Event::Brought(code), Brought::Nothing | Brought::Failed(_)) => {
            (join.code, join.stage) = (code, Brought::Looking);
            (Tag::Offered, "/invitations/look")
        }
        (Event::Joined, Brought::Offers(offered)) => {
            join.stage = Brought::Taking(offered.clone());
            (Tag::Taken, "/invitations/take")
        }
        (Event::BroughtAgain, _) => {
            *join = Join::default();
            return vec![Effect::Top, Effect::Focus("h1".into())];
        }
        _ => return vec![],
    };
    let body = json::filled(r#"{"code": "$code"}"#, &[("code", join.code.as_str().into())]);
    let request = Request::new(Method::Post, path.into()).with(body);
    vec![Effect::Fetch(tag, Request { csrf, ..request })]
}

/// What the gateway says of a code. Once it is taken, the list of people is asked for anew.
pub fn brought(join: &mut Join, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let mut effects = vec![Effect::Top, Effect::Focus("h1".into())];
    join.stage = match (reply, std::mem::take(&mut join.stage)) {
        (Err(trouble), _) => {
            let code = matches!(trouble, Trouble::WrongCode | Trouble::NotShared | Trouble::Busy);
            effects = vec![Effect::Focus(if code { "join" } else { "trouble" }.into())];
            Brought::Failed(trouble)
        }
        (Ok(reply), Brought::Looking) if *tag == Tag::Offered => Brought::Offers(offered(&reply.body)),
        (Ok(reply), Brought::Taking(offered)) if *tag == Tag::Taken => {
            effects.push(Effect::Fetch(Tag::Session, Request::get("/session")));
            Brought::Taken(offered, reply.body["patient"].as_str().unwrap_or_default().into())
        }
        (Ok(_), other) => other,
    };
    effects
}

fn offered(body: &Value) -> Offered {
    Offered {
        from: body["from"].as_str().unwrap_or_default().into(),
        relation: body["relation"].as_str().and_then(carers::relation),
        sees: titles(&body["sections"]),
        until: body["until"].as_str().and_then(Date::parse).map(|date| date.words()),
        adds: body["adds"] == true,
    }
}

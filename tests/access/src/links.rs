//! Links: who makes one, who is told of them, who stops them, and what opens for whoever has one.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    gateway::{Asked, House, Reply, Session},
    model::World,
    oracle::{self, away},
    render,
    sums::Sums,
};

/// `{"alg":"dir","enc":"A256GCM"}`, and parts of the right length.
const SEALED: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";

struct Link {
    patient: usize,
    id: String,
    path: String,
    last: Date,
    once: bool,
    passcode: Option<&'static str>,
    over: bool,
}

/// The links of a world.
#[derive(Default)]
pub struct Links(Vec<Link>);

impl Links {
    /// They are opened, listed, stopped, and some are made.
    pub async fn round(&mut self, house: &House, world: &World, (dice, sums): (&mut Dice, &mut Sums)) {
        self.open(house, world, dice, sums).await;
        for (number, person) in world.people.iter().enumerate() {
            let session = house.sign_in(&person.id).await;
            self.list(house, world, (number, &session), sums).await;
            if dice.percent(60) {
                self.make(house, world, (number, &session), (dice, sums)).await;
            }
            if dice.percent(40) && !self.0.is_empty() {
                let at = dice.below(self.0.len());
                let path = format!("/links/{}", self.0[at].id);
                let asked =
                    Asked { method: "DELETE", path: &path, session: Some(&session), ..Asked::default() };
                let reply = house.ask(&asked).await;
                sums.requests += 1;
                let own = person.patient == Some(self.0[at].patient);
                // It is not said whether there was one.
                sums.decided("stop a link", (!own, own), reply.status == 204, || reply.text.clone());
                self.0[at].over |= own;
            }
        }
        self.open(house, world, dice, sums).await;
    }

    async fn make(
        &mut self,
        house: &House,
        world: &World,
        (number, session): (usize, &Session),
        (dice, sums): (&mut Dice, &mut Sums),
    ) {
        let person = &world.people[number];
        // A sign-in of more than five minutes ago is none.
        let late = dice.percent(20);
        if late {
            house.later(6);
        }
        let last = away(world.today, 1 + i64::try_from(dice.below(40)).unwrap_or(0));
        let passcode = dice.percent(10).then_some("kettle moss");
        let once = dice.percent(30);
        let ends = render::noon(last).parse::<jiff::Timestamp>().unwrap().as_second() + 3_600;
        let file = json!({"contentType": "application/fhir+json", "embedded": SEALED});
        let body = json!({"label": "For the doctor", "what": "summary", "passcode": passcode, "ends": ends,
            "once": once, "files": [file]});
        let reply = post(house, "/links", Some(session), &body).await;
        sums.requests += 1;
        house.on(world.today);
        let expected = oracle::may_share(world, person) && !late;
        let right = if expected { reply.status == 201 } else { [403, 404, 422].contains(&reply.status) };
        let told =
            || format!("a link by {}: expected {expected}, came {} {}", person.id, reply.status, reply.text);
        sums.decided("make a link", (false, expected), right, told);
        let made = reply.json();
        if let (Some(id), Some(url), Some(patient)) =
            (made["id"].as_str(), made["url"].as_str(), person.patient)
        {
            let path = url.find("/shl/").map_or("", |at| &url[at..]).to_owned();
            self.0.push(Link { patient, id: id.to_owned(), path, last, once, passcode, over: false });
        }
    }

    /// Everybody is told of their own, and of no other.
    async fn list(
        &self,
        house: &House,
        world: &World,
        (number, session): (usize, &Session),
        sums: &mut Sums,
    ) {
        let asked = Asked { method: "GET", path: "/links", session: Some(session), ..Asked::default() };
        let reply = house.ask(&asked).await.json();
        sums.requests += 1;
        let listed: Vec<&str> =
            reply["links"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str()).collect();
        for link in &self.0 {
            let own = world.people[number].patient == Some(link.patient);
            let there = listed.contains(&link.id.as_str());
            if !own && !there {
                continue;
            }
            // Of one that is over it is told for a while.
            let right = if own { there || !link.is_open(world) } else { !there };
            sums.decided("list of links", (!own, own), right, || {
                format!("a link of {}: {there}", link.patient)
            });
        }
    }

    /// Whoever has it opens it.
    async fn open(&mut self, house: &House, world: &World, dice: &mut Dice, sums: &mut Sums) {
        let unknown = post(house, "/shl/nothing-of-this-name", None, &json!({"recipient": "A doctor"})).await;
        for link in &mut self.0 {
            if dice.percent(40) {
                continue;
            }
            let right_code = link.passcode.is_none() || dice.percent(70);
            let said = if right_code { link.passcode } else { Some("not it at all") };
            let reply =
                post(house, &link.path, None, &json!({"recipient": "A doctor", "passcode": said})).await;
            sums.requests += 1;
            let open = link.is_open(world);
            let right = match (open, right_code) {
                (true, true) => reply.status == 200 && reply.json()["files"][0]["embedded"] == SEALED,
                (true, false) => reply.status == 401,
                (false, _) => {
                    sums.denials_compared += 1;
                    reply == unknown
                }
            };
            let told =
                || format!("opening a link: expected {open}, came {} {:.200}", reply.status, reply.text);
            sums.decided("open a link", (true, open && right_code), right, told);
            link.over |= open && right_code && link.once;
        }
    }
}

impl Link {
    fn is_open(&self, world: &World) -> bool {
        !self.over && world.today <= self.last && oracle::is_there(world, self.patient)
    }
}

async fn post(house: &House, path: &str, session: Option<&Session>, body: &Value) -> Reply {
    house.ask(&Asked { method: "POST", path, session, headers: vec![], body: body.to_string() }).await
}

//! Invitations: who makes a code, for whom it opens, and what is shared once it was taken: from then on it is in the world.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::json;

use crate::{
    dice::Dice,
    gateway::{Asked, House, Reply, Session},
    model::{Agreement, Carer, Giver, Odd, Period, Provision, World},
    oracle::{self, away},
    sums::Sums,
};

/// A code is good for so many days.
const GOOD: i64 = 2;
/// So many wrong codes in a quarter of an hour, and none is looked at.
const WRONG: usize = 10;
const NOBODYS: &str = "0000-0000-0000";

struct Code {
    patient: usize,
    id: String,
    code: String,
    made: Date,
    relation: &'static str,
    sections: Vec<&'static str>,
    adds: bool,
    keeps: u8,
    over: bool,
}

/// The codes of a world.
#[derive(Default)]
pub struct Codes {
    all: Vec<Code>,
    /// By whom, on this day: wrong codes.
    wrong: BTreeMap<usize, usize>,
    day: Option<Date>,
    /// What each code that opens nothing is told.
    denial: Option<Reply>,
}

impl Codes {
    /// Some are made, called back, looked at and taken.
    pub async fn round(&mut self, house: &House, world: &mut World, (dice, sums): (&mut Dice, &mut Sums)) {
        if self.day != Some(world.today) {
            (self.day, self.wrong) = (Some(world.today), BTreeMap::new());
        }
        for number in 0..world.people.len() {
            let session = house.sign_in(&world.people[number].id).await;
            if dice.percent(60) {
                self.make(house, world, (number, &session), (dice, sums)).await;
            }
            if dice.percent(30) && !self.all.is_empty() {
                self.call_back(house, world, (number, &session), (dice, sums)).await;
            }
        }
        for number in 0..world.people.len() {
            let session = house.sign_in(&world.people[number].id).await;
            self.list(house, world, (number, &session), sums).await;
            for _ in 0..3 {
                let at = dice.percent(85).then(|| dice.below(self.all.len()));
                let at = at.filter(|at| *at < self.all.len());
                let take = dice.percent(50) && self.can_tell(world, number, at);
                self.bring(house, world, (number, &session), (at, take), sums).await;
            }
        }
    }

    async fn make(
        &mut self,
        house: &House,
        world: &World,
        (number, session): (usize, &Session),
        (dice, sums): (&mut Dice, &mut Sums),
    ) {
        let late = dice.percent(20);
        if late {
            house.later(6);
        }
        let relation = dice.one_of(&["FRND", "SIB", "MTH", ""]);
        let mut sections: Vec<&'static str> = (0..12)
            .map(|_| dice.one_of(&["plan", "results", "letters", "medicines", "check-ins", "about"]))
            .collect();
        sections.sort_unstable();
        sections.dedup();
        let (adds, keeps) = (dice.percent(50), dice.one_of(&[0, 24, 72]));
        let body = json!({"name": "Whoever comes", "relation": relation, "sections": sections, "adds": adds, "keeps": keeps});
        let reply = post(house, "/invitations", session, body.to_string()).await;
        sums.requests += 1;
        house.on(world.today);
        let person = &world.people[number];
        let expected = oracle::may_share(world, person) && !late;
        let right = if expected { reply.status == 201 } else { [403, 404, 422].contains(&reply.status) };
        let told =
            || format!("a code by {}: expected {expected}, came {} {}", person.id, reply.status, reply.text);
        sums.decided("make a code", (false, expected), right, told);
        let made = reply.json();
        let text = |name: &str| made[name].as_str().map(String::from);
        if let (Some(id), Some(code), Some(patient)) = (text("id"), text("code"), person.patient) {
            let made = world.today;
            self.all.push(Code { patient, id, code, made, relation, sections, adds, keeps, over: false });
        }
    }

    async fn call_back(
        &mut self,
        house: &House,
        world: &World,
        (number, session): (usize, &Session),
        (dice, sums): (&mut Dice, &mut Sums),
    ) {
        let at = dice.below(self.all.len());
        let path = format!("/invitations/{}", self.all[at].id);
        let asked = Asked { method: "DELETE", path: &path, session: Some(session), ..Asked::default() };
        let reply = house.ask(&asked).await;
        sums.requests += 1;
        let own = world.people[number].patient == Some(self.all[at].patient);
        // It is not said whether there was one.
        sums.decided("call back", (!own, own), reply.status == 204, || reply.text.clone());
        self.all[at].over |= own;
    }

    /// Everybody is told of their own open ones, and of no other.
    async fn list(
        &self,
        house: &House,
        world: &World,
        (number, session): (usize, &Session),
        sums: &mut Sums,
    ) {
        let asked = Asked { method: "GET", path: "/invitations", session: Some(session), ..Asked::default() };
        let reply = house.ask(&asked).await.json();
        sums.requests += 1;
        let listed: Vec<&str> =
            reply["invitations"].as_array().into_iter().flatten().filter_map(|i| i["id"].as_str()).collect();
        for code in &self.all {
            let expected = world.people[number].patient == Some(code.patient) && code.is_good(world);
            let there = listed.contains(&code.id.as_str());
            // Silence about others' is as it should be, and no case: there is so much of it.
            if !expected && !there && world.people[number].patient != Some(code.patient) {
                continue;
            }
            sums.decided("list of codes", (!expected, expected), there == expected, || code.id.clone());
        }
    }

    /// Whether the world can tell as whom this person would care for the patient: nobody yet, or one.
    fn can_tell(&self, world: &World, number: usize, at: Option<usize>) -> bool {
        let Some(code) = at.map(|at| &self.all[at]) else { return true };
        known(world, number, code.patient).len() < 2
    }

    /// Somebody brings a code, to look at it or to take it; `None` is one that nobody made.
    async fn bring(
        &mut self,
        house: &House,
        world: &mut World,
        (number, session): (usize, &Session),
        (at, take): (Option<usize>, bool),
        sums: &mut Sums,
    ) {
        let good = at.is_some_and(|at| {
            let code = &self.all[at];
            let own = world.people[number].patient == Some(code.patient);
            code.is_good(world) && !own && oracle::is_there(world, code.patient)
        });
        let held = self.wrong.get(&number).is_some_and(|wrong| *wrong >= WRONG);
        let given = at.map_or(NOBODYS, |at| &self.all[at].code);
        let path = if take { "/invitations/take" } else { "/invitations/look" };
        let reply = post(house, path, session, json!({"code": given}).to_string()).await;
        sums.requests += 1;
        let expected = good && !held;
        let right = match (held, good) {
            (true, _) => reply.status == 429,
            (false, true) => reply.status == if take { 201 } else { 200 },
            (false, false) => {
                sums.denials_compared += 1;
                *self.wrong.entry(number).or_default() += 1;
                reply.status == 403 && *self.denial.get_or_insert_with(|| reply.clone()) == reply
            }
        };
        let person = &world.people[number].id;
        let told =
            || format!("{path} by {person}: expected {expected}, came {} {:.200}", reply.status, reply.text);
        sums.decided(if take { "take a code" } else { "look at a code" }, (true, expected), right, told);
        if let (true, Some(at), 201) = (expected && take, at, reply.status) {
            self.all[at].over = true;
            let related = reply.json()["related"].as_str().unwrap_or_default().to_owned();
            stands(house, world, (number, &related), &self.all[at]);
        }
    }
}

impl Code {
    fn is_good(&self, world: &World) -> bool {
        !self.over && world.today < away(self.made, GOOD)
    }
}

/// As whom this person cares for the patient.
fn known(world: &World, number: usize, patient: usize) -> Vec<usize> {
    let active = |carer: &usize| {
        let carer = &world.carers[*carer];
        carer.patient == patient && carer.active == Some(true)
    };
    world.people[number].carers.iter().copied().filter(active).collect()
}

/// Who came by this is bound by ages, and stays so: parents, and who is not known.
const BOUND: [&str; 5] = ["PRN", "MTH", "GUARD", "NMTH", ""];

/// What was agreed of sections last with this carer alone is what counts, and what was kept back stays so; who was nobody is
/// somebody now.
fn stands(house: &House, world: &mut World, (number, related): (usize, &str), code: &Code) {
    let mut inside: Vec<Provision> = vec![];
    let carer = match known(world, number, code.patient).first() {
        Some(carer) => {
            for agreement in &mut world.agreements {
                let root = &agreement.provision;
                let of_entries = root.entries.is_some() || root.odd == Some(Odd::Meaning);
                let with_them = !root.deny && root.actors == [*carer] && !of_entries;
                if agreement.patient == code.patient && agreement.status == "active" && with_them {
                    let is_over = !root.period.odd && root.period.end.is_some_and(|end| end < world.today);
                    inside.extend(root.inside.iter().filter(|one| one.deny && !is_over).cloned());
                    agreement.status = "inactive";
                }
            }
            let relation = &mut world.carers[*carer].relation;
            let freed = BOUND.contains(relation) && !BOUND.contains(&code.relation);
            if !code.relation.is_empty() && !freed {
                *relation = code.relation;
            }
            *carer
        }
        None => {
            let id = related.trim_start_matches("RelatedPerson/").to_owned();
            let (patient, relation) = (code.patient, code.relation);
            let (active, period) = (Some(true), Period::default());
            world.carers.push(Carer { id, patient, relation, active, period, modifier: false });
            let new = world.carers.len() - 1;
            world.people[number].carers.push(new);
            new
        }
    };
    let known: Vec<&String> = world.agreements.iter().map(|agreement| &agreement.id).collect();
    let all = house.of_patient("Consent", &world.patients[code.patient].id);
    let made =
        all.iter().filter_map(|one| one["id"].as_str()).find(|id| known.iter().all(|known| known != id));
    let id = made.expect("an agreement").to_owned();
    world.agreements.push(Agreement {
        id,
        patient: code.patient,
        status: "active",
        other_scope: false,
        modifier: false,
        given: Some(code.made),
        giver: Giver::Patient,
        keeps: Some(code.keeps),
        provision: Provision {
            deny: false,
            period: Period::default(),
            actors: vec![carer],
            sections: Some(code.sections.clone()),
            entries: None,
            reads: !code.adds,
            odd: None,
            inside,
        },
    });
}

async fn post(house: &House, path: &str, session: &Session, body: String) -> Reply {
    house.ask(&Asked { method: "POST", path, session: Some(session), headers: vec![], body }).await
}

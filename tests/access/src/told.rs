//! What the session tells a carer: of whom, which sections are in force, and for how long copies may be kept.

use serde_json::Value;

use crate::{
    gateway::{Asked, House},
    model::World,
    oracle,
    sums::Sums,
};

/// Everybody asks for their session.
pub async fn compare(house: &House, world: &World, sums: &mut Sums) {
    for person in &world.people {
        let session = house.sign_in(&person.id).await;
        let asked = Asked { method: "GET", path: "/session", session: Some(&session), ..Asked::default() };
        sums.requests += 1;
        let reply = house.ask(&asked).await.json();
        for carer in &person.carers {
            let related = format!("RelatedPerson/{}", world.carers[*carer].id);
            let told = reply["caring_for"].as_array().into_iter().flatten();
            let told = { told }.find(|one| one["related"] == related.as_str()).map(read);
            let expected = oracle::told(world, *carer).map(|(sections, hours)| {
                (sections.into_iter().map(String::from).collect(), u64::from(hours))
            });
            let words =
                || format!("session of {} for {related}: expected {expected:?}, came {told:?}", person.id);
            sums.decided("session", (true, expected.is_some()), told == expected, words);
        }
    }
}

fn read(one: &Value) -> (Vec<String>, u64) {
    let sections = one["sections"].as_array().into_iter().flatten();
    let mut sections: Vec<String> = sections.filter_map(|s| s.as_str().map(String::from)).collect();
    sections.sort();
    (sections, one["keeps"].as_u64().unwrap_or(u64::MAX))
}

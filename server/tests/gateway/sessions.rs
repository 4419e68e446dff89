//! Where one is signed in: listed, and ended from elsewhere.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::{Browser, World};

fn world() -> World {
    let person = |id: &str| json!({"id": id, "name": id, "patient": format!("Patient/{id}"), "code": "2468"});
    World::on_disk(json!([person("asha"), person("leon")]), &[])
}

async fn listed(browser: &Browser<'_>) -> Vec<Value> {
    browser.get("/sessions").await.json()["sessions"].as_array().unwrap().clone()
}

async fn end(browser: &Browser<'_>, id: &str) -> StatusCode {
    browser.send(Method::DELETE, &format!("/sessions/{id}"), &json!(null)).await.status
}

#[tokio::test]
async fn ones_own_are_listed_and_this_one_is_marked() {
    let world = world();
    let phone = world.signed_in("asha").await;
    world.wait(SignedDuration::from_mins(10));
    let (tablet, _) = (world.signed_in("asha").await, world.signed_in("leon").await);
    let mut seen = listed(&tablet).await;
    let ids: Vec<Value> = seen.iter_mut().map(|session| session["id"].take()).collect();
    assert_eq!(
        seen,
        [
            json!({"id": null, "began": "2026-11-22T10:00:00Z", "seen": "2026-11-22T10:00:00Z",
                   "until": "2026-11-22T22:00:00Z", "this": false}),
            json!({"id": null, "began": "2026-11-22T10:10:00Z", "seen": "2026-11-22T10:10:00Z",
                   "until": "2026-11-22T22:10:00Z", "this": true}),
        ]
    );
    assert!(ids.iter().all(|id| id.as_str().is_some_and(|id| id.len() == 16)) && ids[0] != ids[1]);
    assert_eq!(listed(&phone).await[0]["this"], true);
    world.wait(SignedDuration::from_mins(25));
    assert_eq!(listed(&tablet).await.len(), 2, "the phone was seen when it looked");
    world.wait(SignedDuration::from_mins(10));
    assert_eq!(listed(&tablet).await.len(), 1, "what is over is not shown");
}

#[tokio::test]
async fn one_can_be_ended_from_another_and_nobody_elses() {
    let world = world();
    let (phone, tablet) = (world.signed_in("asha").await, world.signed_in("asha").await);
    let leon = world.signed_in("leon").await;
    let of_phone =
        listed(&phone).await.iter().find(|s| s["this"] == true).unwrap()["id"].as_str().unwrap().to_owned();
    for (who, id) in
        [(&leon, of_phone.as_str()), (&tablet, "0123456789abcdef"), (&tablet, "%25"), (&tablet, "x")]
    {
        assert_eq!(end(who, id).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(listed(&phone).await.len(), 2, "nothing was ended by that");
    assert_eq!(end(&tablet, &of_phone).await, StatusCode::NO_CONTENT);
    assert_eq!(phone.get("/sessions").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(listed(&tablet).await.len(), 1);
}

#[tokio::test]
async fn the_list_needs_a_session_and_ending_its_token() {
    let world = world();
    assert_eq!(world.browser().get("/sessions").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(end(&world.browser(), "x").await, StatusCode::UNAUTHORIZED);
    let mut asha = world.signed_in("asha").await;
    asha.csrf = None;
    assert_eq!(end(&asha, "x").await, StatusCode::FORBIDDEN);
}

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use lapwing_server::backup::{inspect, restore, take};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

#[tokio::test]
async fn over_stopped_used_up_and_unknown_answer_alike() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let unknown = ask(&world, &format!("/shl/{}", "A".repeat(43)), &with(RIGHT)).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let (id, stopped) = made(&ann, &given(Some(RIGHT), false)).await;
    let (_, once) = made(&ann, &given(Some(RIGHT), true)).await;
    let (_, guessed) = made(&ann, &given(Some(RIGHT), false)).await;
    let (_, expired) = made(&ann, &given(Some(RIGHT), false)).await;
    assert_eq!(ask(&world, &once, &with(RIGHT)).await.status, StatusCode::OK);
    let reply = ann.send(Method::DELETE, &format!("/links/{id}"), &Value::Null).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    for left in (0..10).rev() {
        let reply = ask(&world, &guessed, &with("000000")).await;
        assert_eq!(reply.json(), json!({"remainingAttempts": left}));
    }
    world.wait(SignedDuration::from_hours(1));
    for (what, path) in [("stopped", stopped), ("once", once), ("guessed", guessed), ("expired", expired)] {
        for passcode in [RIGHT, "000000"] {
            let reply = ask(&world, &path, &with(passcode)).await;
            assert_eq!((reply.status, &reply.text), (unknown.status, &unknown.text), "{what}");
            assert_eq!(reply.headers, unknown.headers, "{what}");
        }
        let direct = fetch(&world, &format!("{path}?recipient=x")).await;
        assert_eq!((direct.status, &direct.text), (unknown.status, &unknown.text), "{what}");
    }
    let ann = world.signed_in("ann").await;
    let all = listed(&ann).await;
    assert_eq!(all.as_array().unwrap().len(), 4);
    assert!(all.as_array().unwrap().iter().all(|link| link["over"].is_string()), "{all}");
}

#[tokio::test]
async fn a_link_of_who_is_not_there_any_more_is_as_one_that_never_was() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let (_, open) = made(&ann, &given(None, false)).await;
    let unknown = ask(&world, &format!("/shl/{}", "A".repeat(43)), &with(RIGHT)).await;
    let patient = resources()[0].clone();
    for what in [
        json!({"deceasedBoolean": true}),
        json!({"deceasedDateTime": "2026-11-21"}),
        json!({"link": [{"type": "replaced-by", "other": {"reference": "Patient/other"}}]}),
        json!({"active": false}),
    ] {
        let mut after = patient.clone();
        after.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        world.put(&after);
        let mut replies = vec![fetch(&world, &format!("{open}?recipient=x")).await];
        for passcode in [RIGHT, "000000"] {
            replies.push(ask(&world, &path, &with(passcode)).await);
        }
        for reply in replies {
            assert_eq!((reply.status, &reply.text), (unknown.status, &unknown.text), "{what}");
        }
        let reply = ask(&world, &path, &with(RIGHT)).await;
        assert_eq!(reply.headers, unknown.headers, "{what}");
    }
    world.put(&patient);
    let reply = ask(&world, &path, &with("000000")).await;
    assert_eq!(reply.json(), json!({"remainingAttempts": 9}), "nothing was counted meanwhile");
    assert_eq!(ask(&world, &path, &with(RIGHT)).await.status, StatusCode::OK, "the control: it was open");
    assert_eq!(
        listed(&ann).await[1]["times"].as_u64().unwrap_or(0)
            + listed(&ann).await[0]["times"].as_u64().unwrap_or(0),
        1
    );
}

#[tokio::test]
async fn many_guesses_at_once_are_counted_one_by_one() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let guess = |n: u32| {
        let path = &path;
        let world = &world;
        async move { ask(world, path, &with(&format!("{n:06}"))).await.status }
    };
    let (a, b, c, d, e, f) = tokio::join!(guess(1), guess(2), guess(3), guess(4), guess(5), guess(6));
    assert!([a, b, c, d, e, f].iter().all(|status| *status == StatusCode::UNAUTHORIZED));
    let (a, b, c, d, e, f) = tokio::join!(guess(7), guess(8), guess(9), guess(10), guess(11), guess(12));
    let told = [a, b, c, d, e, f];
    assert_eq!(told.iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count(), 4);
    assert_eq!(told.iter().filter(|status| **status == StatusCode::NOT_FOUND).count(), 2);
    assert_eq!(ask(&world, &path, &with(RIGHT)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_two_who_open_a_link_for_once_one_does() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(None, true)).await;
    let who = with("");
    let (one, other) = tokio::join!(ask(&world, &path, &who), ask(&world, &path, &who));
    let mut both = [one.status, other.status];
    both.sort();
    assert_eq!(both, [StatusCode::OK, StatusCode::NOT_FOUND]);
}

#[tokio::test]
async fn a_link_that_is_asked_for_without_end_is_told_to_wait() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(None, false)).await;
    for _ in 0..20 {
        assert_eq!(ask(&world, &path, &with("")).await.status, StatusCode::OK);
    }
    let reply = ask(&world, &path, &with("")).await;
    assert_eq!((reply.status, reply.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
    world.wait(SignedDuration::from_mins(1));
    assert_eq!(ask(&world, &path, &with("")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_else_sees_or_stops_a_link() {
    let world = world();
    let (ann, kit) = (world.signed_in("ann").await, world.signed_in("kit").await);
    let (id, path) = made(&ann, &given(None, false)).await;
    assert_eq!(listed(&kit).await, json!([]));
    kit.send(Method::DELETE, &format!("/links/{id}"), &Value::Null).await;
    assert_eq!(ask(&world, &path, &with("")).await.status, StatusCode::OK);
    assert_eq!(world.browser().get("/links").await.status, StatusCode::UNAUTHORIZED);
}

/// The rows of the tables of links, as one text.
fn rows(folder: &std::path::Path) -> String {
    let db = rusqlite::Connection::open(folder.join("gateway.db")).unwrap();
    let mut all = String::new();
    for table in ["link", "link_file", "link_opened", "link_ticket"] {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                let value: rusqlite::types::Value = row.get(at).unwrap();
                all.push_str(&format!("{value:?} "));
            }
        }
    }
    all
}

#[tokio::test]
async fn what_it_held_goes_when_it_is_over_and_all_of_it_a_month_later() {
    let world = World::on_disk(people(), &resources());
    let ann = world.signed_in("ann").await;
    let (id, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let address = path.rsplit('/').next().unwrap();
    let kept = rows(world.folder.path());
    assert!(kept.contains(JWE) && kept.contains("Health information"), "the control");
    assert!(!kept.contains(RIGHT) && !kept.contains(address), "{kept}");
    ann.send(Method::DELETE, &format!("/links/{id}"), &Value::Null).await;
    assert!(!rows(world.folder.path()).contains(JWE));
    world.wait(SignedDuration::from_hours(24 * 30));
    let ann = world.signed_in("ann").await;
    assert_eq!(listed(&ann).await, json!([]));
    assert_eq!(rows(world.folder.path()), "");
}

#[tokio::test]
async fn links_are_in_a_backup_and_can_be_left_out() {
    let world = World::on_disk(people(), &resources());
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    assert_eq!(ask(&world, &path, &with(RIGHT)).await.status, StatusCode::OK);
    let kept = TempDir::new().unwrap();
    take(world.folder.path(), &kept.path().join("b")).unwrap();
    assert_eq!(inspect(&kept.path().join("b")).unwrap().links, 1);
    for (all, status) in [(true, StatusCode::OK), (false, StatusCode::NOT_FOUND)] {
        let folder = TempDir::new().unwrap();
        restore(&kept.path().join("b"), folder.path(), all).unwrap();
        let world = World::in_folder(folder, people());
        assert_eq!(ask(&world, &path, &with(RIGHT)).await.status, status);
        let ann = world.signed_in("ann").await;
        assert_eq!(listed(&ann).await.as_array().unwrap().len(), usize::from(all));
    }
}

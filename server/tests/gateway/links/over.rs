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

/// The address of the file of a link that was opened, for who wants none inside.
async fn location(world: &World, path: &str, passcode: &str) -> String {
    let mut body = with(passcode);
    body["embeddedLengthMax"] = json!(0);
    let reply = ask(world, path, &body).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let location = reply.json()["files"][0]["location"].as_str().unwrap().to_owned();
    location.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

#[tokio::test]
async fn the_address_of_a_file_ends_with_its_link() {
    let world = World::on_disk(people(), &resources());
    let ann = world.signed_in("ann").await;
    let status = async |path: &str| fetch(&world, path).await.status;
    let (id, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let stopped = location(&world, &path, RIGHT).await;
    ann.send(Method::DELETE, &format!("/links/{id}"), &Value::Null).await;
    assert!(!rows(world.folder.path()).contains(JWE), "nothing of it is on the disk");
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let guessed = location(&world, &path, RIGHT).await;
    for _ in 0..10 {
        ask(&world, &path, &with("000000")).await;
    }
    assert!(!rows(world.folder.path()).contains(JWE), "nothing of it is on the disk");
    let (id, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let before = location(&world, &path, RIGHT).await;
    let files = json!({"files": given(None, false)["files"]});
    assert_eq!(ann.send(Method::PUT, &format!("/links/{id}"), &files).await.status, StatusCode::OK);
    for (what, path) in [("stopped", &stopped), ("guessed", &guessed), ("holds something else", &before)] {
        assert_eq!(status(path).await, StatusCode::NOT_FOUND, "{what}");
    }
    let (id, path) = made(&ann, &given(None, true)).await;
    let once = location(&world, &path, "").await;
    assert_eq!(status(&once).await, StatusCode::OK, "one for once gives what it was opened for");
    let (late, path) = made(&ann, &given(None, true)).await;
    let used = location(&world, &path, "").await;
    for id in [id, late] {
        ann.send(Method::DELETE, &format!("/links/{id}"), &Value::Null).await;
    }
    assert_eq!(status(&used).await, StatusCode::NOT_FOUND, "stopped after it was used up");
    let (_, path) = made(&ann, &given(None, false)).await;
    let gone = location(&world, &path, "").await;
    let patient = resources()[0].clone();
    let mut after = patient.clone();
    after["deceasedBoolean"] = json!(true);
    world.put(&after);
    assert_eq!(status(&gone).await, StatusCode::NOT_FOUND, "of who died");
    world.put(&patient);
    assert_eq!(status(&gone).await, StatusCode::OK, "the control: it was open");
    world.wait(SignedDuration::from_mins(58));
    let ends = location(&world, &path, "").await;
    world.wait(SignedDuration::from_mins(2));
    assert_eq!(status(&ends).await, StatusCode::NOT_FOUND, "no longer than its link");
}

#[tokio::test]
async fn few_files_of_a_link_wait_to_be_fetched() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(None, false)).await;
    // The second time all of them end with the link: the oldest goes all the same.
    for begins in [None, Some("2026-11-22T10:58:00Z")] {
        if let Some(time) = begins {
            world.at(time);
        }
        let mut all = Vec::new();
        for _ in 0..9 {
            all.push(location(&world, &path, "").await);
            world.wait(SignedDuration::from_secs(1));
        }
        assert_eq!(fetch(&world, &all[0]).await.status, StatusCode::NOT_FOUND, "the oldest went");
        for path in &all[1..] {
            assert_eq!(fetch(&world, path).await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn who_asks_for_many_that_are_not_there_closes_none_that_is() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(None, false)).await;
    for n in 0..600 {
        let reply = ask(&world, &format!("/shl/{n:0>43}"), &with("")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{n}");
    }
    let reply = ask(&world, &format!("/shl/{}", "A".repeat(43)), &with("")).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "the control: there is a limit");
    assert_eq!(ask(&world, &path, &with("")).await.status, StatusCode::OK);
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
    for table in ["link", "link_file", "link_opened", "link_fetch"] {
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

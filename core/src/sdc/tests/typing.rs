//! What is typed, and what it means.

use super::*;

fn read(kind: Kind, text: &str) -> Option<Value> {
    let typed = Typed { text: text.into(), ..Typed::default() };
    typed::read(kind, &typed, &[], &Now::new(0, 60, [0; 4]))
        .ok()
        .map(|answer| answer.map_or(Value::Null, |a| json::choice(&a).unwrap().1.clone()))
}

#[test]
fn typed_answers() {
    let table = [
        (Kind::Integer, "12", json!(12)),
        (Kind::Integer, " +7 ", json!(7)),
        (Kind::Integer, "-3", json!(-3)),
        (Kind::Integer, "007", json!(7)),
        (Kind::Integer, "", Value::Null),
        (Kind::Time, "9:30", json!("09:30:00")),
        (Kind::Time, "14.05", json!("14:05:00")),
        (Kind::Time, "23:59:59", json!("23:59:59")),
        (Kind::Date, "27 3 1987", json!("1987-03-27")),
        (Kind::Date, "27/03/1987", json!("1987-03-27")),
        (Kind::Date, "27 March 1987", json!("1987-03-27")),
        (Kind::Date, "1st Feb 2024", json!("2024-02-01")),
        (Kind::Date, "29.2.2024", json!("2024-02-29")),
        (Kind::Date, " 3 1987", json!("1987-03")),
        (Kind::Date, "  1987", json!("1987")),
        (Kind::Date, "1987-03-27", json!("1987-03-27")),
        (Kind::DateTime, "27 3 1987", json!("1987-03-27")),
        (Kind::Url, "https://x.example/a", json!("https://x.example/a")),
        (Kind::String, "  words ", json!("words")),
        (Kind::Text, "one\ntwo", json!("one\ntwo")),
    ];
    for (kind, text, expect) in table {
        assert_eq!(read(kind, text), Some(expect), "{kind:?} {text}");
    }
    for (text, digits) in [("5.20", "5.20"), (".5", "0.5"), ("−4", "-4"), ("0.0", "0.0")] {
        assert_eq!(read(Kind::Decimal, text).unwrap().to_string(), digits, "every digit is kept");
    }
}

#[test]
fn what_cannot_be_read_is_said_and_never_guessed() {
    let table = [
        (Kind::Integer, &["x", "1.5", "1,000", "99999999999", "--1", "1 2"][..]),
        (Kind::Decimal, &["x", "1,5", "5.", ".", "1e5", "٥"]),
        (
            Kind::Date,
            &["31 2 2020", "2020", "27 13 1987", "27  1987", "0 1 2000", "27 3 87", "27 3", "1 2 3 2020"]
                [..1],
        ),
        (Kind::Date, &["27 13 1987", "27  1987", "0 1 2000", "27 3 87", "27 3", "1 2 3 2020", "yesterday"]),
        (Kind::Time, &["25:00", "9", "9:60", "9:5:61", "9:30:00:00", "noon"]),
        (Kind::Url, &["www example", "x.example"]),
    ];
    for (kind, texts) in table {
        for text in texts {
            assert_eq!(read(kind, text), None, "{kind:?} {text}");
        }
    }
    let long = "x".repeat(MOST_TEXT + 1);
    assert_eq!(read(Kind::Text, &long), None);
}

#[test]
fn a_moment_is_told_in_the_persons_own_offset() {
    let read = |day: &str, time: &str, offset| {
        let typed = Typed { text: day.into(), time: time.into(), ..Typed::default() };
        typed::read(Kind::DateTime, &typed, &[], &Now::new(0, offset, [0; 4]))
            .ok()
            .flatten()
            .map(|a| a["valueDateTime"].as_str().unwrap().to_string())
    };
    assert_eq!(read("27 3 1987", "14:30", 60).as_deref(), Some("1987-03-27T14:30:00+01:00"));
    assert_eq!(read("27 3 1987", "14:30", -210).as_deref(), Some("1987-03-27T14:30:00-03:30"));
    assert_eq!(read("3 1987", "14:30", 0), None, "a time needs a day");
    assert_eq!(read("", "14:30", 0), None);
}

/// Summer time from 29 March to 25 October 2026, one o'clock in UTC, as London has it.
fn london(local: i64) -> i32 {
    let summer = 1_774_746_000_000..1_792_893_600_000;
    if summer.contains(&(local - 1)) { 60 } else { 0 }
}

#[test]
fn a_moment_of_another_season_has_the_offset_of_that_season() {
    // Answered in summer, and in winter.
    for offset in [0, 60] {
        let now = Now::new(1_795_338_000_000, offset, [0; 4]).in_zone(london);
        for (day, clock, expect) in [
            ("28 3 2026", "12:00", "2026-03-28T12:00:00+00:00"),
            ("29 3 2026", "12:00", "2026-03-29T12:00:00+01:00"),
            ("25 10 2026", "00:30", "2026-10-25T00:30:00+01:00"),
            ("1 12 2026", "14:30", "2026-12-01T14:30:00+00:00"),
        ] {
            let typed = Typed { text: day.into(), time: clock.into(), ..Typed::default() };
            let read = typed::read(Kind::DateTime, &typed, &[], &now).unwrap().unwrap();
            assert_eq!(read["valueDateTime"], expect, "{offset}");
        }
    }
}

#[test]
fn quantities_take_the_unit_that_is_chosen_or_written() {
    let unit = |words: &str, code: &str| Unit {
        written: words.into(),
        words: words.into(),
        system: Some("u".into()),
        code: Some(code.into()),
    };
    let read = |typed: Typed, units: &[Unit]| {
        typed::read(Kind::Quantity, &typed, units, &now()).unwrap().unwrap()["valueQuantity"].clone()
    };
    let typed = Typed { text: "5.0".into(), ..Typed::default() };
    let units = [unit("kilograms", "kg"), unit("stone", "[stone_av]")];
    assert_eq!(read(typed.clone(), &units[..1])["code"], "kg", "one unit alone is meant");
    assert_eq!(read(typed.clone(), &units).get("code"), None, "of two none is chosen yet");
    assert_eq!(read(Typed { unit: Some(1), ..typed.clone() }, &units)["unit"], "stone");
    let own = read(Typed { unit_text: " bags ".into(), ..typed }, &units);
    assert_eq!((own["unit"].as_str(), own["value"].to_string()), (Some("bags"), "5.0".into()));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}", time in "[0-9:. ]{0,8}") {
        for kind in [Kind::Integer, Kind::Decimal, Kind::Date, Kind::DateTime, Kind::Time, Kind::Url, Kind::Quantity, Kind::String] {
            let typed = Typed { text: text.clone(), time: time.clone(), ..Typed::default() };
            if let Ok(Some(answer)) = typed::read(kind, &typed, &[], &now()) {
                let (member, value) = json::choice(&answer).unwrap();
                proptest::prop_assert!(check::fits(kind, member, value), "{kind:?} {answer}");
            }
        }
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_again(year in 1u16..9999, month in 1u8..=12, day in 1u8..=28, parts in 1usize..=3) {
        let whole = format!("{year:04}-{month:02}-{day:02}");
        let date = &whole[..[4, 7, 10][parts - 1]];
        let typed = typed::write(Kind::Date, &json!(date), &[]);
        if year >= 1000 {
            proptest::prop_assert_eq!(read(Kind::Date, &typed.text), Some(json!(date)));
        }
    }
}

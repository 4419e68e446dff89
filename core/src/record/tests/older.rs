//! A shelf that is longer than its newest part.

use serde_json::json;

use super::*;

const OF: (&str, Shelf) = ("Patient/asha", Shelf::Results);
const KEEP: Keep = Some((Place::Device, "asha"));
type Keep = Option<(Place, &'static str)>;

/// A gateway with readings `o-0` (the newest) to `o-n`, in pages of 200, as `next` links tell where they go on.
struct Gateway {
    newest: usize,
    all: usize,
    /// What changed since it was looked at last, and what was taken away.
    changed: Vec<Value>,
    gone: Vec<usize>,
}

fn reading(at: usize) -> Value {
    let (year, month, day) = (2026 - at / 336, 12 - at / 28 % 12, 28 - at % 28);
    tsh(&format!("o-{at}"), &format!("{year:04}-{month:02}-{day:02}"), 2.0, "final")
}

impl Gateway {
    fn of(all: usize) -> Self {
        Self { newest: 10_000, all: all + 10_000, changed: vec![], gone: vec![] }
    }

    fn answer(&self, path: &str) -> Reply {
        if path.contains("_lastUpdated=ge2026-11-22T08:59:00") {
            let next = (self.changed.len() > 200)
                .then_some("/fhir/Observation?_page=10001&_lastUpdated=ge2026-11-22T08:59:00");
            return told(page(self.changed.clone(), next), "2026-11-22T11:00:00Z");
        }
        if path.contains("_lastUpdated=ge2026-11-22T10:59:00") {
            return told(page(vec![], None), "2026-11-22T12:00:00Z");
        }
        assert!(!path.contains("_lastUpdated"), "a time that it told: {path}");
        let from = path.split_once("_page=").map_or(self.newest, |(_, at)| at.parse().expect("a place"));
        let to = self.all.min(from + 200);
        let next = (to < self.all).then(|| format!("/fhir/Observation?_page={to}"));
        let here = |at: usize| {
            let changed = self.changed.iter().find(|one| one["id"] == json!(format!("o-{at}")));
            changed.cloned().unwrap_or_else(|| reading(at))
        };
        let mut reply =
            page((from..to).filter(|at| !self.gone.contains(at)).map(here).collect(), next.as_deref());
        reply.body["total"] = json!(self.all - self.newest - self.gone.len());
        told(reply, "2026-11-22T09:00:00Z")
    }
}

/// With the time at which the gateway looked.
fn told(mut reply: Reply, at: &str) -> Reply {
    reply.body["meta"] = json!({"lastUpdated": at});
    reply
}

/// Answers what is asked, keeps what is to be kept, and reads it; gives the paths that were asked.
fn run(
    state: &mut State,
    gateway: Option<&Gateway>,
    rows: &mut Vec<(Key, Value)>,
    effects: Vec<Effect>,
) -> Vec<String> {
    let mut todo = effects;
    let mut asked = vec![];
    while !todo.is_empty() {
        let more = match todo.remove(0) {
            Effect::Fetch(Tag::Shelf(..), request) => {
                asked.push(request.path.clone());
                let reply = gateway.map(|gateway| gateway.answer(&request.path)).ok_or(Trouble::Offline);
                fetched(state, OF, reply.as_ref().map_err(|trouble| *trouble), (KEEP, &now()))
            }
            Effect::Save(_, key, value) => {
                rows.retain(|(known, _)| *known != key);
                rows.push((key.clone(), value));
                saved(state, (&key, Ok(())), ("asha", OF.0)).into_iter().collect()
            }
            Effect::SaveBoth(_, one, other) => {
                let key = one.0.clone();
                for row in [one, other] {
                    rows.retain(|(known, _)| *known != row.0);
                    rows.push(row);
                }
                saved(state, (&key, Ok(())), ("asha", OF.0)).into_iter().collect()
            }
            Effect::Forget(_, key) => {
                rows.retain(|(known, _)| *known != key);
                vec![]
            }
            Effect::Load(_, key) => {
                let row = rows.iter().find(|(known, _)| *known == key).map(|(_, row)| row.clone());
                let mut more = looked(state, (&key, row.as_ref()), ("asha", OF.0), &now());
                more.extend(loaded(state, (&key, row), "asha", &now()));
                more
            }
            _ => vec![],
        };
        todo.extend(more);
    }
    asked
}

fn open(state: &mut State, gateway: Option<&Gateway>, rows: &mut Vec<(Key, Value)>) -> Vec<String> {
    let mut effects = vec![look("asha")];
    effects.extend(opened(state, OF, KEEP, (true, &now())));
    run(state, gateway, rows, effects)
}

fn go_back(state: &mut State, gateway: Option<&Gateway>, rows: &mut Vec<(Key, Value)>) -> Vec<String> {
    let effects = back(state, (OF.0, &[OF.1]), (KEEP, gateway.is_some()));
    run(state, gateway, rows, effects)
}

fn cut(state: &State) -> Option<Cut> {
    results(&state.held(OF.0, OF.1), &now()).shown.cut
}

/// The numbers of the readings that are here, in order.
fn here(state: &State) -> Vec<usize> {
    let known = state.held(OF.0, OF.1).known.expect("known");
    let number = |one: &Value| one["id"].as_str()?.strip_prefix("o-")?.parse::<usize>().ok();
    known.resources.iter().filter_map(number).collect()
}

fn names(rows: &[(Key, Value)]) -> Vec<&str> {
    let mut names: Vec<&str> = rows.iter().filter_map(|(key, _)| key.0.strip_prefix("asha/")).collect();
    names.sort_unstable();
    names
}

#[test]
fn who_goes_back_in_time_comes_to_the_end() {
    let (gateway, mut state, mut rows) = (Gateway::of(1_700), State::default(), vec![]);
    assert_eq!(open(&mut state, Some(&gateway), &mut rows).len(), 1);
    let told = cut(&state).expect("there is more");
    assert_eq!((told.here, told.of, told.can, told.gap), (200, 1_700, true, false));
    assert!(told.since.is_some());
    go_back(&mut state, Some(&gateway), &mut rows);
    assert_eq!(cut(&state).map(|told| told.here), Some(1_200));
    go_back(&mut state, Some(&gateway), &mut rows);
    assert_eq!((here(&state), cut(&state)), ((10_000..11_700).collect(), None), "all of it is here");
    assert_eq!(go_back(&mut state, Some(&gateway), &mut rows), [""; 0]);
    let own = "record/Patient/asha/results";
    assert_eq!(names(&rows), ["kept", own, &[own, "/1"].concat(), &[own, "/2"].concat()]);
    let view = kept(&state, OF.0, &now());
    assert_eq!(view.rows.iter().map(|row| (row.entries, row.total)).collect::<Vec<_>>(), [(1_700, 0)]);
    // Without a network: the newest row alone, until the person goes back.
    let mut state = State::default();
    open(&mut state, None, &mut rows);
    assert_eq!(here(&state).len(), 200);
    go_back(&mut state, None, &mut rows);
    go_back(&mut state, None, &mut rows);
    assert_eq!((here(&state), cut(&state)), ((10_000..11_700).collect(), None));
}

#[test]
fn what_is_not_kept_is_said_to_be_away() {
    let (gateway, mut state, mut rows) = (Gateway::of(1_000), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, None, &mut rows);
    let told = cut(&state).expect("there is more");
    assert_eq!((told.here, told.trouble, told.coming), (200, Some(Trouble::Offline), false));
    go_back(&mut state, Some(&gateway), &mut rows);
    assert_eq!(cut(&state), None);
}

#[test]
fn newer_ones_leave_no_gap_before_what_is_older() {
    let (mut gateway, mut state, mut rows) = (Gateway::of(1_700), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, Some(&gateway), &mut rows);
    gateway.newest -= 3;
    assert_eq!(open(&mut state, Some(&gateway), &mut rows).len(), 2, "the newest part, and what changed");
    assert_eq!(here(&state), (9_997..11_200).collect::<Vec<_>>());
    // Offline, in another visit, nothing is lacking either.
    let mut state = State::default();
    open(&mut state, None, &mut rows);
    go_back(&mut state, None, &mut rows);
    assert_eq!(here(&state), (9_997..11_200).collect::<Vec<_>>());
    // Too many came at once: what was older does not fit, and goes.
    gateway.newest -= 1_500;
    let mut state = State::default();
    open(&mut state, Some(&gateway), &mut rows);
    assert!(here(&state).windows(2).all(|two| two[1] == two[0] + 1), "no gap");
    assert_eq!(here(&state).len(), 200);
    assert_eq!(names(&rows).len(), 3, "it is fetched anew: {:?}", names(&rows));
    go_back(&mut state, None, &mut rows);
    assert_eq!(here(&state), (8_497..9_697).collect::<Vec<_>>());
}

#[test]
fn what_changes_among_the_older_ones_is_put_right_where_it_stands() {
    let (mut gateway, mut state, mut rows) = (Gateway::of(3_000), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, Some(&gateway), &mut rows);
    let before = here(&state);
    assert_eq!(before.len(), 2_200);
    // One is corrected, one was added with an old date, one far back.
    let corrected = tsh("o-11000", "1994-12-28", 9.0, "corrected");
    let added = tsh("o-1", "1994-12-27", 3.0, "final");
    let mut beyond = tsh("o-2", "1950-12-27", 3.0, "final");
    beyond["meta"] = json!({"lastUpdated": "2026-11-22T09:30:00.000Z"});
    gateway.changed = vec![corrected.clone(), added, beyond];
    state.changed(Some((OF.0, "Observation")));
    let asked = open(&mut state, Some(&gateway), &mut rows);
    assert!(asked[1].contains("&_lastUpdated=ge"), "{asked:?}");
    let known = state.held(OF.0, OF.1).known.expect("known");
    assert!(known.resources.contains(&corrected));
    let mut after = here(&state);
    assert_eq!((after.remove(200), after.remove(200)), (1, 2), "what was added is here");
    assert!(after == before, "nothing else moved");
    // What is kept was fetched again, so that it says the same offline.
    assert!(
        rows.iter().any(|(key, row)| key.0.ends_with("/1") && row["resources"].to_string().contains("9.0"))
    );
    let asked = open(&mut state, Some(&gateway), &mut rows);
    assert_eq!(asked.len(), 2);
    assert!(asked[1].contains("ge2026-11-22T10:59:00"), "from then on: {asked:?}");
}

#[test]
fn where_nearly_all_changed_what_is_here_is_put_right_and_stays() {
    let (mut gateway, mut state, mut rows) = (Gateway::of(3_000), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, Some(&gateway), &mut rows);
    gateway.changed = (10_000..12_900).map(reading).collect();
    gateway.changed[1_000] = tsh("o-11000", "1994-12-28", 9.0, "corrected");
    let corrected = gateway.changed[1_000].clone();
    state.changed(Some((OF.0, "Observation")));
    open(&mut state, Some(&gateway), &mut rows);
    assert!(here(&state) == (10_000..11_200).collect::<Vec<_>>());
    assert!(state.held(OF.0, OF.1).known.expect("known").resources.contains(&corrected));
}

#[test]
fn who_wants_older_ones_while_something_comes_gets_them_after_it() {
    let (gateway, mut state, mut rows) = (Gateway::of(3_000), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    let coming = opened(&mut state, OF, KEEP, (true, &now()));
    assert_eq!(back(&mut state, (OF.0, &[OF.1]), (KEEP, true)), []);
    assert_eq!(cut(&state).map(|told| told.coming), Some(true), "it was heard");
    run(&mut state, Some(&gateway), &mut rows, coming);
    let effects = go_on(&mut state, (OF.0, &[OF.1]), (KEEP, true));
    run(&mut state, Some(&gateway), &mut rows, effects);
    assert_eq!(cut(&state).map(|told| (told.here, told.coming)), Some((1_200, false)));
    // Those that are fetched to be kept let them go first.
    let coming = deepen(&mut state, OF, (ALL, KEEP)).expect("parts are fetched");
    back(&mut state, (OF.0, &[OF.1]), (KEEP, true));
    run(&mut state, Some(&gateway), &mut rows, vec![coming]);
    let effects = go_on(&mut state, (OF.0, &[OF.1]), (KEEP, true));
    run(&mut state, Some(&gateway), &mut rows, effects);
    assert_eq!(cut(&state).map(|told| told.here), Some(2_200));
    assert_eq!(kept(&state, OF.0, &now()).rows[0].entries, 3_000, "and go on then");
}

#[test]
fn what_is_taken_away_among_the_older_ones_leaves_the_screen() {
    let (mut gateway, mut state, mut rows) = (Gateway::of(1_700), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    go_back(&mut state, Some(&gateway), &mut rows);
    gateway.gone = vec![10_700];
    state.changed(Some((OF.0, "Observation")));
    open(&mut state, Some(&gateway), &mut rows);
    assert!(!here(&state).contains(&10_700));
    assert_eq!(cut(&state).map(|told| (told.of, told.can)), Some((1_699, true)));
    go_back(&mut state, None, &mut rows);
    assert_eq!(here(&state).len(), 1_199, "what is kept was fetched again");
    // One that went from the newest part takes no other with it.
    gateway.gone.push(10_050);
    state.changed(Some((OF.0, "Observation")));
    open(&mut state, Some(&gateway), &mut rows);
    assert_eq!(here(&state).len(), 1_198);
}

#[test]
fn what_is_hidden_stays_hidden_and_leaves_the_order_alone() {
    let (mut gateway, mut state, mut rows) = (Gateway::of(1_200), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    let keys: Vec<String> = ["o-10001", "o-10199", "o-11100"].map(|id| key("Observation", id)).into();
    hide(&mut state, (&keys, true), KEEP);
    go_back(&mut state, Some(&gateway), &mut rows);
    assert_eq!(here(&state).len(), 1_197);
    gateway.newest -= 2;
    open(&mut state, Some(&gateway), &mut rows);
    assert_eq!(here(&state).len(), 1_199);
    assert_eq!(state.held(OF.0, OF.1).hidden.len(), 3);
    hide(&mut state, (&keys, false), KEEP);
    assert_eq!(here(&state).len(), 1_202);
}

#[test]
fn memory_is_bounded_and_what_was_put_aside_is_said() {
    let (gateway, mut state, mut rows) = (Gateway::of(30_000), State::default(), vec![]);
    open(&mut state, Some(&gateway), &mut rows);
    for _ in 0..30 {
        go_back(&mut state, Some(&gateway), &mut rows);
        assert!(here(&state).len() <= 16_000);
    }
    let told = cut(&state).expect("some were put aside");
    assert_eq!((told.of, told.gap, told.can), (30_000, true, false));
    assert_eq!(here(&state).last(), Some(&39_999), "the oldest is reached");
    assert!(here(&state).starts_with(&[10_000, 10_001]), "the newest stay");
}

#[test]
fn the_whole_record_is_kept_without_being_held() {
    let (gateway, mut state, mut rows) = (Gateway::of(1_700), State::default(), vec![]);
    let mut effects = vec![look("asha")];
    effects.extend(opened(&mut state, OF, KEEP, (true, &now())));
    assert_eq!(deepen(&mut state, OF, (BY_ITSELF, KEEP)), None, "the newest part comes first");
    run(&mut state, Some(&gateway), &mut rows, effects);
    assert_eq!((here(&state).len(), names(&rows).len()), (200, 4));
    assert_eq!(kept(&state, OF.0, &now()).rows[0].entries, 1_700);
    let effects = removed(&mut state, ("asha", OF.0));
    run(&mut state, None, &mut rows, effects);
    assert_eq!(names(&rows), ["kept"]);
}

//! Lists of entries, letters, the team.

use lapwing_core::glossary::Meaning;
use lapwing_core::notice::Trust;
use lapwing_core::record::{
    Apart, Badge, Body, Cut, EntryRow, EntryView, Fact, File, FileRow, Freshness, Group, Hold, Leads,
    LetterView, ListView, Presence, Shelf, Shown, Tone,
};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use yew::Html;

use super::super::{entry as entry_screen, letter, list, team};
use super::{nowhere, shown};
use crate::components::Fixtures;

fn entry(title: &str, lines: &[&str]) -> EntryRow {
    EntryRow {
        key: "k3_9".into(),
        title: title.into(),
        lines: lines.iter().map(|l| (*l).to_owned()).collect(),
        source: Some("From Dr Tomasz Zielinski, 15 January 2026".into()),
        ..EntryRow::default()
    }
}

fn badge(words: &str, tone: Tone) -> Option<Badge> {
    Some(Badge { words: words.into(), tone })
}

fn group(heading: Option<&str>, rows: Vec<EntryRow>, folded: bool) -> Group {
    // As long as this one, it has more than is shown.
    let rest = if rows.len() > 40 { 60 } else { 0 };
    Group { heading: heading.map(Into::into), rows, folded, rest }
}

fn medicines(count: usize) -> Vec<Group> {
    let many = (0..count).map(|n| entry(&format!("Medicine {n} of many"), &["One a day"]));
    let own = EntryRow {
        source: Some("Added by you, 14 October 2026".into()),
        own: true,
        ..entry("Ibuprofen 200mg tablets, bought at the chemist", &["One or two for a headache"])
    };
    let paused = EntryRow {
        badge: badge("Paused", Tone::Waiting),
        ..entry("Promethazine 25mg tablets", &["Why: Not needed at the moment"])
    };
    let long =
        entry("Amoxicillin-Clavulanat-Kaliumsalz-Trockensubstanz zur Herstellung einer Suspension", &[]);
    let stopped = EntryRow {
        badge: badge("Stopped", Tone::Plain),
        ..entry("Citalopram 40mg tablets", &["Why: It made you restless"])
    };
    vec![
        group(Some("What you take"), many.chain([own, paused, long]).collect(), false),
        group(Some("In the past"), vec![stopped], true),
    ]
}

fn list(shelf: Shelf, shown: Shown, groups: Vec<Group>) -> Html {
    list::screen(&ListView { shelf, shown, groups }, &nowhere())
}

fn letters() -> Vec<Group> {
    let draft =
        EntryRow { badge: badge("Draft", Tone::Info), ..entry("Clinic letter", &["19 January 2026"]) };
    vec![
        group(None, vec![draft], false),
        group(Some("Replaced by a newer one"), vec![entry("Clinic letter", &["15 January 2026"])], true),
    ]
}

fn letter(presence: Presence, body: Body, file: Option<File>) -> Html {
    letter::screen(&letter_view(presence, body, file), "k3_9", &nowhere())
}

fn letter_apart(why: Apart) -> Html {
    let view = LetterView { apart: Some(why), ..letter_view(Presence::Here, Body::Nothing, None) };
    letter::screen(&view, "k3_9", &nowhere())
}

/// A file that went with answers.
fn given_apart(why: Apart) -> Html {
    let view = letter_view(Presence::Here, Body::Nothing, None);
    let view = LetterView { title: "letter-from-school.pdf".into(), apart: Some(why), given: true, ..view };
    letter::screen(&view, "k3_9", &nowhere())
}

fn letter_view(presence: Presence, body: Body, file: Option<File>) -> LetterView {
    LetterView {
        shown: shown(presence),
        title: "Results letter".into(),
        source: Some("From Dr Helen Whitcombe, 18 June 2026".into()),
        body,
        file,
        apart: None,
        given: false,
        hold: None,
        files: vec![],
        of: None,
    }
}

fn team(shown: Shown, groups: Vec<Group>) -> Html {
    let trust = Trust {
        name: "Northside Mental Health".into(),
        team: "Northside Community Mental Health Team".into(),
        reads: "Monday to Friday, 9am to 5pm".into(),
        call: Some("0306 999 0101".into()),
        ..Trust::default()
    };
    team::screen(&ListView { shelf: Shelf::Team, shown, groups }, &trust, &nowhere())
}

fn others() -> Vec<Group> {
    let when = |title: &str, lines: &[&str]| EntryRow {
        source: Some("From Funmi Adeyemi".into()),
        ..entry(title, lines)
    };
    let waits = EntryRow { hold: Some(Hold::Risk), ..when("Review of safety", &["14 October 2026"]) };
    let off = EntryRow { badge: badge("Called off", Tone::Info), ..when("Home visit", &["3 May 2026"]) };
    let wrong = when("Home visit", &["1 May 2026"]);
    vec![
        group(
            None,
            vec![
                when("Stay on the ward", &["Time in care", "19 September 2025 to 9 October 2025"]),
                off,
                waits,
            ],
            false,
        ),
        group(Some("Entered by mistake"), vec![wrong], true),
    ]
}

fn story(presence: Presence, hold: Option<Hold>) -> Html {
    let fact = |label: &str, words: &str| Fact { label: label.into(), words: words.into() };
    let view = EntryView {
        shown: shown(presence),
        shelf: Shelf::Referrals,
        title: "Talking therapy (CBT)".into(),
        kind: "Referral or request".into(),
        when: Some("16 October 2026".into()),
        badge: badge("Not confirmed", Tone::Waiting),
        hold,
        facts: vec![
            fact("Why", "Low mood and worry"),
            fact("What to do", "The team writes to you when there is a place."),
        ],
        text: vec![(Some("What we agreed".into()), crate::components::rich::example())],
        files: vec![FileRow {
            title: "The referral as it was sent".into(),
            detail: "PDF · 16 October 2026".into(),
            route: Route::Letter("k3_9".into()),
        }],
        sources: vec!["From Dr Tomasz Zielinski".into(), "In the record since today at 10:00.".into()],
        leads: vec![Leads {
            label: "Visit".into(),
            kind: "Visit".into(),
            title: "Home visit".into(),
            detail: Some("14 October 2026".into()),
            route: Route::Entry("k3_9".into()),
        }],
        came: vec![Leads {
            label: "Asked for in".into(),
            kind: "Appointment".into(),
            title: "Talking therapy".into(),
            detail: Some("3 December 2026 at 10:00".into()),
            route: Route::Entry("k3_8".into()),
        }],
        over_time: vec![EntryRow {
            badge: badge("Stopped", Tone::Plain),
            ..entry("Sertraline 50mg tablets", &["One tablet once a day", "Why: Dose raised"])
        }],
        rights: (hold == Some(Hold::Rights)).then(Vec::new),
    };
    entry_screen::screen(&view, &nowhere())
}

/// An entry about legal status, with what the trust says of it.
fn legal(said: Vec<Meaning>) -> Html {
    let view = EntryView {
        files: vec![],
        shown: shown(Presence::Here),
        shelf: Shelf::Rights,
        title: "Mental Health Act, section 2".into(),
        kind: "Consent".into(),
        when: Some("3 May 2026".into()),
        badge: None,
        hold: None,
        facts: vec![],
        text: vec![],
        sources: vec![],
        leads: vec![],
        came: vec![],
        over_time: vec![],
        rights: Some(said),
    };
    entry_screen::screen(&view, &nowhere())
}

pub(super) fn fixtures() -> Fixtures {
    let here = || shown(Presence::Here);
    let stale = |freshness| Shown { freshness, ..here() };
    let then = || "today at 14:05".to_owned();
    let funmi = entry("Funmi Adeyemi", &["Care coordinator", "0306 999 0111", "funmi@northside.example"]);
    let mut all = vec![
        ("list_medicines", list(Shelf::Medicines, here(), medicines(0))),
        (
            "list_thirty",
            list(Shelf::Medicines, Shown { unread: 2, cut: Some(Cut::default()), ..here() }, medicines(30)),
        ),
        ("list_hidden", list(Shelf::Medicines, Shown { hidden: 2, ..here() }, medicines(1))),
        ("list_letters", list(Shelf::Letters, here(), letters())),
        ("list_loading", list(Shelf::Conditions, shown(Presence::Loading), vec![])),
        ("list_empty", list(Shelf::Allergies, shown(Presence::Empty), vec![])),
        ("list_not_shared", list(Shelf::Medicines, shown(Presence::NotShared), vec![])),
        ("list_trouble", list(Shelf::Medicines, shown(Presence::Trouble(Trouble::Busy)), vec![])),
        (
            "list_offline",
            list(Shelf::Medicines, stale(Freshness::AsOf(then(), Some(Trouble::Offline))), medicines(0)),
        ),
        ("list_kept", list(Shelf::Medicines, stale(Freshness::AsOf(then(), None)), medicines(0))),
        ("list_refreshing", list(Shelf::Medicines, stale(Freshness::Refreshing(then())), medicines(0))),
        ("list_visits", list(Shelf::Visits, here(), others())),
        ("list_waits", {
            let waits = EntryRow { hold: Some(Hold::Marked), ..entry("Anxiety", &["Since 2019"]) };
            list(Shelf::Conditions, here(), vec![group(Some("Now"), vec![waits], false)])
        }),
        ("entry_whole", story(Presence::Here, None)),
        ("entry_waits", story(Presence::Here, Some(Hold::Risk))),
        ("entry_rights", legal(vec![])),
        (
            "entry_rights_told",
            legal(vec![Meaning {
                title: "What section 2 is".into(),
                text: "The trust’s own words.".into(),
                source: "The trust’s leaflet".into(),
                reviewed_by: None,
            }]),
        ),
        ("entry_loading", story(Presence::Loading, None)),
        ("entry_unknown", story(Presence::Empty, None)),
        ("team_some", team(here(), vec![group(Some("My mental health team"), vec![funmi], false)])),
        ("team_empty", team(shown(Presence::Empty), vec![])),
    ];
    all.extend(long_lists());
    all.extend(single_letters());
    all
}

/// Lists of a record that is longer than what is here.
fn long_lists() -> Fixtures {
    let here = || shown(Presence::Here);
    let since = Some("3 May 2021".to_owned());
    let long = Cut { here: 1_000, of: 6_500, since, can: true, ..Cut::default() };
    vec![
        ("list_long", list(Shelf::Medicines, Shown { cut: Some(long.clone()), ..here() }, medicines(3))),
        (
            "list_long_coming",
            list(
                Shelf::Medicines,
                Shown { cut: Some(Cut { coming: true, ..long.clone() }), ..here() },
                medicines(3),
            ),
        ),
        (
            "list_long_away",
            list(
                Shelf::Medicines,
                Shown { cut: Some(Cut { trouble: Some(Trouble::Offline), gap: true, ..long }), ..here() },
                medicines(3),
            ),
        ),
    ]
}

fn single_letters() -> Fixtures {
    let marked = crate::components::rich::example();
    let paragraphs =
        ["Dear Ms Rahman", "Your blood test of 16 June 2026\nis normal."].map(String::from).to_vec();
    let pdf =
        File { media: "application/pdf".into(), size: 40_000, data: "".into(), pdf: true, picture: None };
    let scan = File { media: "image/png".into(), pdf: false, picture: Some("image/png"), ..pdf.clone() };
    let no_pdf = File { pdf: false, ..pdf.clone() };
    vec![
        ("letter_text", letter(Presence::Here, Body::Text(paragraphs), None)),
        ("letter_rich", letter(Presence::Here, Body::Rich(marked, true), Some(pdf.clone()))),
        ("letter_no_pdf", letter(Presence::Here, Body::Nothing, Some(no_pdf))),
        ("letter_file", letter(Presence::Here, Body::Nothing, Some(pdf))),
        ("letter_scan", letter(Presence::Here, Body::Nothing, Some(scan))),
        ("letter_apart_coming", letter_apart(Apart::Coming)),
        ("letter_apart_away", letter_apart(Apart::Trouble(Trouble::Offline))),
        ("letter_apart_trouble", letter_apart(Apart::Trouble(Trouble::Busy))),
        ("given_coming", given_apart(Apart::Coming)),
        ("given_away", given_apart(Apart::Trouble(Trouble::Offline))),
        ("given_gone", given_apart(Apart::Trouble(Trouble::NotShared))),
        ("letter_elsewhere", letter_apart(Apart::Elsewhere)),
        ("letter_nothing", letter(Presence::Here, Body::Nothing, None)),
        ("letter_loading", letter(Presence::Loading, Body::Nothing, None)),
        ("letter_unknown", letter(Presence::Empty, Body::Nothing, None)),
    ]
}

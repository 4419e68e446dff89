//! Each state of sharing with one person.

use lapwing_core::event::Event;
use lapwing_core::sharing::{
    InviteView, Named, SECTIONS, SectionRow, ShareWithView, SharedPerson, Stage, Until,
};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::screen;

fn person(sees: &[&'static str]) -> SharedPerson {
    SharedPerson {
        key: "k".into(),
        name: "Rosa Marques".into(),
        relation: Some("Sister".into()),
        sees: sees.to_vec(),
        until: (!sees.is_empty()).then(|| "20 February 2027".into()),
        ended: false,
    }
}

fn view(person: Option<SharedPerson>, chosen: &[&str], stage: Stage) -> ShareWithView {
    let row = |code| SectionRow::new(code, chosen.contains(&code));
    let sections = SECTIONS.into_iter().map(row).collect();
    ShareWithView {
        invite: None,
        adds: false,
        keeps: 24,
        person,
        sections,
        crisis: Some(Named {
            reference: "CarePlan/crisis-plan-asha".into(),
            title: "My crisis plan".into(),
            on: chosen.len() > 1,
        }),
        entries: vec![],
        day: String::new(),
        until: if chosen.len() > 1 { Until::Agreed } else { Until::Changed },
        agreed: (chosen.len() > 1).then(|| "20 February 2027".into()),
        stage,
        trouble: None,
        loading: false,
    }
}

pub(in crate::screens) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let of = |sees: &[&'static str], chosen: &[&str], stage| {
        screen(&view(Some(person(sees)), chosen, stage), true, &send)
    };
    let code = |wrong, busy| of(&[], &["plan"], Stage::NeedsCode { wrong, busy });
    let nobody = view(None, &[], Stage::Choosing);
    let loading = ShareWithView { loading: true, ..nobody.clone() };
    let trouble = ShareWithView { trouble: Some(Trouble::Offline), ..loading.clone() };
    let invite = |name: &str, code: Option<(&str, &str)>, stage| {
        let invite = InviteView {
            name: name.into(),
            relation: (!name.is_empty()).then_some(2),
            code: code.map(|(code, until)| (code.into(), until.into())),
        };
        screen(&ShareWithView { invite: Some(invite), ..view(None, &["plan"], stage) }, true, &send)
    };
    vec![
        ("share_with_invite", invite("", None, Stage::Choosing)),
        ("share_with_invite_incomplete", invite("Rob", None, Stage::Incomplete)),
        (
            "share_with_invite_made",
            invite("Rob", Some(("7KQ2-M4XB-09TR", "Tuesday 24 November at 14:05")), Stage::Saved),
        ),
        ("share_with_new", of(&[], &[], Stage::Choosing)),
        ("share_with_standing", of(&["Care plan"], &["plan", "appointments", "coping"], Stage::Choosing)),
        ("share_with_day", {
            let chosen = view(Some(person(&[])), &["plan"], Stage::WrongDay);
            let day = "2020-01-01".to_owned();
            screen(&ShareWithView { until: Until::Day, agreed: None, day, ..chosen }, true, &send)
        }),
        ("share_with_entries", {
            let one = |title: &str, on| Named { reference: title.into(), title: title.into(), on };
            let entries = vec![
                one("Letter from the clinic, 3 November 2026", true),
                one("Donaudampfschifffahrtsgesellschaftskapitänsuntersuchungsergebnismitteilung", false),
            ];
            let seen = Some(person(&["Care plan", "Single entries"]));
            screen(&ShareWithView { entries, ..view(seen, &["plan"], Stage::Choosing) }, true, &send)
        }),
        ("share_with_saving", of(&[], &["plan"], Stage::Saving)),
        ("share_with_failed", of(&[], &["plan"], Stage::Failed(Trouble::Offline))),
        ("share_with_code", code(false, false)),
        ("share_with_code_wrong", code(true, false)),
        ("share_with_code_busy", code(false, true)),
        ("share_with_saved", of(&["Care plan", "Appointments"], &["plan"], Stage::Saved)),
        ("share_with_stopped", of(&[], &[], Stage::Saved)),
        ("share_with_nobody", screen(&nobody, true, &send)),
        ("share_with_loading", screen(&loading, true, &send)),
        ("share_with_trouble", screen(&trouble, true, &send)),
    ]
}

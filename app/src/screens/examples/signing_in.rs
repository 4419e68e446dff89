//! Signing in, the device question, signing out.

use lapwing_core::session::{Copies, LeavingView, Only};
use lapwing_core::session::{DeviceView, Offer, SignInView, Why};
use lapwing_core::trouble::Trouble;

use super::super::{device, leaving, sign_in, unknown};
use super::nowhere;
use crate::components::Fixtures;

fn offer(id: &str, name: &str, about: &str) -> Offer {
    Offer { id: id.into(), name: name.into(), about: about.into() }
}

fn seeded() -> Vec<Offer> {
    vec![
        offer("asha", "Asha Rahman", "An adult with a full record"),
        offer("grace", "Grace Okafor", "Sam’s mother. She sees what Sam shares."),
    ]
}

/// With so many people of imported records.
fn with_imported(count: usize) -> Vec<Offer> {
    let imported = (0..count)
        .map(|n| offer(&format!("patient-{n}"), &format!("Bennie{n} Köhler{n}"), "An imported record"));
    seeded().into_iter().chain(imported).collect()
}

fn view(why: Why, offers: Vec<Offer>) -> SignInView {
    SignInView { why, offers, trouble: None, busy: false, looking: false, kept: None, locked: false }
}

fn lost(unsent: usize, only: Vec<Only>, copies: Option<Copies>) -> LeavingView {
    LeavingView { looking: false, unsent, only, copies }
}

pub(super) fn fixtures() -> Fixtures {
    let sign_in = |view: SignInView| sign_in::screen(&view, &nowhere());
    let asked =
        |taken, spared| device::screen(&DeviceView { name: "Asha".into(), taken, spared }, &nowhere());
    let kept = Some("Asha".to_owned());
    let again = SignInView { kept: kept.clone(), locked: true, ..view(Why::StartAgain, seeded()) };
    let offline = SignInView { offers: vec![], trouble: Some(Trouble::Offline), ..again.clone() };
    let locked = SignInView { kept: kept.clone(), locked: true, ..view(Why::Away, seeded()) };
    vec![
        ("sign_in_fresh", sign_in(view(Why::Fresh, seeded()))),
        ("sign_in_imported", sign_in(view(Why::Fresh, with_imported(3)))),
        ("sign_in_many", sign_in(view(Why::Fresh, with_imported(30)))),
        ("sign_in_away", sign_in(SignInView { kept, ..view(Why::Away, seeded()) })),
        ("sign_in_locked", sign_in(locked)),
        ("sign_in_start_again", sign_in(again)),
        ("sign_in_start_again_offline", sign_in(offline)),
        ("sign_in_looking", sign_in(SignInView { looking: true, ..view(Why::SignedOut, vec![]) })),
        ("sign_in_leaving", sign_in(view(Why::Leaving, vec![]))),
        ("sign_in_other", sign_in(view(Why::Other, vec![]))),
        ("sign_in_signed_out", sign_in(view(Why::SignedOut, vec![]))),
        ("sign_in_busy", sign_in(SignInView { busy: true, ..view(Why::Fresh, seeded()) })),
        ("sign_in_nobody", sign_in(view(Why::Fresh, vec![]))),
        (
            "sign_in_offline",
            sign_in(SignInView { trouble: Some(Trouble::Offline), ..view(Why::Fresh, vec![]) }),
        ),
        (
            "sign_in_refused",
            sign_in(SignInView { trouble: Some(Trouble::Busy), ..view(Why::Fresh, seeded()) }),
        ),
        ("device_asked", asked(false, false)),
        ("device_taken", asked(true, false)),
        ("device_spared", asked(true, true)),
        ("leaving_one", leaving::screen(&lost(1, vec![], None), &nowhere())),
        (
            "leaving_looking",
            leaving::screen(&LeavingView { looking: true, ..lost(0, vec![], None) }, &nowhere()),
        ),
        ("leaving_all", {
            let all = vec![
                Only::Photos(3),
                Only::Songs(1),
                Only::Begun(2),
                Only::Beside(2),
                Only::Links(2),
                Only::Times,
                Only::Card,
                Only::Unread,
            ];
            leaving::screen(&lost(3, all, Some(Copies::None)), &nowhere())
        }),
        (
            "leaving_saved",
            leaving::screen(&lost(0, vec![Only::Photos(1)], Some(Copies::Saved(1))), &nowhere()),
        ),
        ("leaving_failed", leaving::screen(&lost(0, vec![Only::Songs(2)], Some(Copies::Failed)), &nowhere())),
        ("unknown_page", unknown::screen()),
    ]
}

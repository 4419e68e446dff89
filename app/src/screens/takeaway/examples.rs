//! Named examples.

use lapwing_core::event::Event;
use lapwing_core::record::{
    Badge, EntryRow, Freshness, Group, Presence, ResultsGroup, SeriesRow, Shelf, Shown,
};
use lapwing_core::takeaway::{File, Made, PaperPart, PaperView, TakeawayView};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::{paper, screen};

fn shown(presence: Presence) -> Shown {
    Shown { presence, freshness: Freshness::Live, unread: 0, cut: None, hidden: 0, whose: None }
}

fn files() -> TakeawayView {
    TakeawayView {
        shown: shown(Presence::Here),
        entries: 312,
        unsent: 0,
        coming: 0,
        failed: vec![],
        cut: vec![],
        making: None,
        made: None,
        unready: vec![],
    }
}

fn row(title: &str, lines: &[&str]) -> EntryRow {
    EntryRow {
        key: "k".into(),
        title: title.into(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        source: Some("From Dr Okafor, 12 March 2026.".into()),
        ..EntryRow::default()
    }
}

fn part(shelf: Shelf, rows: Vec<EntryRow>) -> PaperPart {
    let groups = match rows.is_empty() {
        true => vec![],
        false => vec![Group { heading: Some("Now".into()), rows, folded: false, rest: 0 }],
    };
    PaperPart { shelf, on: true, unknown: false, unread: 0, groups, results: vec![] }
}

fn pages() -> PaperView {
    let lithium = SeriesRow {
        own: false,
        key: "k".into(),
        label: "Lithium".into(),
        value: "0.70 mmol/L".into(),
        when: Some("12 March 2026".into()),
        usual: Some("0.4 to 1.0 mmol/L".into()),
        badge: None,
        count: 4,
        hold: None,
    };
    let results = vec![ResultsGroup { heading: "Blood and other tests".into(), rows: vec![lithium] }];
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsuntersuchungsergebnismitteilung ".repeat(3);
    let badge = Some(Badge { words: "Paused".into(), tone: lapwing_core::record::Tone::Waiting });
    let parts = vec![
        part(
            Shelf::Conditions,
            vec![row("Recurrent depressive disorder", &["Since 2019"]), row(&long, &[&long])],
        ),
        part(Shelf::Allergies, vec![]),
        part(
            Shelf::Medicines,
            vec![EntryRow { badge, ..row("Sertraline 50 mg", &["One tablet each morning"]) }],
        ),
        PaperPart { unread: 1, results, ..part(Shelf::Results, vec![]) },
        PaperPart { unknown: true, ..part(Shelf::Vaccinations, vec![]) },
        PaperPart { on: false, ..part(Shelf::Team, vec![row("Dr Okafor", &["Psychiatrist"])]) },
    ];
    PaperView {
        shown: shown(Presence::Here),
        name: "Asha Rahman".into(),
        number: Some("999 012 3456".into()),
        born: Some("4 May 1988".into()),
        made: "22 November 2026".into(),
        parts,
        all_of_it: false,
        held_back: 2,
    }
}

pub(in crate::screens) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let files_of = |view: TakeawayView| screen(Some(&view), &send);
    let of = |presence| TakeawayView { shown: shown(presence), entries: 0, ..files() };
    let as_of = Freshness::AsOf("today at 14:05".into(), Some(Trouble::Offline));
    let made = Some(Made { file: File::Results, written: 145, unread: 1, files: 0, lacking: 0 });
    let offline = TakeawayView {
        shown: Shown { freshness: as_of, ..shown(Presence::Here) },
        unsent: 2,
        coming: 1,
        failed: vec![Shelf::Letters, Shelf::Team],
        cut: vec![Shelf::Results],
        unready: vec![File::Summary],
        ..files()
    };
    let bare = PaperView { number: None, born: None, held_back: 0, all_of_it: true, ..pages() };
    let loading = PaperView { shown: shown(Presence::Loading), ..pages() };
    vec![
        ("takeaway_files", files_of(files())),
        ("takeaway_making", files_of(TakeawayView { making: Some((File::Everything, 200, 312)), ..files() })),
        ("takeaway_made", files_of(TakeawayView { made, ..files() })),
        ("takeaway_offline", files_of(offline)),
        ("takeaway_loading", files_of(of(Presence::Loading))),
        ("takeaway_empty", files_of(of(Presence::Empty))),
        ("takeaway_error", files_of(of(Presence::Trouble(Trouble::Offline)))),
        ("takeaway_not_yours", screen(None, &send)),
        ("takeaway_paper", paper::screen(&pages(), &send)),
        ("takeaway_paper_all", paper::screen(&bare, &send)),
        ("takeaway_paper_loading", paper::screen(&loading, &send)),
    ]
}

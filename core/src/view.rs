//! The view of the screen that is mounted, and of nothing else.

mod beside;
mod caring;
mod check_ins;
mod door;
mod reviews;
mod safety;
mod whole;

use crate::app::Model;
use crate::devices::DevicesView;
use crate::fhir::date::Date;
use crate::form::{self, AnswerView, CheckInsView, DueRow};
use crate::keepsakes::KeepsakesView;
use crate::links::{CardView, LinksView, MakeView, ViewerView};
use crate::notice::{self, FrameView, WaitingView};
use crate::now::Now;
use crate::outbox::{Entry, Waiting};
use crate::parts::Part;
use crate::past::{PastAnswerView, PastView};
use crate::plan::{self, SafetyView};
use crate::record::{
    self, EntryView, LetterView, ListView, NewsView, NextAppointment, PlanView, ResultView, ResultsView,
    SearchView, Shelf, TimelineView,
};
use crate::route::Route;
use crate::schedule::ScheduleView;
use crate::session::{self, Device, DeviceView, PersonView, SessionView, SignInView};
use crate::sharing::{JoinView, LooksView, ShareWithView, SharingView};
use crate::takeaway::{PaperView, TakeawayView};
use crate::trouble::Trouble;
use crate::vault::{self, ProtectView, UnlockView, VaultView};
use crate::{app, feedback, lease, words};

/// Everything that is on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The page's title; it names no person and nothing clinical.
    pub title: String,
    /// The gateway runs with demo people.
    pub demo: bool,
    /// Where the person is.
    pub route: Route,
    /// The person, once signed in.
    pub person: Option<PersonView>,
    /// The frame.
    pub frame: FrameView,
    /// The screen.
    pub screen: Screen,
    /// What stands under an entry of the record.
    pub beside: Option<Box<Beside>>,
}

/// The mounted screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// Nothing is known yet: the static shell stays.
    Starting,
    /// A part of the app that is on its way, or why it did not come.
    Coming(Option<Trouble>),
    /// Signing in.
    SignIn(SignInView),
    /// Whose device is it?
    Device(DeviceView),
    /// What is kept is locked.
    Unlock(UnlockView),
    /// Choosing a passphrase, changing it, or taking it away.
    Protect(ProtectView),
    /// Today.
    Today(TodayView),
    /// The list of shelves.
    Record(RecordView),
    /// What is hidden on this device, as far as it is here, and how many it is.
    Hidden(Vec<record::Found>, usize),
    /// A shelf as rows.
    List(ListView),
    /// Results.
    Results(ResultsView),
    /// One result over time.
    Result(ResultView),
    /// One entry of any kind.
    Entry(EntryView),
    /// All entries by time; `true` if it is the person's own record.
    Timeline(TimelineView, bool),
    /// What is new.
    News(NewsView),
    /// The search in all entries.
    Search(SearchView),
    /// One letter, with its key.
    Letter(LetterView, String),
    /// The list of check-ins, with what is due.
    CheckIns(CheckInsView, Vec<DueRow>),
    /// Answering.
    Answer(AnswerView),
    /// Past answers.
    Past(PastView),
    /// The answers of one time.
    PastAnswer(PastAnswerView),
    /// When the person wants to do one check-in.
    Schedule(ScheduleView),
    /// The care plan; `true` if it is the person's own.
    Plan(PlanView, bool),
    /// The safety plan.
    Safety(Box<SafetyView>),
    /// The care team, and how to reach the trust's team.
    Team(ListView, notice::Trust),
    /// Taking the record away; not somebody else's.
    Takeaway(Option<TakeawayView>),
    /// The pages to print.
    Paper(Box<PaperView>),
    /// Sharing.
    Sharing(SharingView),
    /// Sharing with one person; `true` for demo people.
    ShareWith(ShareWithView, bool),
    /// Who looked.
    Looks(LooksView),
    /// When somebody pushes to share.
    Pressure,
    /// A carer brings a code.
    Join(JoinView),
    /// The person's links.
    Links(LinksView),
    /// A link being made, or shown again; `true` for demo people.
    MakeLink(Box<MakeView>, bool),
    /// A link being opened.
    Viewer(ViewerView),
    /// The emergency card.
    Card(CardView),
    /// Photos and songs on this device; `None` where it is not the person's own.
    Keepsakes(Option<KeepsakesView>),
    /// Feedback.
    Feedback(feedback::State),
    /// Settings; the browser's promise to keep what is stored, the passphrase, and what of one's own record waits.
    Settings(Option<bool>, VaultView, Option<[(record::Hold, bool); 4]>),
    /// What is kept on this device, where it is the person's own; and what room there is.
    Kept(Option<record::KeptView>, Option<(u64, u64)>),
    /// Where the person is signed in.
    Devices(DevicesView),
    /// What waits to be sent.
    Waiting(WaitingView),
    /// The space of a carer.
    Caring(CaringView),
    /// No such page.
    Unknown,
}

pub use beside::{Beside, Shareable};
pub(crate) use caring::is_of_space;
pub use caring::{CaringRow, CaringView};
pub use reviews::ReviewRow;
pub(crate) use safety::care_plan;
pub use whole::RecordView;
pub(crate) use whole::away;

/// Today.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayView {
    /// The greeting.
    pub greeting: String,
    /// Check-ins that the team asked for, and drafts to resume.
    pub due: Vec<DueRow>,
    /// About whom they are asked, where it is somebody else.
    pub about: Option<String>,
    /// Other tasks: what, and until when.
    pub tasks: Vec<(String, Option<String>)>,
    /// The next appointment.
    pub next: Option<NextAppointment>,
    /// Since when there is something new, and what.
    pub news: Option<(String, String)>,
    /// Plans to be looked at again.
    pub reviews: Vec<ReviewRow>,
    /// Nothing is known yet.
    pub loading: bool,
    /// Why it is not known what is asked of the person.
    pub trouble: Option<Trouble>,
    /// The person's own day (not somebody's they care for).
    pub own: bool,
    /// How it stands with the person's safety plan.
    pub safety: plan::Hint,
    /// What they share, where it is somebody else's day.
    pub shared: Option<session::CaredFor>,
    /// The key of the check-in for who cares for somebody, where they may add what they notice.
    pub notices: Option<String>,
    /// Whom else the person cares for.
    pub caring_for: Vec<CaringRow>,
}

/// The view of the whole app.
#[must_use]
pub fn view(model: &Model, now: &Now) -> View {
    now.stand();
    let account = model.session.account().map(|a| a.id.clone()).unwrap_or_default();
    let session = session::view(&model.session);
    let live = matches!(&session, SessionView::In(p) if p.live);
    let (person, screen) = match session {
        _ if model.route == Route::Viewer => (None, everybodys(model)),
        SessionView::Starting => (None, Screen::Starting),
        SessionView::SignIn(_) if model.route == Route::Feedback => (None, everybodys(model)),
        SessionView::SignIn(view) if safety::is_readable(model, now) => {
            (None, safety::open(model, now).unwrap_or(Screen::SignIn(view)))
        }
        SessionView::SignIn(view) => {
            (None, Screen::SignIn(SignInView { locked: model.vault.is_closed(), ..view }))
        }
        SessionView::Device(view) => {
            (None, Screen::Device(DeviceView { taken: app::is_taken(model), ..view }))
        }
        SessionView::In(person) if app::is_locked(model) => (None, locked(model, &person, now)),
        SessionView::In(person) => {
            let screen = screen(model, &person, now);
            (Some(person), screen)
        }
    };
    let under = person.is_some() && model.route.is_one_entry() && model.parts.has(Part::Record);
    let beside = under.then(|| door::record_beside(model, &screen, now)).flatten();
    View {
        title: title(&screen),
        beside,
        demo: model.session.demo,
        route: model.route.clone(),
        frame: FrameView {
            locking: model.vault.warned,
            only_here: app::is_only_here(model),
            plan: safety::reachable(model, person.is_some(), now),
            ..notice::frame(&model.notice, &account, live || person.is_none())
        },
        person,
        screen,
    }
}

/// What is open to everybody, whoever is signed in: a link, and feedback.
fn everybodys(model: &Model) -> Screen {
    if model.parts.missing(&model.route).is_some() {
        return Screen::Coming(model.parts.trouble());
    }
    match &model.route {
        Route::Viewer => door::record_viewer(model),
        _ => Screen::Feedback(model.feedback.clone()),
    }
}

/// What is locked, and help; feedback needs no key.
fn locked(model: &Model, person: &PersonView, now: &Now) -> Screen {
    if model.route == Route::Feedback {
        return everybodys(model);
    }
    if let Some(screen) = safety::open(model, now) {
        return screen;
    }
    let Waiting { sealed, held, stopped, .. } = model.notice.waiting;
    match vault::unlock(&model.vault, &person.first_name, sealed.saturating_sub(held + stopped), now) {
        Some(view) => Screen::Unlock(UnlockView { held, stopped, ..view }),
        None => Screen::Starting,
    }
}

fn screen(model: &Model, person: &PersonView, now: &Now) -> Screen {
    if let Some(view) = vault::protect(&model.vault) {
        return Screen::Protect(view);
    }
    let own = model.session.acting().is_none();
    let patient = model.session.patient();
    match &model.route {
        Route::Feedback => everybodys(model),
        route if model.parts.missing(route).is_some() => Screen::Coming(model.parts.trouble()),
        route if Part::of(route) == Some(Part::Settings) => door::settings(model, now),
        Route::Join => door::sharing(model, own, now),
        Route::Caring => Screen::Caring(caring::caring(model, now)),
        _ if patient.is_none() || (model.session.in_space() && !is_of_space(model, &model.route)) => {
            Screen::Caring(caring::caring(model, now))
        }
        Route::Today => Screen::Today(today(model, person, (own, now))),
        Route::Record => Screen::Record(whole::record(model, now)),
        Route::CheckIns => check_ins::list(model, (own, now)),
        Route::Answer(_) if !model.session.can_answer() => check_ins::list(model, (own, now)),
        Route::Safety(_) | Route::Paper(..) => safety::plans(model, now),
        Route::Keepsakes => door::plan(model, own, now),
        route => match Part::of(route) {
            Some(Part::Record) => door::record(model, own, now),
            Some(Part::Form) => door::form(model, own, now),
            Some(Part::Plan) => safety::plans(model, now),
            Some(Part::Sharing) => door::sharing(model, own, now),
            _ => Screen::Unknown,
        },
    }
}

/// A shelf as the session may see it: what is not shared with a carer is not even asked for.
pub(crate) fn permitted(model: &Model, shelf: Shelf) -> record::Held {
    let Some(patient) = model.session.patient() else { return record::Held::default() };
    let held = model.record.held(&patient, shelf);
    let held = record::Held { whose: model.session.acting().map(|a| a.name.clone()), ..held };
    match model.session.acting() {
        Some(acting) if !shelf.is_open_to(acting) => {
            record::Held { trouble: Some(Trouble::NotShared), known: None, ..held }
        }
        None if model.session.subject != session::Subject::Me => {
            record::Held { trouble: Some(Trouble::NotShared), known: None, ..held }
        }
        _ => held,
    }
}

fn today(model: &Model, person: &PersonView, (own, now): (bool, &Now)) -> TodayView {
    let tasks = permitted(model, Shelf::Tasks);
    let patient = model.session.patient().unwrap_or_default();
    let mut all = record::due(&tasks, &patient);
    let instruments = || model.form.library.iter().flatten();
    let waits_done = |t: &record::DueTask| plan::waits_done(&model.notice.waiting.outbox, &t.id);
    let acting = model.session.acting();
    // What the team asks of a carer, where no check-in here is meant by it.
    all.extend(acting.map(|acting| record::due(&tasks, &acting.related)).unwrap_or_default());
    let other = all.iter().filter(|t| !instruments().any(|i| t.is_for(&i.url, &i.name)) && !waits_done(t));
    TodayView {
        greeting: words::time::greeting(now, if own { &person.first_name } else { "" }),
        due: check_ins::due_today(model, now),
        about: acting.map(|acting| acting.name.clone()),
        tasks: other.map(|t| (t.title.clone(), t.due.clone())).collect(),
        next: record::next_appointment(&permitted(model, Shelf::Appointments), now),
        news: if own && model.parts.has(Part::Record) { door::record_news(model, now) } else { None },
        reviews: if own { reviews::reviews(model, now) } else { vec![] },
        loading: tasks.known.is_none() && tasks.trouble.is_none(),
        trouble: tasks.trouble.filter(|t| tasks.known.is_none() && *t != Trouble::NotShared),
        own,
        safety: plan::hint(&model.plan, now),
        shared: acting.cloned(),
        notices: (!own && model.session.can_answer())
            .then(|| instruments().find(|i| i.others).map(form::Instrument::key))
            .flatten(),
        caring_for: caring::rows(model, now),
    }
}

fn kept(model: &Model, now: &Now) -> Option<record::KeptView> {
    let account = model.session.account().filter(|_| model.session.device == Device::Own)?;
    let kept = record::kept(&model.record, account.patient.as_deref().unwrap_or_default(), now);
    let own = account.patient.is_some();
    let reader = app::lease::reader(&model.session);
    let reader = reader.filter(|reader| !reader.cared.is_empty());
    let copies = reader.map(|reader| lease::copies(&model.lease, reader, now));
    Some(record::KeptView { own, loading: kept.loading && own, copies, ..kept })
}

fn waiting(model: &Model, now: &Now) -> WaitingView {
    let account = model.session.account().map(|a| a.id.clone()).unwrap_or_default();
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let when = |at| words::time::moment(Date::from_millis(at, offset), now);
    let change = |e: &Entry| app::again::way(model, e).map(|_| app::again::name(e));
    notice::waiting(&model.notice, &account, &when, (&change, &|e| app::again::said(model, e)))
}

/// "Results - Lapwing": a title says where one is, never what is in it.
fn title(screen: &Screen) -> String {
    let name = match screen {
        Screen::Starting => return "Lapwing".into(),
        Screen::SignIn(_) => words::session::SIGN_IN,
        Screen::Device(_) => words::session::DEVICE,
        Screen::Unlock(_) => words::vault::UNLOCK,
        Screen::Protect(_) => words::vault::PASSPHRASE,
        Screen::Caring(_) => words::carers::CARING,
        Screen::Today(_) => words::today::TODAY,
        Screen::Record(_) => words::record::RECORD,
        Screen::List(list) => words::record::shelf(list.shelf),
        Screen::Hidden(..) => words::record_hide::PAGE,
        Screen::Results(_) | Screen::Result(_) => words::record::shelf(Shelf::Results),
        Screen::Letter(..) => words::record::shelf(Shelf::Letters),
        Screen::Takeaway(_) | Screen::Paper(_) => words::takeaway::TITLE,
        Screen::Timeline(..) => words::record_find::OVER_TIME,
        Screen::News(_) => words::record_find::NEW,
        Screen::Search(_) => words::record_find::SEARCH,
        Screen::Entry(entry) => words::record::shelf(entry.shelf),
        Screen::CheckIns(..) | Screen::Answer(_) | Screen::Schedule(_) => words::form::CHECK_INS,
        Screen::Past(_) | Screen::PastAnswer(_) => words::record::shelf(Shelf::Scores),
        Screen::Plan(..) => words::record::shelf(Shelf::Plan),
        Screen::Safety(_) => words::frame::PLAN,
        Screen::Team(..) => words::record::shelf(Shelf::Team),
        Screen::Sharing(_)
        | Screen::ShareWith(..)
        | Screen::Looks(_)
        | Screen::Pressure
        | Screen::Join(_) => words::sharing::SHARING,
        Screen::Links(_) | Screen::MakeLink(..) => words::sharing::SHARING,
        Screen::Viewer(_) => words::links::OPEN,
        Screen::Card(_) => words::links::CARD,
        Screen::Keepsakes(_) => words::keepsakes::TITLE,
        Screen::Feedback(_) => words::feedback::FEEDBACK,
        Screen::Settings(..) => words::settings::SETTINGS,
        Screen::Kept(..) => words::kept::KEPT,
        Screen::Devices(_) => words::devices::DEVICES,
        Screen::Waiting(_) => words::waiting::WAITING,
        Screen::Coming(_) => words::parts::COMING,
        Screen::Unknown => words::parts::NO_SUCH_PAGE,
    };
    format!("{name} – Lapwing")
}

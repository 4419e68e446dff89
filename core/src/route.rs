//! The addresses of the app. They carry no clinical word, no name, no id of a record.

use crate::plan::Paper;

/// Where the person is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Route {
    /// `/`
    #[default]
    Today,
    /// `/record`
    Record,
    /// `/record/<shelf>`
    Shelf(String),
    /// `/record/results/<key>`: one series of results.
    Result(String),
    /// `/record/letters/<key>`: one letter.
    Letter(String),
    /// `/record/entry/<key>`: one entry of any kind.
    Entry(String),
    /// `/record/over-time/<month>`: all entries in the order of time; an empty month is the newest.
    Timeline(String),
    /// `/record/search`: words looked for in all entries.
    Search,
    /// `/record/new`: what is new.
    News,
    /// `/record/take`, and `/record/take/print`: taking the record away.
    Takeaway(bool),
    /// `/check-ins`
    CheckIns,
    /// `/check-ins/<key>`: answering one.
    Answer(String),
    /// `/check-ins/<key>/past`: what was answered before.
    Past(String),
    /// `/check-ins/<key>/past/<key>`: the answers of one time.
    PastAnswer(String, String),
    /// `/check-ins/<key>/when`: the person's plan for it.
    Schedule(String),
    /// `/plan`
    Plan,
    /// `/plan/safety`, and its parts: a step (`1` to `7`), `now`, `now-1`, `before`. Empty for the whole plan.
    Safety(String),
    /// `/plan/<paper>`, and its parts: a section (`1` to `5`), `before`. Empty for the whole.
    Paper(Paper, String),
    /// `/caring`: the space of a carer.
    Caring,
    /// `/team`
    Team,
    /// `/sharing`
    Sharing,
    /// `/sharing/<key>`: with one person.
    ShareWith(String),
    /// `/sharing/looked`: who looked.
    Looks,
    /// `/sharing/pressure`: when somebody pushes.
    Pressure,
    /// `/join`: a carer brings a code.
    Join,
    /// `/sharing/links`: the links that the person made.
    Links,
    /// `/sharing/links/new`: a link being made, or shown again.
    MakeLink,
    /// `/link`: somebody's link is opened; no sign-in.
    Viewer,
    /// `/plan/card`: the emergency card.
    Card,
    /// `/plan/photos`: photos and songs on this device.
    Keepsakes,
    /// `/feedback`
    Feedback,
    /// `/settings`
    Settings,
    /// `/settings/kept`: what is kept on this device.
    Kept,
    /// `/settings/devices`: where the person is signed in.
    Devices,
    /// `/waiting`: what is saved here and not sent yet.
    Waiting,
    /// Anything else.
    Unknown,
}

impl Route {
    /// Reads an address; the query and the fragment are left out.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Today,
            ["record"] => Self::Record,
            ["record", "results", key] => Self::Result((*key).into()),
            ["record", "letters", key] => Self::Letter((*key).into()),
            ["record", "entry", key] => Self::Entry((*key).into()),
            ["record", "over-time"] => Self::Timeline(String::new()),
            ["record", "over-time", month] => Self::Timeline((*month).into()),
            ["record", "search"] => Self::Search,
            ["record", "new"] => Self::News,
            ["record", "take"] => Self::Takeaway(false),
            ["record", "take", "print"] => Self::Takeaway(true),
            ["record", shelf] => Self::Shelf((*shelf).into()),
            ["check-ins"] => Self::CheckIns,
            ["check-ins", key] => Self::Answer((*key).into()),
            ["check-ins", key, "past"] => Self::Past((*key).into()),
            ["check-ins", key, "past", at] => Self::PastAnswer((*key).into(), (*at).into()),
            ["check-ins", key, "when"] => Self::Schedule((*key).into()),
            ["plan"] => Self::Plan,
            ["plan", "card"] => Self::Card,
            ["plan", "photos"] => Self::Keepsakes,
            ["plan", "safety"] => Self::Safety(String::new()),
            ["plan", "safety", part] => Self::Safety((*part).into()),
            ["plan", word, part @ ..] if part.len() < 2 => match Paper::of_word(word) {
                Some(paper) => Self::Paper(paper, part.concat()),
                None => Self::Unknown,
            },
            ["caring"] => Self::Caring,
            ["team"] => Self::Team,
            ["sharing"] => Self::Sharing,
            ["sharing", "looked"] => Self::Looks,
            ["sharing", "pressure"] => Self::Pressure,
            ["join"] => Self::Join,
            ["sharing", "links"] => Self::Links,
            ["sharing", "links", "new"] => Self::MakeLink,
            ["link"] => Self::Viewer,
            ["sharing", key] => Self::ShareWith((*key).into()),
            ["feedback"] => Self::Feedback,
            ["settings"] => Self::Settings,
            ["settings", "kept"] => Self::Kept,
            ["settings", "devices"] => Self::Devices,
            ["waiting"] => Self::Waiting,
            _ => Self::Unknown,
        }
    }

    /// The address.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Today => "/".into(),
            Self::Record => "/record".into(),
            Self::Shelf(shelf) => format!("/record/{shelf}"),
            Self::Result(key) => format!("/record/results/{key}"),
            Self::Letter(key) => format!("/record/letters/{key}"),
            Self::Entry(key) => ["/record/entry/", key].concat(),
            Self::Timeline(month) if month.is_empty() => "/record/over-time".into(),
            Self::Timeline(month) => ["/record/over-time/", month].concat(),
            Self::Search => "/record/search".into(),
            Self::News => "/record/new".into(),
            Self::Takeaway(false) => "/record/take".into(),
            Self::Takeaway(true) => "/record/take/print".into(),
            Self::CheckIns => "/check-ins".into(),
            Self::Answer(key) => format!("/check-ins/{key}"),
            Self::Past(key) => format!("/check-ins/{key}/past"),
            Self::PastAnswer(key, at) => format!("/check-ins/{key}/past/{at}"),
            Self::Schedule(key) => format!("/check-ins/{key}/when"),
            Self::Plan => "/plan".into(),
            Self::Paper(paper, part) if part.is_empty() => ["/plan/", paper.word()].concat(),
            Self::Paper(paper, part) => ["/plan/", paper.word(), "/", part].concat(),
            Self::Safety(part) if part.is_empty() => "/plan/safety".into(),
            Self::Safety(part) => ["/plan/safety/", part].concat(),
            Self::Caring => "/caring".into(),
            Self::Team => "/team".into(),
            Self::Sharing => "/sharing".into(),
            Self::ShareWith(key) => format!("/sharing/{key}"),
            Self::Looks => "/sharing/looked".into(),
            Self::Pressure => "/sharing/pressure".into(),
            Self::Join => "/join".into(),
            Self::Links => "/sharing/links".into(),
            Self::MakeLink => "/sharing/links/new".into(),
            Self::Viewer => "/link".into(),
            Self::Card => "/plan/card".into(),
            Self::Keepsakes => "/plan/photos".into(),
            Self::Feedback => "/feedback".into(),
            Self::Settings => "/settings".into(),
            Self::Kept => "/settings/kept".into(),
            Self::Devices => "/settings/devices".into(),
            Self::Waiting => "/waiting".into(),
            Self::Unknown => "/not-found".into(),
        }
    }

    /// Whether one entry of the record is on the screen.
    #[must_use]
    pub fn is_one_entry(&self) -> bool {
        matches!(self, Self::Entry(_) | Self::Letter(_) | Self::Result(_))
    }

    /// The five places of who has a record, or of the space of who has none, in the order of the bar.
    #[must_use]
    pub fn places(space: bool) -> [Self; 5] {
        match space {
            false => [Self::Today, Self::Record, Self::CheckIns, Self::Plan, Self::Team],
            true => [
                Self::Caring,
                Self::CheckIns,
                Self::Paper(Paper::Cover, String::new()),
                Self::Feedback,
                Self::Settings,
            ],
        }
    }

    /// Which of the five places of the space it belongs to: what is not there shows the space itself.
    #[must_use]
    pub fn place_in_space(&self) -> Self {
        match self {
            Self::Paper(Paper::Cover, _) => Self::Paper(Paper::Cover, String::new()),
            Self::Feedback => Self::Feedback,
            Self::Settings | Self::Kept | Self::Devices | Self::Waiting => Self::Settings,
            other => other.place().filter(|place| *place == Self::CheckIns).unwrap_or(Self::Caring),
        }
    }

    /// Which of the five places of the bar it belongs to.
    #[must_use]
    pub fn place(&self) -> Option<Self> {
        match self {
            Self::Today => Some(Self::Today),
            Self::Record
            | Self::Shelf(_)
            | Self::Result(_)
            | Self::Letter(_)
            | Self::Entry(_)
            | Self::Timeline(_)
            | Self::Search
            | Self::Takeaway(_)
            | Self::News => Some(Self::Record),
            Self::CheckIns | Self::Answer(_) | Self::Past(_) | Self::PastAnswer(..) | Self::Schedule(_) => {
                Some(Self::CheckIns)
            }
            Self::Plan | Self::Safety(_) | Self::Paper(..) | Self::Card | Self::Keepsakes => Some(Self::Plan),
            Self::Team => Some(Self::Team),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back() {
        let key = || "k3_9".to_string();
        let all = [
            Route::Today,
            Route::Record,
            Route::Shelf("medicines".into()),
            Route::Result(key()),
            Route::Letter(key()),
            Route::Entry(key()),
            Route::Timeline(String::new()),
            Route::Timeline("2026-03".into()),
            Route::Search,
            Route::News,
            Route::Takeaway(false),
            Route::Takeaway(true),
            Route::CheckIns,
            Route::Answer(key()),
            Route::Past(key()),
            Route::PastAnswer(key(), key()),
            Route::Schedule(key()),
            Route::Plan,
            Route::Paper(Paper::About, "2".into()),
            Route::Paper(Paper::Cover, String::new()),
            Route::Safety(String::new()),
            Route::Safety("now-3".into()),
            Route::Caring,
            Route::Team,
            Route::Sharing,
            Route::ShareWith(key()),
            Route::Looks,
            Route::Pressure,
            Route::Join,
            Route::Links,
            Route::MakeLink,
            Route::Viewer,
            Route::Card,
            Route::Keepsakes,
            Route::Feedback,
            Route::Settings,
            Route::Waiting,
        ];
        for route in all {
            assert_eq!(Route::parse(&route.path()), route);
        }
    }

    #[test]
    fn each_place_of_a_bar_is_its_own_place() {
        for place in Route::places(false) {
            assert_eq!(place.place(), Some(place.clone()));
        }
        for place in Route::places(true) {
            assert_eq!(place.place_in_space(), place);
        }
        let check = |route: Route, place: Route| assert_eq!(route.place_in_space(), place, "{route:?}");
        check(Route::Today, Route::Caring);
        check(Route::Join, Route::Caring);
        check(Route::Waiting, Route::Settings);
        check(Route::Past("phq-4".into()), Route::CheckIns);
        check(Route::Paper(Paper::Cover, "2".into()), Route::Paper(Paper::Cover, String::new()));
    }

    #[test]
    fn odd_addresses_are_unknown_and_a_query_is_left_out() {
        assert_eq!(Route::parse("/no/such/place/here"), Route::Unknown);
        assert_eq!(Route::parse("/plan/?from=1#x"), Route::Plan);
        assert_eq!(Route::parse(""), Route::Today);
    }
}

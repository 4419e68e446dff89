//! The care team: its people with what they do.

use serde_json::Value;

use super::{EntryRow, group, read_all};
use crate::fhir::kind;
use crate::fhir::period::Period;
use crate::fhir::reference::name_of;
use crate::fhir::team::{Member, Team, read, read_practitioner};
use crate::now::short_key;
use crate::record::Group;
use crate::words::record as w;

/// The teams at a moment (milliseconds since 1970), each with who is in it then; who left stands with the earlier ones.
pub(super) fn groups(resources: &[Value], at: i64) -> (Vec<Group>, usize) {
    let (mut teams, unread) = read_all(resources, &["CareTeam"], read);
    let find = |key: &str| find(resources, key).and_then(name_of);
    let (mut groups, mut earlier, mut planned, mut mistakes) = (vec![], vec![], vec![], vec![]);
    for team in &mut teams {
        team.fill(&find);
        let rows = |wanted: &dyn Fn(&Member) -> bool| -> Vec<EntryRow> {
            team.members.iter().filter(|member| wanted(member)).filter_map(|m| to_row(m, resources)).collect()
        };
        match team.status.as_deref() {
            Some("entered-in-error") => mistakes.extend(rows(&|_| true)),
            Some("proposed") => planned.extend(rows(&|_| true)),
            Some("inactive" | "suspended") => earlier.extend(rows(&|_| true)),
            _ if is_over(&team.period, at) => earlier.extend(rows(&|_| true)),
            _ => {
                earlier.extend(rows(&|member| is_over(&member.period, at)));
                let begins = |member: &Member| member.period.start.is_some_and(|day| day.to_millis() > at);
                planned.extend(rows(&|member| !is_over(&member.period, at) && begins(member)));
                let mut here = rows(&|member| !is_over(&member.period, at) && !begins(member));
                here.extend(reached(team));
                let heading = team.name.clone().unwrap_or_else(|| w::YOUR_TEAM.into());
                groups.push(Group { heading: Some(heading), rows: here, folded: false, rest: 0 });
            }
        }
    }
    for (heading, mut rows) in [(w::PLANNED, planned), (w::EARLIER_TEAMS, earlier), (w::MISTAKES, mistakes)] {
        rows.dedup_by(|a, b| a.title == b.title && a.lines == b.lines);
        groups.push(group(heading, rows, true));
    }
    (groups, unread)
}

fn is_over(period: &Period, at: i64) -> bool {
    period.end.is_some_and(|end| end.end_millis() <= at)
}

/// How to reach a team itself.
fn reached(team: &Team) -> Option<EntryRow> {
    let lines: Vec<String> = team.contacts.iter().filter_map(|contact| contact.value.clone()).collect();
    let title = w::TEAM_CONTACT.to_owned();
    let key = short_key(&lines.join("|"));
    (!lines.is_empty()).then_some(EntryRow {
        key,
        title,
        badge: None,
        lines,
        source: None,
        own: false,
        ..EntryRow::default()
    })
}

fn find<'a>(resources: &'a [Value], key: &str) -> Option<&'a Value> {
    let (wanted, id) = key.split_once('/')?;
    resources.iter().find(|r| kind(r) == Some(wanted) && r["id"] == id)
}

/// The patient is in their own team, but needs no row in it.
fn to_row(member: &Member, resources: &[Value]) -> Option<EntryRow> {
    if member.who.kind.as_deref() == Some("Patient") {
        return None;
    }
    let key = member.who.key().unwrap_or_default();
    let title = member.name.clone().unwrap_or_else(|| w::NAME_UNKNOWN.into());
    let mut lines = member.roles.clone();
    lines.extend(member.behalf.as_ref().and_then(|b| b.display.clone()));
    if let Some(entry) = find(resources, &key) {
        let contacts = read_practitioner(entry).map(|p| p.good.contacts).unwrap_or_default();
        lines.extend(contacts.into_iter().filter_map(|c| c.value));
    }
    lines.extend(member.period.words());
    let key = short_key(&format!("{key}{title}"));
    Some(EntryRow { key, title, lines, ..EntryRow::default() })
}

//! Deadlines as a calendar (RFC 5545), for whoever holds a secret address.
//!
//! A calendar leaves the house: it is kept by telephones and by providers of mail. So it says "Termijn"
//! and the firm's own number of the dossier, and no more, unless its owner chose otherwise.

use icalendar::{Calendar, Component, Event, Property};
use jiff::{civil::date, tz::TimeZone};
use legalmind_core::{
    Ctx, DossierId, UserId, account::Language, audit::Entry, deadline::DeadlineState, rights::Action,
};
use legalmind_store::{account, deadline};

use crate::{Compliance, Error, Result, deadline::DeadlineView, zone};

/// What a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Feed {
    /// Its owner.
    pub owner: UserId,
    /// The dossier; without one, all that its owner looks after.
    pub dossier: Option<DossierId>,
    /// Titles and names of dossiers too.
    pub names: bool,
}

impl Compliance {
    /// The calendar of a secret address, with the rights its owner has now.
    ///
    /// # Errors
    /// Not found where the owner may not read the dossier any more.
    pub async fn feed(&self, ctx: &Ctx, feed: &Feed) -> Result<String> {
        let tx = match feed.dossier {
            Some(dossier) => self.store.reading(ctx, Action::DeadlineRead, dossier).await?,
            None => {
                self.in_firm(ctx, Action::DeadlineList).await?;
                self.store.read(ctx).await?
            }
        };
        let found = match feed.dossier {
            Some(dossier) => deadline::list(ctx, &tx, dossier).await?,
            None => {
                let of = self.looked_after(ctx, &tx, feed.owner).await?;
                deadline::due(ctx, &tx, &of, date(2199, 12, 31), 2_000).await?
            }
        };
        let language = account::get(ctx, &tx, feed.owner).await?.content.language;
        let views = self.views(ctx, &tx, found).await?;
        drop(tx);
        let entry = match feed.dossier {
            Some(dossier) => Entry::done("calendar.fetch", "dossier", dossier.uuid()).in_dossier(dossier),
            None => Entry::done("calendar.fetch", "account", feed.owner.uuid()),
        };
        self.store.look(ctx, entry).await?;
        written(&views, feed.names, language)
    }
}

/// The calendar itself.
pub(crate) fn written(views: &[DeadlineView], names: bool, language: Language) -> Result<String> {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Legal Mind//Termijnen//NL"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new(
        "X-WR-CALNAME",
        match language {
            Language::Nl => "Termijnen",
            Language::En => "Deadlines",
        },
    ));
    for view in views.iter().filter(|it| it.deadline.state.is_open()) {
        calendar.push(event(view, names, language)?);
    }
    let mut text = String::new();
    std::fmt::write(&mut text, format_args!("{calendar}")).map_err(|_| Error::State("unreadable"))?;
    Ok(text)
}

fn event(view: &DeadlineView, names: bool, language: Language) -> Result<Event> {
    let deadline = &view.deadline;
    let mut event = Event::new();
    event.add_property("UID", format!("{}@legalmind", deadline.id));
    event.add_property("DTSTAMP", deadline.updated.strftime("%Y%m%dT%H%M%SZ").to_string());
    event.add_property("SEQUENCE", deadline.revision.to_string());
    event.add_property("SUMMARY", summary(view, names, language));
    if names {
        event.add_property("DESCRIPTION", clean(&description(view)));
    }
    when(&mut event, view)?;
    let confirmed = deadline.state == DeadlineState::Confirmed;
    event.add_property("STATUS", if confirmed { "CONFIRMED" } else { "TENTATIVE" });
    event.add_property("CLASS", "CONFIDENTIAL");
    event.add_property("TRANSP", "TRANSPARENT");
    Ok(event.done())
}

/// A whole day; an instant where the term is in hours.
fn when(event: &mut Event, view: &DeadlineView) -> Result<()> {
    let reckoning = &view.deadline.content.reckoning;
    if let Some(time) = reckoning.time {
        let at = reckoning.last.to_datetime(time).to_zoned(zone()).map_err(|_| Error::State("unreadable"))?;
        let at = at.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
        event.add_property("DTSTART", at.clone()).add_property("DTEND", at);
        return Ok(());
    }
    let next = reckoning.last.tomorrow().map_err(|_| Error::State("unreadable"))?;
    for (key, day) in [("DTSTART", reckoning.last), ("DTEND", next)] {
        let mut property = Property::new(key, day.strftime("%Y%m%d").to_string());
        event.append_property(property.add_parameter("VALUE", "DATE").done());
    }
    Ok(())
}

fn summary(view: &DeadlineView, names: bool, language: Language) -> String {
    let step = view.deadline.parent.is_some();
    let word = match (language, step) {
        (Language::Nl, false) => "Termijn",
        (Language::Nl, true) => "Stap",
        (Language::En, false) => "Deadline",
        (Language::En, true) => "Step",
    };
    let text = match names {
        false => format!("{word} {}", view.dossier_number),
        true => format!("{} ({})", view.deadline.content.title, view.dossier_name),
    };
    clean(text.trim())
}

fn description(view: &DeadlineView) -> String {
    let content = &view.deadline.content;
    let parts = [&content.source, &content.event, &content.note];
    let parts = parts.into_iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// Text without what could end a line early.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|it| if it.is_control() && it != '\n' { ' ' } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use jiff::{
        Timestamp,
        civil::{Date, DateTime, time},
    };
    use legalmind_core::deadline::{DeadlineContent, Direction, FirstDay, Reckoning, Regime, Term, Unit};
    use legalmind_store::deadline::Deadline;

    use super::*;

    const NASTY: &str = "Bezwaar; a,b\\c \u{e9}\u{20ac}\r\nBEGIN:VEVENT\r\nSUMMARY:x \u{7} 😀";

    fn view(last: Date, hour: Option<i8>, title: &str) -> DeadlineView {
        let unit = if hour.is_some() { Unit::Hours } else { Unit::Weeks };
        let term = Term {
            amount: 6,
            unit,
            direction: Direction::After,
            regime: Regime::Statutory,
            first: FirstDay::Next,
            excluded: None,
        };
        let event = DateTime::from_parts(last, time(0, 0, 0, 0));
        let time = hour.map(|hour| time(hour, 0, 0, 0));
        let reckoning = Reckoning { term, event, counted: last, last, time, steps: Vec::new() };
        let text = title.to_owned();
        let content = DeadlineContent {
            title: text.clone(),
            key: None,
            source: text.clone(),
            event: text.clone(),
            note: text.repeat(20),
            reckoning,
            history: Vec::new(),
        };
        let id =
            legalmind_core::Id::from_uuid("0195f000-0000-7000-8000-000000000001".parse().expect("an id"));
        let deadline = Deadline {
            id,
            dossier: legalmind_core::Id::from_uuid(id.uuid()),
            parent: None,
            responsible: None,
            state: DeadlineState::Confirmed,
            last,
            revision: 3,
            created: Timestamp::UNIX_EPOCH,
            created_by: None,
            updated: Timestamp::UNIX_EPOCH,
            content,
        };
        DeadlineView {
            deadline,
            dossier_name: "De Vries, Van Loon".to_owned(),
            dossier_number: "2026-0147".to_owned(),
            responsible_name: None,
            standin: None,
            history: Vec::new(),
        }
    }

    /// The values of the one event, as another program reads them.
    fn read(text: &str) -> Vec<(String, String)> {
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).expect("a calendar");
        assert_eq!(calendar.components.len(), 1, "{text}");
        let all = &calendar.components.first().expect("an event").properties;
        all.iter().map(|it| (it.name.to_string(), it.val.to_string())).collect()
    }

    fn value(all: &[(String, String)], name: &str) -> String {
        all.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_else(|| panic!("{name}"))
    }

    #[test]
    fn a_calendar_comes_back_as_it_was_written_and_no_text_begins_a_line_of_its_own() {
        let text = written(&[view(date(2027, 4, 28), None, NASTY)], true, Language::Nl).expect("text");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "folded");
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1);
        let all = read(&text);
        assert_eq!(value(&all, "DTSTART"), "20270428");
        assert_eq!(value(&all, "DTEND"), "20270429");
        assert_eq!(value(&all, "SEQUENCE"), "3");
        let escaped = r"Bezwaar\; a\,b\\c é€\nBEGIN:VEVENT\nSUMMARY:x   😀 (De Vries\, Van Loon)";
        assert!(
            [escaped.to_owned(), clean(NASTY) + " (De Vries, Van Loon)"].contains(&value(&all, "SUMMARY")),
            "{:?}",
            value(&all, "SUMMARY")
        );
    }

    #[test]
    fn without_names_nothing_of_the_dossier_but_its_number_stands_in_it() {
        let text =
            written(&[view(date(2027, 4, 28), None, "Bezwaar Jansen")], false, Language::En).expect("text");
        assert!(text.contains("SUMMARY:Deadline 2026-0147\r\n"));
        assert!(!text.contains("Jansen") && !text.contains("Vries"));
    }

    #[test]
    fn an_instant_is_written_in_universal_time() {
        let winter = written(&[view(date(2026, 11, 30), Some(15), "x")], false, Language::Nl).expect("text");
        assert_eq!(value(&read(&winter), "DTSTART"), "20261130T140000Z");
        let summer = written(&[view(date(2026, 7, 1), Some(15), "x")], false, Language::Nl).expect("text");
        assert_eq!(value(&read(&summer), "DTSTART"), "20260701T130000Z");
    }

    #[test]
    fn what_is_settled_is_not_in_it() {
        let mut met = view(date(2027, 4, 28), None, "x");
        met.deadline.state = DeadlineState::Met;
        assert!(!written(&[met], true, Language::Nl).expect("text").contains("VEVENT"));
    }
}

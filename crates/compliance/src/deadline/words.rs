//! The reasoning in sentences, in Dutch and in English.

use jiff::civil::Date;
use legalmind_core::{
    account::Language,
    deadline::{Article, Direction, Off, Reckoning, Step, StepCode, Unit},
};
use legalmind_text::form::MONTHS;

/// A step as a sentence. The provision it rests on stands apart from it.
#[must_use]
pub fn sentence(reckoning: &Reckoning, step: &Step, language: Language) -> String {
    let (nl, en) = template(reckoning, step);
    let open = match language {
        Language::Nl => nl,
        Language::En => en,
    };
    let date = step.date.map(|it| day(it, language)).unwrap_or_default();
    let time = |at: jiff::civil::Time| format!("{:02}:{:02}", at.hour(), at.minute());
    let filled = [
        ("{Date}", upper(&date)),
        ("{date}", date),
        ("{why}", step.off.map(|it| off(it, language)).unwrap_or_default().to_owned()),
        ("{length}", length(reckoning, language)),
        ("{year}", step.date.map(|it| it.year().to_string()).unwrap_or_default()),
        ("{hour}", reckoning.time.map(time).unwrap_or_default()),
    ];
    filled.iter().fold(open.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// The sentence of a step in both languages, with open places.
fn template(reckoning: &Reckoning, step: &Step) -> (&'static str, &'static str) {
    use StepCode as S;
    let back = reckoning.term.direction != Direction::After;
    match step.code {
        S::BeginsNextDay => (
            "De dag van de gebeurtenis telt niet mee; de termijn begint op {date}.",
            "The day of the event does not count; the term begins on {date}.",
        ),
        S::BeginsSameDay => (
            "De termijn begint op de dag van de gebeurtenis zelf, {date}.",
            "The term begins on the day of the event itself, {date}.",
        ),
        S::BeginsNextHour => (
            "Het uur van de gebeurtenis telt niet mee; de termijn begint op het eerstvolgende hele uur.",
            "The hour of the event does not count; the term begins at the next whole hour.",
        ),
        S::BeginsAtEvent => (
            "De termijn begint op het tijdstip van de gebeurtenis.",
            "The term begins at the time of the event.",
        ),
        S::CountsBack => (
            "Er wordt teruggerekend vanaf de gebeurtenis, waarvan de dag niet meetelt: te beginnen met {date}.",
            "It is counted back from the event, the day of which does not count: beginning with {date}.",
        ),
        S::CountedTo if reckoning.time.is_some() => {
            ("{length} verder is het {date}, {hour} uur.", "{length} on, it is {date}, {hour}.")
        }
        S::CountedTo if back => ("{length} terug is {date}.", "{length} back is {date}."),
        S::CountedTo => ("Een termijn van {length} eindigt op {date}.", "A term of {length} ends on {date}."),
        S::EndOfMonth => (
            "Die maand heeft geen dag met hetzelfde nummer; {length} komt uit op de laatste dag, {date}.",
            "That month has no day of the same number; {length} comes to its last day, {date}.",
        ),
        S::NoWorkingDay => no_working_day(step.off),
        S::EndsOnWorkingDay => (
            "{Date} is geen zaterdag, zondag of feestdag: de termijn eindigt daar.",
            "{Date} is not a Saturday, Sunday or holiday: the term ends there.",
        ),
        S::ExtendedTo => (
            "De termijn is daarom verlengd tot en met {date}, de eerstvolgende dag die wel telt.",
            "The term is therefore extended to {date}, the next day that does count.",
        ),
        S::TwoWorkingDays => (
            "Er vielen geen twee dagen in die niet een zaterdag, zondag of feestdag zijn; de termijn loopt daarom tot en met {date}.",
            "It did not hold two days that are not a Saturday, Sunday or holiday; it therefore runs until {date}.",
        ),
        S::BackNotMoved => (
            "{Date} is {why}. Bij terugrekenen verschuift de dag niet. Handel liever eerder.",
            "{Date} is {why}. A day that is counted back does not move. Better act earlier.",
        ),
        S::ClearDays => (
            "Er moeten hele dagen tussen liggen: de laatste dag om te handelen is {date}.",
            "Whole days must lie between: the last day to act is {date}.",
        ),
        S::Excluded => excluded(step.article),
        S::ExcludedByProvision => (
            "De bepaling zelf sluit de Algemene termijnenwet uit: er is geen verlenging.",
            "The provision itself shuts out the Algemene termijnenwet (act on terms): there is no extension.",
        ),
        S::EarlierWorkingDay => (
            "Daarom valt deze stap op de werkdag daarvoor: {date}.",
            "This step therefore falls on the working day before: {date}.",
        ),
        S::Agreed => (
            "Dit is geen wettelijke termijn: de Algemene termijnenwet verlengt haar niet. Kijk wat is afgesproken.",
            "This is no statutory term: the Algemene termijnenwet (act on terms) does not extend it. See what was agreed.",
        ),
        S::Court => (
            "De rechter stelde deze termijn: de Algemene termijnenwet verlengt haar niet. Kijk wat de uitspraak of het procesreglement zegt.",
            "The court set this term: the Algemene termijnenwet (act on terms) does not extend it. See what the decision or the rules of procedure say.",
        ),
        S::DecreesUnknown if back => (
            "Voor {year} is hier geen koninklijk besluit over gelijkgestelde dagen bekend. Is zo’n dag aangewezen, dan kan de laatste dag eerder vallen.",
            "No royal decree on equated days is known here for {year}. If such a day was appointed, the last day may be earlier.",
        ),
        S::DecreesUnknown => (
            "Voor {year} is hier geen koninklijk besluit over gelijkgestelde dagen bekend. Is zo’n dag aangewezen, dan kan de termijn later eindigen.",
            "No royal decree on equated days is known here for {year}. If such a day was appointed, the term may end later.",
        ),
        S::TextUnchecked => (
            "De tekst van dit artikel van voor {date} is niet vergeleken.",
            "The text of this article from before {date} was not compared.",
        ),
        S::EuropeanHolidays => (
            "Als feestdagen zijn alleen die van art. 3 lid 1 van de Algemene termijnenwet gerekend; Goede Vrijdag en gelijkgestelde dagen niet. Dat is de voorzichtige lezing.",
            "Only the holidays of art. 3 lid 1 of the Algemene termijnenwet were counted as such, not Good Friday and equated days. That is the careful reading.",
        ),
        S::EuropeanHours => (
            "Of een termijn in uren ook twee werkdagen moet bevatten, is omstreden; hier is niet verlengd. Dat is de voorzichtige lezing.",
            "Whether a term in hours must hold two working days too is disputed; it was not extended here. That is the careful reading.",
        ),
    }
}

const fn no_working_day(why: Option<Off>) -> (&'static str, &'static str) {
    match why {
        Some(Off::Saturday | Off::Sunday) => ("{Date} is {why}.", "{Date} is {why}."),
        Some(Off::Decree) => (
            "{Date} is bij koninklijk besluit met een feestdag gelijkgesteld.",
            "{Date} was equated to a public holiday by royal decree.",
        ),
        Some(Off::GoodFriday) => (
            "{Date} is Goede Vrijdag, die met een feestdag is gelijkgesteld.",
            "{Date} is Good Friday, which is equated to a public holiday.",
        ),
        _ => (
            "{Date} is {why}, een algemeen erkende feestdag.",
            "{Date} is {why}, a recognised public holiday.",
        ),
    }
}

const fn excluded(by: Option<Article>) -> (&'static str, &'static str) {
    match by {
        Some(Article::Atw4b) => (
            "De Algemene termijnenwet geldt niet voor termijnen over bekendmaking en inwerkingtreding van wetgeving: er is geen verlenging.",
            "The Algemene termijnenwet (act on terms) does not apply to terms about the proclamation and entry into force of legislation: there is no extension.",
        ),
        Some(Article::Atw4c) => (
            "De Algemene termijnenwet geldt niet voor termijnen van vrijheidsbeneming: er is geen verlenging.",
            "The Algemene termijnenwet (act on terms) does not apply to terms of deprivation of liberty: there is no extension.",
        ),
        _ => (
            "De Algemene termijnenwet geldt niet voor termijnen in uren, van meer dan 90 dagen, twaalf weken of drie maanden, of in jaren: er is geen verlenging.",
            "The Algemene termijnenwet (act on terms) does not apply to terms in hours, of more than 90 days, twelve weeks or three months, or in years: there is no extension.",
        ),
    }
}

/// A day with the day of the week, as it stands in a sentence.
fn day(date: Date, language: Language) -> String {
    let (weekdays, months) = match language {
        Language::Nl => {
            (["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"], MONTHS)
        }
        Language::En => (
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
        ),
    };
    let name = |all: &[&'static str], at: i8| usize::try_from(at).ok().and_then(|at| all.get(at)).copied();
    let weekday = name(&weekdays, date.weekday().to_monday_zero_offset()).unwrap_or_default();
    let month = name(&months, date.month() - 1).unwrap_or_default();
    format!("{weekday} {} {month} {}", date.day(), date.year())
}

fn length(reckoning: &Reckoning, language: Language) -> String {
    let amount = reckoning.term.amount;
    let unit = match (language, reckoning.term.unit, amount) {
        (Language::Nl, Unit::Hours, _) => "uur",
        (Language::Nl, Unit::Days, 1) => "dag",
        (Language::Nl, Unit::Days, _) => "dagen",
        (Language::Nl, Unit::Weeks, 1) => "week",
        (Language::Nl, Unit::Weeks, _) => "weken",
        (Language::Nl, Unit::Months, 1) => "maand",
        (Language::Nl, Unit::Months, _) => "maanden",
        (Language::Nl, Unit::Years, _) => "jaar",
        (Language::En, Unit::Hours, 1) => "hour",
        (Language::En, Unit::Hours, _) => "hours",
        (Language::En, Unit::Days, 1) => "day",
        (Language::En, Unit::Days, _) => "days",
        (Language::En, Unit::Weeks, 1) => "week",
        (Language::En, Unit::Weeks, _) => "weeks",
        (Language::En, Unit::Months, 1) => "month",
        (Language::En, Unit::Months, _) => "months",
        (Language::En, Unit::Years, 1) => "year",
        (Language::En, Unit::Years, _) => "years",
    };
    format!("{amount} {unit}")
}

const fn off(off: Off, language: Language) -> &'static str {
    let (nl, en) = match off {
        Off::Saturday => ("een zaterdag", "a Saturday"),
        Off::Sunday => ("een zondag", "a Sunday"),
        Off::NewYear => ("Nieuwjaarsdag", "New Year’s Day"),
        Off::GoodFriday => ("Goede Vrijdag", "Good Friday"),
        Off::EasterMonday => ("tweede Paasdag", "Easter Monday"),
        Off::QueensDay => ("Koninginnedag", "Queen’s Day"),
        Off::KingsDay => ("Koningsdag", "King’s Day"),
        Off::LiberationDay => ("Bevrijdingsdag", "Liberation Day"),
        Off::Ascension => ("Hemelvaartsdag", "Ascension Day"),
        Off::WhitMonday => ("tweede Pinksterdag", "Whit Monday"),
        Off::Christmas => ("eerste Kerstdag", "Christmas Day"),
        Off::SecondChristmas => ("tweede Kerstdag", "the second day of Christmas"),
        Off::Decree => ("een gelijkgestelde dag", "an equated day"),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use legalmind_core::deadline::{FirstDay, Regime, Term};

    use super::*;

    #[test]
    fn every_step_is_a_whole_sentence_in_both_languages() {
        let monday = date(2026, 11, 30);
        for direction in [Direction::After, Direction::Before] {
            for hour in [None, Some(time(15, 0, 0, 0))] {
                let (unit, regime, first) = (Unit::Days, Regime::Statutory, FirstDay::Next);
                let term = Term { amount: 6, unit, direction, regime, first, excluded: None };
                let event = monday.to_datetime(time(9, 0, 0, 0));
                let (counted, last) = (monday, monday);
                let reckoning = Reckoning { term, event, counted, last, time: hour, steps: Vec::new() };
                let offs = Off::ALL.iter().map(|off| (Some(*off), None));
                let articles = Article::ALL.iter().map(|article| (None, Some(*article)));
                for (off, article) in offs.chain(articles) {
                    for code in StepCode::ALL {
                        let step = Step { code: *code, date: Some(monday), off, article };
                        for language in [Language::Nl, Language::En] {
                            let text = sentence(&reckoning, &step, language);
                            assert!(text.ends_with('.') && !text.contains(['{', '}']), "{code:?}: {text}");
                            assert_eq!(text, upper(&text), "{code:?}");
                        }
                    }
                }
            }
        }
        assert_eq!(day(monday, Language::Nl), "maandag 30 november 2026");
        assert_eq!(day(date(2027, 1, 3), Language::En), "Sunday 3 January 2027");
    }
}

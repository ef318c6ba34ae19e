//! The reasoning in sentences, in Dutch and in English.

use jiff::civil::{Date, Weekday};
use legalmind_core::{
    account::Language,
    deadline::{Article, Direction, Off, Reckoning, Step, StepCode, Unit},
};

/// A step as a sentence. The provision it rests on stands apart from it.
#[must_use]
pub fn sentence(reckoning: &Reckoning, step: &Step, language: Language) -> String {
    let date = step.date.map(|it| day(it, language)).unwrap_or_default();
    let why = step.off.map(|it| off(it, language)).unwrap_or_default();
    let length = length(reckoning, language);
    let year = step.date.map(|it| it.year().to_string()).unwrap_or_default();
    let time = |at: jiff::civil::Time| format!("{:02}:{:02}", at.hour(), at.minute());
    let hour = reckoning.time.map(time).unwrap_or_default();
    match language {
        Language::Nl => dutch(reckoning, step, &date, why, &length, &year, &hour),
        Language::En => english(reckoning, step, &date, why, &length, &year, &hour),
    }
}

fn dutch(
    reckoning: &Reckoning,
    step: &Step,
    date: &str,
    why: &str,
    length: &str,
    year: &str,
    hour: &str,
) -> String {
    use StepCode as S;
    match step.code {
        S::BeginsNextDay => {
            format!("De dag van de gebeurtenis telt niet mee; de termijn begint op {date}.")
        }
        S::BeginsSameDay => {
            format!("De termijn begint op de dag van de gebeurtenis zelf, {date}.")
        }
        S::BeginsNextHour => {
            "Het uur van de gebeurtenis telt niet mee; de termijn begint op het eerstvolgende hele uur.".into()
        }
        S::BeginsAtEvent => "De termijn begint op het tijdstip van de gebeurtenis.".into(),
        S::CountsBack => {
            format!("Er wordt teruggerekend; de dag van de gebeurtenis telt niet mee. De laatste dag is {date}.")
        }
        S::CountedTo if reckoning.time.is_some() => {
            format!("{length} verder is het {date}, {hour} uur.")
        }
        S::CountedTo if reckoning.term.direction == Direction::After => {
            format!("{length} eindigt op {date}.")
        }
        S::CountedTo => format!("{length} terug is {date}."),
        S::EndOfMonth => {
            format!("Die maand heeft geen dag met hetzelfde nummer; {length} komt uit op de laatste dag, {date}.")
        }
        S::NoWorkingDay if matches!(step.off, Some(Off::Saturday | Off::Sunday)) => {
            format!("{} is {why}.", upper(date))
        }
        S::NoWorkingDay if step.off == Some(Off::Decree) => {
            format!("{} is bij koninklijk besluit met een feestdag gelijkgesteld.", upper(date))
        }
        S::NoWorkingDay if step.off == Some(Off::GoodFriday) => {
            format!("{} is Goede Vrijdag, die met een feestdag is gelijkgesteld.", upper(date))
        }
        S::NoWorkingDay => format!("{} is {why}, een algemeen erkende feestdag.", upper(date)),
        S::EndsOnWorkingDay => {
            format!("{} is geen zaterdag, zondag of feestdag: de termijn eindigt daar.", upper(date))
        }
        S::ExtendedTo => {
            format!("De termijn is daarom verlengd tot en met {date}, de eerstvolgende dag die wel telt.")
        }
        S::TwoWorkingDays => format!(
            "Er vielen geen twee dagen in die niet een zaterdag, zondag of feestdag zijn; de termijn loopt daarom tot en met {date}."
        ),
        S::BackNotMoved => {
            format!("{} is {why}. Bij terugrekenen verschuift de dag niet. Handel liever eerder.", upper(date))
        }
        S::ClearDays => {
            format!("Er moeten hele dagen tussen liggen: de laatste dag om te handelen is {date}.")
        }
        S::Excluded if step.article == Some(Article::Atw4b) => {
            "De Algemene termijnenwet geldt niet voor termijnen over bekendmaking en inwerkingtreding van wetgeving: er is geen verlenging.".into()
        }
        S::Excluded if step.article == Some(Article::Atw4c) => {
            "De Algemene termijnenwet geldt niet voor termijnen van vrijheidsbeneming: er is geen verlenging.".into()
        }
        S::Excluded => {
            "De Algemene termijnenwet geldt niet voor termijnen in uren, van meer dan 90 dagen, twaalf weken of drie maanden, of in jaren: er is geen verlenging.".into()
        }
        S::ExcludedByProvision => {
            "De bepaling zelf sluit de Algemene termijnenwet uit: er is geen verlenging.".into()
        }
        S::EarlierWorkingDay => format!("Daarom valt deze stap op de werkdag daarvoor: {date}."),
        S::Agreed => {
            "Dit is geen wettelijke termijn: de Algemene termijnenwet verlengt haar niet. Kijk wat is afgesproken.".into()
        }
        S::Court => {
            "De rechter stelde deze termijn: de Algemene termijnenwet verlengt haar niet. Kijk wat de uitspraak of het procesreglement zegt.".into()
        }
        S::DecreesUnknown => format!(
            "Voor {year} is hier geen koninklijk besluit over gelijkgestelde dagen bekend. Is zo’n dag aangewezen, dan kan de termijn later eindigen."
        ),
        S::TextUnchecked => format!("De tekst van dit artikel van voor {date} is niet vergeleken."),
        S::EuropeanHolidays => {
            "Als feestdagen zijn alleen die van art. 3 lid 1 van de Algemene termijnenwet gerekend; Goede Vrijdag en gelijkgestelde dagen niet. Dat is de voorzichtige lezing.".into()
        }
        S::EuropeanHours => {
            "Of een termijn in uren ook twee werkdagen moet bevatten, is omstreden; hier is niet verlengd. Dat is de voorzichtige lezing.".into()
        }
    }
}

fn english(
    reckoning: &Reckoning,
    step: &Step,
    date: &str,
    why: &str,
    length: &str,
    year: &str,
    hour: &str,
) -> String {
    use StepCode as S;
    match step.code {
        S::BeginsNextDay => format!("The day of the event does not count; the term begins on {date}."),
        S::BeginsSameDay => format!("The term begins on the day of the event itself, {date}."),
        S::BeginsNextHour => {
            "The hour of the event does not count; the term begins at the next whole hour.".into()
        }
        S::BeginsAtEvent => "The term begins at the time of the event.".into(),
        S::CountsBack => {
            format!("It is counted back; the day of the event does not count. The last day is {date}.")
        }
        S::CountedTo if reckoning.time.is_some() => format!("{length} on, it is {date}, {hour}."),
        S::CountedTo if reckoning.term.direction == Direction::After => format!("{length} on ends on {date}."),
        S::CountedTo => format!("{length} back is {date}."),
        S::EndOfMonth => {
            format!("That month has no day of the same number; {length} comes to its last day, {date}.")
        }
        S::NoWorkingDay if matches!(step.off, Some(Off::Saturday | Off::Sunday)) => {
            format!("{date} is {why}.")
        }
        S::NoWorkingDay if step.off == Some(Off::Decree) => {
            format!("{date} was equated to a public holiday by royal decree.")
        }
        S::NoWorkingDay if step.off == Some(Off::GoodFriday) => {
            format!("{date} is Good Friday, which is equated to a public holiday.")
        }
        S::NoWorkingDay => format!("{date} is {why}, a recognised public holiday."),
        S::EndsOnWorkingDay => {
            format!("{date} is not a Saturday, Sunday or holiday: the term ends there.")
        }
        S::ExtendedTo => format!("The term is therefore extended to {date}, the next day that does count."),
        S::TwoWorkingDays => format!(
            "It did not hold two days that are not a Saturday, Sunday or holiday; it therefore runs until {date}."
        ),
        S::BackNotMoved => {
            format!("{date} is {why}. A day that is counted back does not move. Better act earlier.")
        }
        S::ClearDays => format!("Whole days must lie between: the last day to act is {date}."),
        S::Excluded if step.article == Some(Article::Atw4b) => {
            "The Algemene termijnenwet (act on terms) does not apply to terms about the proclamation and entry into force of legislation: there is no extension.".into()
        }
        S::Excluded if step.article == Some(Article::Atw4c) => {
            "The Algemene termijnenwet (act on terms) does not apply to terms of deprivation of liberty: there is no extension.".into()
        }
        S::Excluded => {
            "The Algemene termijnenwet (act on terms) does not apply to terms in hours, of more than 90 days, twelve weeks or three months, or in years: there is no extension.".into()
        }
        S::ExcludedByProvision => {
            "The provision itself shuts out the Algemene termijnenwet (act on terms): there is no extension.".into()
        }
        S::EarlierWorkingDay => format!("This step therefore falls on the working day before: {date}."),
        S::Agreed => {
            "This is no statutory term: the Algemene termijnenwet (act on terms) does not extend it. See what was agreed.".into()
        }
        S::Court => {
            "The court set this term: the Algemene termijnenwet (act on terms) does not extend it. See what the decision or the rules of procedure say.".into()
        }
        S::DecreesUnknown => format!(
            "No royal decree on equated days is known here for {year}. If such a day was appointed, the term may end later."
        ),
        S::TextUnchecked => format!("The text of this article from before {date} was not compared."),
        S::EuropeanHolidays => {
            "Only the holidays of art. 3 lid 1 of the Algemene termijnenwet were counted as such, not Good Friday and equated days. That is the careful reading.".into()
        }
        S::EuropeanHours => {
            "Whether a term in hours must hold two working days too is disputed; it was not extended here. That is the careful reading.".into()
        }
    }
}

/// A day with the day of the week, as it stands in a sentence.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    let (weekdays, months) = match language {
        Language::Nl => (
            ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
            [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ],
        ),
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
    let weekday = match date.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    };
    let weekday = weekdays.get(weekday).copied().unwrap_or_default();
    let month = usize::try_from(date.month() - 1).ok().and_then(|it| months.get(it)).copied();
    format!("{weekday} {} {} {}", date.day(), month.unwrap_or_default(), date.year())
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

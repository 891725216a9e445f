//! Does a trial look long and strong enough? By `treatment-adequacy.toml`, and by the weeks that the payer asks.

use super::find::{AUGMENTATION, DEPRESSION, Known, find_known, nearest};
use super::plural::{capital, counted, dose};
use super::weeks::{DaysTaken, Duration, days_taken};
use super::wording::{ask_for, lack_words};
use chrono::NaiveDate;
use holdfast_case::treatment::{
    Adherence, DoseReading, Ended, NANOGRAMS_PER_MG, Per, Standing, TreatmentTrial,
};
use holdfast_library::Library;
use holdfast_library::treatments::{Drug, Treatment};

/// What a trial looks like. Never that it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Adequacy {
    /// Dose and time look enough.
    Adequate,
    /// It was stopped early for side effects.
    NotTolerated,
    /// The time looks too short.
    TooShort,
    /// The dose looks low.
    DoseLow,
    /// Something that decides is not known.
    NotEnoughKnown,
}

/// What is missing to judge a trial, or to count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// The library does not know the name.
    Name,
    /// The dose.
    Dose,
    /// The dose is so far above what is usual that it may be a slip.
    DoseHigh,
    /// The unit of the dose.
    Unit,
    /// The dose was told by body weight, or as needed.
    DosePerDay,
    /// The first day.
    Start,
    /// The last day.
    End,
    /// The first day was typed and can't be read.
    StartUnread,
    /// The last day was typed and can't be read.
    EndUnread,
    /// First and last day do not go together.
    Order,
    /// The first day lies in the time to come.
    Ahead,
    /// The days are too rough to tell.
    ExactDays,
    /// A range of doses lies around the least that counts.
    ExactDose,
    /// How many sessions.
    Sessions,
    /// It was taken too seldom, or that has to be told.
    MostDays,
    /// In which time of illness.
    Episode,
    /// The antidepressant that it was added to.
    Partner,
}

/// What a trial is toward what plans ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A medicine of its own.
    Medicine,
    /// A medicine that was added to another.
    Added,
    /// A therapy or procedure.
    Therapy,
    /// Not known.
    Unknown,
}

/// What a trial that is in full counts as, or why it does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountsAs {
    /// True where it adds to one of the sums.
    pub is_counted: bool,
    /// True where it counts as a medicine and nothing else is to be said.
    pub is_plain: bool,
    /// The sentence; empty where dose and time are not enough.
    pub say: String,
}

impl CountsAs {
    pub(super) fn counted(say: impl Into<String>) -> Self {
        Self {
            is_counted: true,
            say: say.into(),
            ..Self::default()
        }
    }

    pub(super) fn not(say: impl Into<String>) -> Self {
        Self {
            say: say.into(),
            ..Self::default()
        }
    }
}

/// What a trial looks like, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What it looks like.
    pub adequacy: Adequacy,
    /// Why, in a few words.
    pub short: String,
    /// Why, as sentences.
    pub say: String,
    /// What is not sure of it.
    pub doubts: Vec<String>,
    /// What is missing, in the order in which it is best asked.
    pub lacks: Vec<Lack>,
    /// How long it lasted, where that is known.
    pub days: Option<DaysTaken>,
    /// Plain name of the drug, or id of the treatment; empty where it is not known.
    pub name: String,
    /// Id of its class; empty for what is no drug.
    pub class: String,
    /// What it is toward what plans ask.
    pub part: Part,
    /// What it counts as toward what the plan asks; only known beside all trials.
    pub counts: CountsAs,
    /// True where its dose is known to be enough.
    pub dose_is_enough: bool,
    /// Where the measure is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
}

/// Judges a trial. `payer_weeks` is the number of weeks that the plan asks, 0 where it does not say: it goes before
/// the library's for antidepressants and what is added to them.
pub fn judge(lib: &Library, trial: &TreatmentTrial, payer_weeks: u32, today: NaiveDate) -> Judged {
    let mut judged = match find_known(lib, trial.taken.reveal()) {
        Known::Drug { name, entries } => match entry_for(&entries, trial) {
            Some((drug, doubt)) => {
                let most = most_believed(&entries);
                of_drug(lib, trial, &name, drug, doubt, most, payer_weeks, today)
            }
            None => unknown(lib, trial, today),
        },
        Known::Treatment(treatment) => of_treatment(lib, trial, treatment, today),
        Known::Nothing => unknown(lib, trial, today),
    };
    // said also where something else decides
    let days = [
        (&trial.start, Lack::StartUnread),
        (&trial.end, Lack::EndUnread),
    ];
    for (day, lack) in days {
        let is_unread = !day.is_empty() && day.span().is_none();
        let ask = ask_for(lack);
        let said = judged.say.contains(ask) || judged.doubts.iter().any(|doubt| doubt == ask);
        if is_unread && !said {
            judged.doubts.push(ask_for(lack).to_owned());
        }
    }
    judged
}

/// The entry for what it was for. Where that was not said, depression is taken, and said so; where the drug has no
/// entry for it, the one that asks most.
fn entry_for<'a>(
    entries: &[&'a Drug],
    trial: &TreatmentTrial,
) -> Option<(&'a Drug, Option<String>)> {
    let is_for = |drug: &&&'a Drug, purpose: &str| drug.purpose.iter().any(|p| p == purpose);
    let told = trial.purpose.as_str();
    let find = |purpose: &str| entries.iter().find(|drug| is_for(drug, purpose)).copied();
    if !told.is_empty() {
        let found = find(told).or_else(|| (told == DEPRESSION).then(|| find(AUGMENTATION))?);
        if let Some(drug) = found {
            return Some((drug, None));
        }
    } else if let Some(drug) = find(DEPRESSION).or_else(|| find(AUGMENTATION)) {
        let several = entries.len() > 1;
        let doubt = "We took it that this was for depression.".to_owned();
        return Some((drug, several.then_some(doubt)));
    }
    let strictest = entries.iter().copied().max_by(|a, b| {
        (a.min_weeks, a.min_dose_mg)
            .partial_cmp(&(b.min_weeks, b.min_dose_mg))
            .unwrap_or(std::cmp::Ordering::Equal)
    })?;
    let doubt = (!told.is_empty()).then(|| {
        format!(
            "We have no numbers for {told}. These are the ones for {}.",
            strictest.purpose.join(", ")
        )
    });
    Some((strictest, doubt))
}

/// How a dose stands to the least that counts.
#[derive(Clone, Copy, PartialEq)]
enum Strength {
    Enough,
    Low,
    /// No one number can be named for this drug.
    NoMeasure,
    Lacks(Lack),
}

/// Above so many times the usual maximum a dose is asked about: a slip of the pen, a unit mixed up. No source has
/// this number; it is our own, wide enough for what a specialist may give.
const TIMES_MOST: u64 = 3;
/// The same by the least dose, where no usual maximum is known.
const TIMES_LEAST: u64 = 10;

/// The highest daily dose that is believed, in nanograms, by all uses of a drug; none where there is no measure.
fn most_believed(entries: &[&Drug]) -> Option<u64> {
    let usual = entries.iter().filter_map(|drug| drug.usual_max_mg);
    let by_most = usual.map(nanograms).max().map(|most| most * TIMES_MOST);
    let least = entries.iter().map(|drug| least_dose(drug)).max();
    by_most.or_else(|| least.filter(|least| *least > 0).map(|n| n * TIMES_LEAST))
}

fn strength(trial: &TreatmentTrial, least: u64, most: Option<u64>) -> Strength {
    if trial.dose.is_empty() {
        return Strength::Lacks(Lack::Dose);
    }
    let day = trial.dose.reading().filter(|reading| {
        // for each kilogram, or when needed, is no dose of a day
        !matches!(reading.per, Per::Kilogram | Per::WhenNeeded)
    });
    if day.zip(most).is_some_and(|(day, most)| day.high > most) {
        return Strength::Lacks(Lack::DoseHigh);
    }
    if least == 0 {
        return Strength::NoMeasure;
    }
    match trial.dose.reading() {
        None if trial.dose.lacks_unit() => Strength::Lacks(Lack::Unit),
        None => Strength::Lacks(Lack::Dose),
        Some(DoseReading {
            per: Per::Kilogram | Per::WhenNeeded,
            ..
        }) => Strength::Lacks(Lack::DosePerDay),
        Some(reading) if reading.low >= least => Strength::Enough,
        Some(reading) if reading.high < least => Strength::Low,
        Some(_) => Strength::Lacks(Lack::ExactDose),
    }
}

/// How a time stands to the least that counts.
#[derive(Clone, Copy, PartialEq)]
enum Length {
    Enough,
    Short,
    Lacks(Lack),
}

fn length(trial: &TreatmentTrial, duration: Duration, weeks: u32) -> Length {
    let need = weeks.saturating_mul(7);
    match duration {
        Duration::NoStart if !trial.start.is_empty() => Length::Lacks(Lack::StartUnread),
        Duration::NoStart => Length::Lacks(Lack::Start),
        Duration::NoEnd if !trial.end.is_empty() => Length::Lacks(Lack::EndUnread),
        Duration::NoEnd => Length::Lacks(Lack::End),
        Duration::EndBeforeStart => Length::Lacks(Lack::Order),
        Duration::StartAhead => Length::Lacks(Lack::Ahead),
        Duration::Known(days) if days.least >= need => Length::Enough,
        Duration::Known(days) if days.most < need => Length::Short,
        Duration::Known(_) => Length::Lacks(Lack::ExactDays),
    }
}

#[allow(clippy::too_many_arguments)] // one caller; a type for it would say nothing more
fn of_drug(
    lib: &Library,
    trial: &TreatmentTrial,
    name: &str,
    drug: &Drug,
    doubt: Option<String>,
    most: Option<u64>,
    payer_weeks: u32,
    today: NaiveDate,
) -> Judged {
    let is = |purpose: &str| drug.purpose.iter().any(|p| p == purpose);
    let by_payer = payer_weeks > 0 && (is(DEPRESSION) || is(AUGMENTATION));
    let weeks = if by_payer {
        payer_weeks
    } else {
        drug.min_weeks
    };
    let least = least_dose(drug);
    let duration = days_taken(trial, today);
    let (strength, length) = (strength(trial, least, most), length(trial, duration, weeks));
    let days = known(duration);

    let mut lacks = lacks_of(strength, length);
    let mut doubts: Vec<String> = doubt.into_iter().collect();
    let full =
        matches!(strength, Strength::Enough | Strength::NoMeasure) && length == Length::Enough;
    let seldom = trial.adherence == Adherence::ManyMissed;
    if full && seldom {
        lacks.push(Lack::MostDays);
    }
    let adequacy = if full && !seldom {
        Adequacy::Adequate
    } else if trial.ended == Ended::SideEffects {
        Adequacy::NotTolerated
    } else if length == Length::Short {
        Adequacy::TooShort
    } else if strength == Strength::Low {
        Adequacy::DoseLow
    } else {
        Adequacy::NotEnoughKnown
    };
    if strength == Strength::NoMeasure {
        doubts.push("No one dose can be named for this drug. Ask your prescriber to say that yours was a full one.".into());
    }
    if let Some(days) = days {
        doubts.extend(doubts_of_days(trial, days));
    }
    if drug.min_dose_mg > 0.0 && !drug.verified {
        doubts.push(
            "This number is from memory and was not checked yet. Your prescriber knows.".into(),
        );
    }
    // the dose is never the plan's: it stands in the table of doses
    let asked = match (least, by_payer) {
        (0, false) => format!("The table asks for {}.", counted(weeks, "week")),
        (0, true) => format!("Your plan asks for {}.", counted(weeks, "week")),
        (least, false) => format!(
            "The table asks for {} at {} a day.",
            counted(weeks, "week"),
            dose(least)
        ),
        (least, true) => format!(
            "Your plan asks for {}; the table of doses asks for {} a day.",
            counted(weeks, "week"),
            dose(least)
        ),
    };
    let (short, why) = reasons(trial, adequacy, strength, length, days, &lacks);
    Judged {
        adequacy,
        short,
        say: format!("{why} {asked}"),
        doubts,
        lacks,
        days,
        name: name.to_owned(),
        class: drug.class.clone(),
        part: part_of(drug, trial),
        counts: CountsAs::default(),
        dose_is_enough: strength == Strength::Enough,
        source: source_of(lib, &drug.source),
        verified: drug.verified,
    }
}

/// An antidepressant that is added to another counts as a medicine of its own; anything else that is added does not.
fn part_of(drug: &Drug, trial: &TreatmentTrial) -> Part {
    let is = |purpose: &str| drug.purpose.iter().any(|p| p == purpose);
    if is(DEPRESSION) {
        Part::Medicine
    } else if is(AUGMENTATION) || trial.standing == Standing::Added {
        Part::Added
    } else {
        Part::Medicine
    }
}

/// The least daily dose of an entry, in nanograms; 0 where no one dose can be named.
fn least_dose(drug: &Drug) -> u64 {
    nanograms(drug.min_dose_mg)
}

/// Nanograms of so many milligrams. The file holds at most three decimals: this is exact.
fn nanograms(mg: f64) -> u64 {
    (mg.max(0.0) * 1000.0).round() as u64 * (NANOGRAMS_PER_MG / 1000)
}

fn known(duration: Duration) -> Option<DaysTaken> {
    match duration {
        Duration::Known(days) => Some(days),
        _ => None,
    }
}

fn lacks_of(strength: Strength, length: Length) -> Vec<Lack> {
    let mut lacks = Vec::new();
    if let Strength::Lacks(lack) = strength {
        lacks.push(lack);
    }
    if let Length::Lacks(lack) = length {
        lacks.push(lack);
    }
    lacks
}

fn doubts_of_days(trial: &TreatmentTrial, days: DaysTaken) -> Vec<String> {
    let mut doubts = Vec::new();
    if days.rough {
        doubts.push(format!(
            "The days are rough: it was between {} and {}. We go by the shorter.",
            counted(days.least_weeks(), "week"),
            counted(days.most_weeks(), "week"),
        ));
    }
    if trial.at_dose_since.span().is_none() {
        doubts.push(if trial.at_dose_since.is_empty() {
            "We counted from the first day. Weeks of going up to the dose do not count: when did you reach it?".into()
        } else {
            "We can't read since when you took this dose, so we counted from the first day.".into()
        });
    }
    if trial.adherence == Adherence::NotSaid {
        doubts.push(
            "We took it that you took it on most days. Eight of ten is the usual test.".into(),
        );
    }
    doubts
}

/// Why, in a few words and in a sentence.
fn reasons(
    trial: &TreatmentTrial,
    adequacy: Adequacy,
    strength: Strength,
    length: Length,
    days: Option<DaysTaken>,
    lacks: &[Lack],
) -> (String, String) {
    let weeks = days.map_or_else(String::new, |days| counted(days.least_weeks(), "week"));
    let side_effects = trial.ended == Ended::SideEffects;
    let hint = if !side_effects && !trial.side_effects.reveal().is_empty() {
        " If you stopped for the side effects, say so: most plans accept that."
    } else {
        ""
    };
    match adequacy {
        Adequacy::Adequate if side_effects => (
            format!("{weeks}, then side effects"),
            format!(
                "You took it for {weeks} before side effects ended it. Dose and time look enough."
            ),
        ),
        Adequacy::Adequate => (
            "Dose and time enough".into(),
            format!("You took it for at least {weeks}. Dose and time look enough."),
        ),
        Adequacy::NotTolerated => (
            "Stopped for side effects".into(),
            "You stopped it early for side effects. Most plans accept that beside a full trial."
                .into(),
        ),
        Adequacy::TooShort => {
            let most = days.map_or(0, DaysTaken::most_weeks);
            let say = format!(
                "The time looks too short: {} at most.{hint}",
                counted(most, "week")
            );
            let low = if strength == Strength::Low {
                ", dose low"
            } else {
                ""
            };
            let short = if hint.is_empty() {
                format!("Too short{low}")
            } else {
                format!("Too short{low}; say if you could not bear it")
            };
            (short, say)
        }
        Adequacy::DoseLow => (
            "Dose looks low".into(),
            format!(
                "The dose looks low. Age, other illness or other drugs can make a low dose enough: your prescriber can write that down.{hint}"
            ),
        ),
        Adequacy::NotEnoughKnown => {
            let first = lacks.first().copied().unwrap_or(Lack::Name);
            let mut short = lack_words(first).to_owned();
            if length != Length::Enough && lacks.len() > 1 {
                short.push_str(", and more");
            }
            let say = lacks
                .iter()
                .map(|lack| ask_for(*lack))
                .collect::<Vec<_>>()
                .join(" ");
            (short, format!("{say}{hint}"))
        }
    }
}

fn of_treatment(
    lib: &Library,
    trial: &TreatmentTrial,
    treatment: &Treatment,
    today: NaiveDate,
) -> Judged {
    let sessions = sessions_told(&trial.sessions);
    let least = treatment.min_sessions;
    let side_effects = trial.ended == Ended::SideEffects;
    let mut lacks = Vec::new();
    let (adequacy, short, why) = match sessions {
        Some(n) if least > 0 && n >= least => (
            Adequacy::Adequate,
            counted(n, "session"),
            format!("You had {}. That looks enough.", counted(n, "session")),
        ),
        _ if side_effects => (
            Adequacy::NotTolerated,
            "Stopped for side effects".to_owned(),
            "You stopped it early for side effects. Most plans accept that beside a full trial."
                .to_owned(),
        ),
        Some(n) if least > 0 => (
            Adequacy::TooShort,
            format!("{} of {least}", counted(n, "session")),
            format!("You had {}. That looks too few.", counted(n, "session")),
        ),
        _ => {
            let lack = if least == 0 {
                Lack::Name
            } else {
                Lack::Sessions
            };
            lacks.push(lack);
            (
                Adequacy::NotEnoughKnown,
                lack_words(lack).to_owned(),
                ask_for(lack).to_owned(),
            )
        }
    };
    let wrong_days = wrong_days(trial, today);
    lacks.extend(wrong_days);
    let mut doubts: Vec<String> = wrong_days
        .map(|lack| ask_for(lack).to_owned())
        .into_iter()
        .collect();
    if !treatment.verified {
        doubts
            .push("This number is from memory and was not checked yet. Your doctor knows.".into());
    }
    Judged {
        adequacy,
        short,
        say: format!("{why} What counts: {}.", treatment.counts_as),
        doubts,
        lacks,
        days: known(days_taken(trial, today)),
        name: treatment.id.clone(),
        class: String::new(),
        part: Part::Therapy,
        counts: CountsAs::default(),
        dose_is_enough: false,
        source: source_of(lib, &treatment.source),
        verified: treatment.verified,
    }
}

/// The least number in what was typed: `36`, `about 30`, `20 to 30`.
fn sessions_told(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().ok())
        .collect::<Option<Vec<u32>>>()?
        .into_iter()
        .min()
}

/// What is wrong with the days of a trial whatever it was of: they go against each other, or lie ahead.
fn wrong_days(trial: &TreatmentTrial, today: NaiveDate) -> Option<Lack> {
    match days_taken(trial, today) {
        Duration::EndBeforeStart => Some(Lack::Order),
        Duration::StartAhead => Some(Lack::Ahead),
        _ => None,
    }
}

fn unknown(lib: &Library, trial: &TreatmentTrial, today: NaiveDate) -> Judged {
    let wrong_days = wrong_days(trial, today);
    let side_effects = trial.ended == Ended::SideEffects;
    let (adequacy, short, say) = if side_effects {
        (
            Adequacy::NotTolerated,
            "Stopped for side effects".to_owned(),
            "You stopped it for side effects. Most plans accept that beside a full trial."
                .to_owned(),
        )
    } else {
        let first = wrong_days.unwrap_or(Lack::Name);
        (
            Adequacy::NotEnoughKnown,
            lack_words(first).to_owned(),
            ask_for(Lack::Name).to_owned(),
        )
    };
    let mut doubts: Vec<String> = wrong_days
        .map(|lack| ask_for(lack).to_owned())
        .into_iter()
        .collect();
    if let Some(name) = nearest(lib, trial.taken.reveal()) {
        doubts.push(format!("Do you mean {}? Then write it so.", capital(&name)));
    }
    Judged {
        adequacy,
        short,
        say,
        doubts,
        lacks: wrong_days.into_iter().chain([Lack::Name]).collect(),
        days: known(days_taken(trial, today)),
        name: String::new(),
        class: String::new(),
        part: Part::Unknown,
        counts: CountsAs::default(),
        dose_is_enough: false,
        source: String::new(),
        verified: false,
    }
}

/// The words behind the short name of a source.
fn source_of(lib: &Library, source: &str) -> String {
    capital(
        lib.treatments
            .sources
            .get(source)
            .map_or(source, String::as_str),
    )
}

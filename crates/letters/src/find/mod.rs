//! Structure to facts: one file per kind of fact.

pub mod amounts;
mod appeal;
mod care_days;
pub mod codes;
mod days;
mod deadlines;
mod heard;
mod issuer;
mod kind;
mod labels;
mod levels;
mod notice;
mod numbers;
mod people;
mod plan;
mod plan_names;
mod prices;
pub mod provider;
mod purpose;
mod reasons;
mod review;
mod spared;
mod told;
mod treatment;
mod verbs;
mod windows;

pub(crate) use windows::counts;

use crate::phrases::List;
use crate::structure::text::has;
use crate::structure::{Sentence, Sheet};
use holdfast_case::{Fact, PageSource, Pages, Reading};
use holdfast_library::Library;
use regex::Regex;
use std::sync::LazyLock;

/// What all finders share.
pub struct Ctx<'a> {
    /// The reference facts.
    pub lib: &'a Library,
    /// The document laid out.
    pub sheet: &'a Sheet,
    /// Labels with their values.
    pub pairs: Vec<labels::Pair>,
    /// All dates with what stands around them.
    pub days: Vec<days::Day>,
    /// The row of the salutation, where there is one.
    pub salutation: Option<usize>,
    /// For each sentence the state under whose name it stands.
    pub states: Vec<Option<String>>,
}

impl<'a> Ctx<'a> {
    /// What the finders share of a document that was laid out.
    pub fn new(lib: &'a Library, sheet: &'a Sheet) -> Self {
        let mut ctx = Self {
            lib,
            sheet,
            pairs: labels::pairs(lib, sheet),
            days: Vec::new(),
            salutation: salutations(sheet).next(),
            states: Vec::new(),
        };
        ctx.days = days::all(&ctx);
        ctx.states = windows::states(&ctx);
        ctx
    }

    /// The sentences of the letter itself: in its language, and outside of heads and feet.
    pub fn plain(&self) -> impl Iterator<Item = &'a Sentence> + use<'a> {
        self.sheet
            .sentences
            .iter()
            .filter(|s| !s.foreign && !s.aside)
    }

    /// How many sentences hold the first words of a name; none where these are too short to mean one.
    pub fn naming(&self, name: &str, words: usize) -> usize {
        let low = name.to_ascii_lowercase();
        let low = low.strip_prefix("the ").unwrap_or(&low);
        let core: Vec<&str> = low.split_whitespace().take(words).collect();
        let core = core.join(" ");
        let core = core.trim_end_matches([',', '.']);
        if core.len() < 5 {
            return 0;
        }
        let sentences = self.sheet.sentences.iter();
        sentences.filter(|s| has(&s.text.low, core)).count()
    }
}

/// Reads everything there is to read.
pub fn read(lib: &Library, sheet: &Sheet, pages: &Pages) -> Reading {
    let mut reading = Reading {
        doubts: pages.doubts.clone(),
        ..Reading::default()
    };
    for page in &pages.pages {
        if let PageSource::Unreadable { why } = &page.source {
            reading
                .doubts
                .push(format!("Page {} could not be read: {why}", page.number));
        }
    }
    if sheet.toks.is_empty() {
        return reading;
    }
    let ctx = Ctx::new(lib, sheet);

    reading.claim.date_of_notice = notice::notice(&ctx);
    let notice = reading.claim.date_of_notice.as_ref().map(|f| f.value);
    reading.claim.dates_of_service = care_days::service(&ctx, notice);
    reading.claim.numbers = numbers::claim_numbers(&ctx);
    let more = numbers::siblings(&ctx, &reading.claim.numbers);
    reading.claim.numbers.extend(more);
    reading.member.member_id = numbers::member_id(&ctx);
    reading.plan.group = numbers::group(&ctx, reading.member.member_id.as_ref());
    reading.amounts = amounts::amounts(&ctx);
    let decided = kind::decide(&ctx, &reading);
    decided.fill(&mut reading);
    numbers::order::settle(&mut reading);
    reading.claim.codes = codes::codes(&ctx, &reading);
    // "Claim 2633 5019 07" over a column of codes: a code is no number of a claim
    let codes = &reading.claim.codes;
    let is_code = |value: &str| codes.iter().any(|code| code.fact.value == value);
    let mut numbers = std::mem::take(&mut reading.claim.numbers);
    numbers.retain(|number| !is_code(&number.fact.value));
    reading.claim.numbers = numbers;
    let numbers = &reading.claim.numbers;
    let is_claim = |group: &Fact<String>| numbers.iter().any(|n| n.fact.value == group.value);
    reading.plan.group = reading.plan.group.take().filter(|group| !is_claim(group));
    reading.member.patient = people::patient(&ctx);
    reading.member.subscriber = people::subscriber(&ctx, reading.member.patient.as_ref());
    reading.claim.service = treatment::service(&ctx);
    reading.plan.kind = plan::kind(&ctx);
    reading.plan.plan_name = plan::name(&ctx);
    reading.plan.state = plan::state(&ctx);
    reading.plan.issuer = issuer::issuer(&ctx, &reading);
    reading.plan.issuer_role = issuer::role(&ctx, &reading);
    reading.claim.provider = provider::provider(&ctx, &reading);
    reading.external_review = review::review(&ctx, &reading);
    reading.deadlines = deadlines::deadlines(&ctx, &reading);
    kind::settle(&mut reading);
    reading.levels = levels::levels(&ctx, &reading);
    // which sentences are clocks is known by now
    reading.reasons = reasons::reasons(&ctx, &reading);
    reading.appeal = appeal::appeal(&ctx, &reading);
    deadlines::doubts(&ctx, &mut reading);
    reading
}

/// The rows in which somebody is greeted: one for each letter in the document.
fn salutations(sheet: &Sheet) -> impl Iterator<Item = usize> + '_ {
    sheet.rows.iter().enumerate().filter_map(|(n, row)| {
        let mut cells = row.cells.iter().filter_map(|&c| sheet.cells.get(c));
        cells.any(|c| greets(&c.text.low)).then_some(n)
    })
}

/// True of the words "Dear …", "Hello …", or a name with its title that stands alone.
fn greets(low: &str) -> bool {
    static BY_TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:mr|mrs|ms|miss|mx|dr)\.? (?:[a-z'-]+ ){0,2}[a-z'-]+[,:]$")
            .expect("a fixed pattern")
    });
    ["dear ", "hi ", "hello "]
        .iter()
        .any(|w| low.starts_with(w))
        || BY_TITLE.is_match(low)
}

/// True where the words before a cue make it a condition, not a statement: "if a claim is denied …".
pub fn conditional(low: &str, at: usize) -> bool {
    let before = low.get(..at).unwrap_or("");
    // The condition ends with its clause.
    let clause = before.rsplit([';', ':']).next().unwrap_or(before);
    // What follows "if …," hangs on it as well: "if you do not pay, the claims are denied".
    let opening = clause
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_owned();
    if List("find.opens-condition")
        .iter()
        .any(|w| opening.starts_with(w))
    {
        return true;
    }
    static IFS: List = List("find.ifs");
    IFS.iter().any(|w| {
        crate::structure::text::at(clause, w).is_some_and(|i| {
            // "Even if a tablet were used, it is not covered" is as it is.
            if clause.get(..i).is_some_and(|b| b.ends_with("even ")) {
                return false;
            }
            // "If you disagree, the request is denied" is no condition of the main clause.
            let between = clause.get(i..).unwrap_or("");
            !between.contains(", ") || between.contains(" or ") || between.len() < 40
        })
    })
}

//! All that a letter may say, taken from the record: each value with the page that proves it.

use super::copies::of_copies;
use super::exhibits::{encloses_denial, is_filed_study, provision, short_citation, title};
use super::history::{Progress, Scored, tried_before};
use super::named::{Theirs, plan_name};
use super::one_page::shorten;
use super::plan_family;
use super::reasons::{reasons_of, studies};
use super::refused::refused_codes;
use super::wording::{asked as asked_words, count_word, dollars, full_day, quoted};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::plan_record;
use crate::review::Facts;
use chrono::NaiveDate;
use holdfast_case::letter::{Citation, ExhibitOf, Pick, Picked};
use holdfast_case::reading::{ClaimNumber, NoticeKind, Outcome, Stage};
use holdfast_case::{Call, Cents, DocumentId, Fact, Letter, PlanField, Reading};
use holdfast_library::Library;
use holdfast_library::find_code::plain_of;
use holdfast_packet::compose::{LetterFacts, ReasonFacts, Row, Slot, study_words};
use holdfast_rules::trials::{Adequacy, Known, count, find_known};
use holdfast_vault::DeadlineFilter;
use std::collections::{BTreeMap, BTreeSet};

/// Below this a value that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// A number of a claim is told by its label and its shape: it is likely sooner.
const LIKELY_NUMBER: f32 = 0.65;

/// Values by name, as they are gathered.
pub(super) struct Gathered<'a> {
    pub(super) facts: LetterFacts,
    pub(super) document: Option<DocumentId>,
    pub(super) letter: &'a Letter,
}

impl Gathered<'_> {
    pub(super) fn set(&mut self, name: &str, slot: Slot) {
        if !slot.words.trim().is_empty() {
            self.facts.slots.entry(name.to_owned()).or_insert(slot);
        }
    }

    pub(super) fn bare(&mut self, name: &str, words: impl Into<String>) {
        self.set(name, Slot::bare(words));
    }

    pub(super) fn flag(&mut self, name: &str) {
        self.facts.flags.insert(name.to_owned());
    }

    /// A value of the letter that is answered, with its page.
    fn read<T>(&mut self, name: &str, fact: Option<&Fact<T>>, say: impl Fn(&T) -> String) {
        let Some(fact) = fact.filter(|fact| fact.confidence >= LIKELY) else {
            return;
        };
        let words = say(&fact.value);
        match cited(self.document, fact) {
            Some(proof) => self.set(name, Slot::proven(words, proof)),
            None => self.bare(name, words),
        }
    }
}

/// Where a value of the answered letter stands.
fn cited<T>(document: Option<DocumentId>, fact: &Fact<T>) -> Option<Citation> {
    Some(Citation {
        of: ExhibitOf::Document { id: document? },
        page: Some(fact.place?.page),
    })
}

impl Inner {
    /// The answered letter as it was read and as the person corrected it.
    pub(crate) fn answered(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Option<(Facts, Reading)>, Error> {
        let Some(document) = letter.answers else {
            return Ok(None);
        };
        let facts = Facts::load(open.vault.read(), self.lib, document, self.clock.today())?;
        let reading = crate::dating::overlaid(&facts.reading, &facts.answers);
        Ok(Some((facts, reading)))
    }

    /// What their letter seems to say for gaps, by the id of the gap: read too unsurely to stand there unasked.
    pub(super) fn gap_offers(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<BTreeMap<String, String>, Error> {
        const WORTH_ASKING: f32 = 0.4;
        let mut offers = BTreeMap::new();
        let Some((_, reading)) = self.answered(open, letter)? else {
            return Ok(offers);
        };
        let lib = self.lib;
        let mut offer = |id: &str, fact: Option<&Fact<String>>, say: &dyn Fn(&str) -> String| {
            if let Some(fact) = fact.filter(|fact| fact.confidence >= WORTH_ASKING) {
                offers.insert(id.to_owned(), say(&fact.value));
            }
        };
        let as_is = |text: &str| text.to_owned();
        offer("service", reading.claim.service.as_ref(), &|text| {
            service_words(lib, text)
        });
        offer("provider", reading.claim.provider.as_ref(), &|name| {
            crate::words::name(name)
        });
        offer("clinic", reading.claim.provider.as_ref(), &|name| {
            crate::words::name(name)
        });
        offer("plan_name", reading.plan.plan_name.as_ref(), &as_is);
        offer("issuer", reading.plan.issuer.as_ref(), &as_is);
        offer("group", reading.plan.group.as_ref(), &as_is);
        offer("member_id", reading.member.member_id.as_ref(), &as_is);
        Ok(offers)
    }

    /// Everything that this letter may say.
    pub(super) fn letter_facts(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<LetterFacts, Error> {
        let mut all = Gathered {
            facts: LetterFacts::default(),
            document: letter.answers.filter(|_| encloses_denial(&letter.kind)),
            letter,
        };
        let today = self.clock.today();
        all.bare("today", full_day(today));
        if let Some((facts, reading)) = self.answered(open, letter)? {
            let theirs = self.theirs(open, facts.document.id)?;
            self.of_theirs(&mut all, &theirs, &reading);
            if self.is_decided_before(open, &reading)? {
                all.flag("decided_before");
            }
            let reading = self.as_decided(open, letter, reading, &mut all)?;
            of_reading(&mut all, self.lib, &reading);
            self.of_owed(&mut all, &theirs, &reading);
            of_stage(&mut all, &reading);
            self.of_letters_before(&mut all, open)?;
            self.of_their_time(&mut all, open)?;
            for flag in plan_family::flags(facts.plan_kind().value()) {
                all.flag(flag);
            }
            self.of_codes(&mut all, &reading);
            self.last_day(&mut all, open)?;
            let mut said = BTreeSet::new();
            for fact in reasons_of(&reading) {
                let mut reason = self.reason_facts(open, letter, (&reading, &theirs), fact)?;
                say_once(&mut reason, &mut said);
                all.facts.reasons.push(reason);
            }
        }
        self.of_picks(&mut all, open)?;
        self.of_person(&mut all);
        self.of_plan(&mut all, open)?;
        self.of_history(&mut all, open)?;
        self.of_scores(&mut all, open)?;
        self.of_calls(&mut all, open)?;
        for (gap, words) in &letter.filled {
            all.bare(gap, words.reveal().clone());
        }
        for ask in &letter.asks {
            all.flag(ask);
        }
        // said only where it is really there
        if !self.forms_along(open, letter)?.is_empty() {
            all.flag("insurer_form");
        }
        if letter.asks.iter().any(|ask| ask == "ask_fast") {
            all.flag("is_urgent");
        }
        // what is awaited is not sent along yet
        let along = letter.exhibits.iter();
        let along = along.filter(|one| !matches!(one.of, ExhibitOf::Awaited { .. }));
        let exhibits = along.map(|exhibit| Row {
            key: exhibit.title.clone(),
            slots: [("exhibit_title".to_owned(), Slot::bare(&exhibit.title))].into(),
            ..Row::default()
        });
        all.facts
            .lists
            .insert("exhibits".to_owned(), exhibits.collect());
        shorten(&letter.kind, &mut all.facts);
        Ok(all.facts)
    }

    /// What was ticked for any reason, each once: for letters that do not go reason by reason.
    fn of_picks(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let reasons = all.facts.reasons.iter();
        for (name, rows) in reasons.flat_map(|reason| &reason.lists) {
            let list = lists.entry(name.clone()).or_default();
            for row in rows {
                if list.iter().all(|had| had.key != row.key) {
                    list.push(row.clone());
                }
            }
        }
        let bare = all
            .letter
            .picks
            .iter()
            .filter(|pick| pick.reason.is_empty());
        for pick in bare {
            if let (Some(name), Some(row)) =
                (list_of(self.lib, pick, ""), self.picked_row(open, pick)?)
            {
                let list = lists.entry(name.to_owned()).or_default();
                if list.iter().all(|had| had.key != row.key) {
                    list.push(row);
                }
            }
        }
        let reasons = all.facts.reasons.iter().map(|reason| reason.row.clone());
        lists.insert("reasons".to_owned(), reasons.collect());
        all.facts.lists.extend(lists);
        Ok(())
    }

    pub(super) fn of_codes(&self, all: &mut Gathered<'_>, reading: &Reading) {
        let of = |systems: &[&str]| -> Vec<&holdfast_case::reading::CodeFact> {
            let sure = reading
                .claim
                .codes
                .iter()
                .filter(|code| code.fact.confidence >= LIKELY);
            sure.filter(|code| systems.contains(&code.system.as_str()))
                .collect()
        };
        let outcome = reading.outcome.as_ref().map(|fact| fact.value);
        let services = refused_codes(of(&["cpt", "hcpcs"]), outcome);
        let words: Vec<&str> = services
            .iter()
            .map(|code| code.fact.value.as_str())
            .collect();
        if let Some(first) = services.first() {
            let slot = Slot {
                words: words.join(", "),
                proof: cited(all.document, &first.fact),
            };
            all.set("codes", slot);
        }
        let diagnoses = of(&["icd-10-cm"]);
        let words = diagnoses.iter().map(|code| {
            let known = self.lib.codes.diagnosis(&code.fact.value);
            match known {
                Some(known) => {
                    let plain = plain_of(&known.code, &known.plain, &code.fact.value);
                    format!("{} ({})", inside(&plain), code.fact.value)
                }
                None => code.fact.value.clone(),
            }
        });
        let words: Vec<String> = words.collect();
        if let Some(first) = diagnoses.first() {
            let slot = Slot {
                words: words.join(" and "),
                proof: cited(all.document, &first.fact),
            };
            all.set("diagnosis", slot);
            if first.fact.value.starts_with('F') {
                all.flag("mental_health");
            }
        }
    }

    /// True where this is not the first decision of the case: they decided on an appeal already.
    fn is_decided_before(&self, open: &Opened, reading: &Reading) -> Result<bool, Error> {
        let sure = |confidence: f32| confidence >= LIKELY;
        let kind = reading.kind.as_ref();
        let kind = kind.filter(|fact| sure(fact.confidence));
        let stage = reading.stage.as_ref();
        let stage = stage.filter(|fact| sure(fact.confidence));
        if kind.is_some_and(|fact| fact.value == NoticeKind::AppealDecision)
            || stage.is_some_and(|fact| fact.value == Stage::FinalInternal)
        {
            return Ok(true);
        }
        // an answer to a request for papers decides nothing
        let letters: Vec<Kept<Letter>> = self.kept_with(open)?;
        let decides =
            |letter: &Letter| letter.answer.is_some() && super::is_an_appeal(&letter.kind);
        Ok(letters.iter().any(|kept| decides(&kept.record)))
    }

    /// What is taken from their letter word by word.
    fn of_theirs(&self, all: &mut Gathered<'_>, theirs: &Theirs, reading: &Reading) {
        self.of_days(all, theirs, reading);
        of_copies(all, theirs, reading);
        let issuer = reading.plan.issuer.as_ref();
        let issuer = issuer.map_or("", |fact| fact.value.as_str());
        for (name, slot) in [
            ("criteria_set", theirs.criteria()),
            ("review_company", theirs.review_company(self, issuer)),
        ] {
            if let Some(slot) = slot {
                all.set(name, slot);
            }
        }
        if let Some(number) = theirs.doctors_call() {
            all.bare("p2p_number", number);
        }
        if theirs.is_to_a_guardian() {
            all.flag("for_a_child");
        }
    }

    fn last_day(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let rows = open.vault.read().deadlines(&DeadlineFilter {
            document: all.letter.answers,
            only_member: true,
            ..DeadlineFilter::default()
        })?;
        // a letter that only helps has the day of the appeal it helps, while that is ahead
        let kind = super::step_of(&all.letter.kind);
        let helps = !super::parties::is_step(kind);
        let today = self.clock.today();
        let days = rows.iter().filter_map(|row| {
            let deadline = &row.deadline;
            let helped = helps && super::parties::is_step(&deadline.level);
            let day = deadline.due?;
            (deadline.level == kind || (helped && day >= today)).then_some(day)
        });
        if let Some(due) = days.min() {
            all.bare("deadline", full_day(due));
            if due < self.clock.today() {
                all.flag("late");
            }
        }
        let calls = open.vault.read().deadlines(&DeadlineFilter {
            document: all.letter.answers,
            ..DeadlineFilter::default()
        })?;
        let calls = calls
            .iter()
            .filter(|row| row.deadline.level == "peer-to-peer");
        if let Some(due) = calls.filter_map(|row| row.deadline.due).min() {
            all.bare("p2p_until", full_day(due));
            if due < today {
                all.flag("p2p_passed");
            }
        }
        Ok(())
    }

    fn of_person(&self, all: &mut Gathered<'_>) {
        // who writes is the patient, except where a doctor does
        if super::parties::is_by_a_doctor(&all.letter.kind) {
            return;
        }
        let from = &all.letter.from;
        let (name, address, phone) = (
            from.name.reveal().clone(),
            from.address.reveal().replace('\n', ", "),
            from.phone.reveal().clone(),
        );
        all.bare("patient", name);
        all.bare("patient_address", address);
        all.bare("patient_phone", phone);
    }

    fn of_plan(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let Some(record) = plan_record::of_case(open.vault.read(), open.case)? else {
            return Ok(());
        };
        for (field, slot) in [
            (PlanField::MemberId, "member_id"),
            (PlanField::Group, "group"),
            (PlanField::PlanName, "plan_name"),
            (PlanField::Administrator, "issuer"),
            (PlanField::Issuer, "issuer"),
        ] {
            if let Some(fact) = record.record.facts.get(field.id()) {
                all.bare(slot, fact.value.clone());
            }
        }
        Ok(())
    }

    fn of_history(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let table = |page| Citation {
            of: ExhibitOf::TreatmentHistory,
            page,
        };
        let goes_along = all
            .letter
            .exhibit_at(&ExhibitOf::TreatmentHistory)
            .is_some();
        let trials = self.trials_of(open)?;
        if !trials.is_empty() && goes_along {
            let (counted, asked) = self.counted(open, &trials)?;
            let proven = |words: String| Slot::proven(words, table(None));
            all.set("history", proven("treatment history".to_owned()));
            let first = self
                .sessions_of(open)?
                .iter()
                .find_map(|kept| kept.record.day.day());
            let told: Vec<_> = trials.iter().map(|kept| kept.record.clone()).collect();
            if let Some(before) = tried_before(&told, first) {
                let counted = count(self.lib, &before, asked.as_ref(), self.clock.today());
                let judged = counted.judged.iter();
                let full = judged
                    .filter(|one| one.adequacy == Adequacy::Adequate)
                    .count();
                all.set("trial_count", proven(count_word(before.len())));
                if full > 0 {
                    all.set("trial_full_count", proven(count_word(full)));
                }
                if !counted.classes.is_empty() {
                    let classes = counted.classes.len();
                    all.set("trial_class_count", proven(count_word(classes)));
                }
            }
            if let Some(asked) = asked.as_ref().and_then(asked_words) {
                all.bare("asked_trials", asked);
            }
            let rows = trials.iter().zip(&counted.judged).map(|(kept, judged)| {
                let trial = &kept.record;
                let mut row = Row {
                    key: kept.id.to_string(),
                    ..Row::default()
                };
                let mut put = |name: &str, words: String| {
                    if !words.trim().is_empty() {
                        row.slots.insert(name.to_owned(), proven(words));
                    }
                };
                put("trial", trial.taken.reveal().clone());
                put("trial_dose", trial.dose.text().to_owned());
                put(
                    "trial_span",
                    full_months(&crate::treatment::trial_span(trial)),
                );
                if let Some(weeks) = judged
                    .days
                    .map(|days| days.least_weeks())
                    .filter(|weeks| *weeks > 0)
                {
                    put("trial_weeks", weeks.to_string());
                }
                put("trial_outcome", in_sentence(trial.outcome.reveal()));
                put("trial_effects", in_sentence(trial.side_effects.reveal()));
                if judged.adequacy == Adequacy::Adequate {
                    row.flags.insert("trial_full".to_owned());
                }
                if trial.ended == holdfast_case::treatment::Ended::SideEffects {
                    row.flags.insert("trial_stopped".to_owned());
                }
                row
            });
            let rows: Vec<Row> = rows.filter(|row| row.slots.contains_key("trial")).collect();
            all.facts.lists.insert("trials".to_owned(), rows);
        }
        let sessions = self.sessions_of(open)?;
        let days: Vec<NaiveDate> = sessions
            .iter()
            .filter_map(|kept| kept.record.day.day())
            .collect();
        if let Some(first) = days.first() {
            all.bare("first_session", full_day(*first));
        }
        let infusions = sessions
            .iter()
            .all(|kept| is_infusion(kept.record.what.reveal()));
        if infusions && let (Some(first), Some(last)) = (days.first(), days.last()) {
            let proof = |words: String| match goes_along {
                true => Slot::proven(words, table(None)),
                false => Slot::bare(words),
            };
            all.set("infusion_count", proof(count_word(days.len())));
            all.set("first_infusion", proof(full_day(*first)));
            all.set("last_infusion", proof(full_day(*last)));
        }
        Ok(())
    }

    fn of_scores(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let along = all
            .letter
            .exhibits
            .iter()
            .find_map(|exhibit| match &exhibit.of {
                ExhibitOf::ScaleScores { scale } => Some(scale.clone()),
                _ => None,
            });
        let Some(progress) = along
            .and_then(|scale| self.progress(open, &scale).transpose())
            .transpose()?
        else {
            return Ok(());
        };
        let proven = |words: String| {
            Slot::proven(
                words,
                Citation {
                    of: ExhibitOf::ScaleScores {
                        scale: progress.scale.id.clone(),
                    },
                    page: None,
                },
            )
        };
        all.set("scale", proven(crate::scales::short(progress.scale)));
        all.set("scores", proven("chart of scores".to_owned()));
        let mut put = |name: &str, scored: Option<Scored>, progress: &Progress<'_>| {
            let Some(scored) = scored else {
                return;
            };
            all.set(name, proven(scored.points().to_string()));
            let day = full_day(scored.dated.day.first);
            all.set(&format!("{name}_day"), proven(day));
            if let Some(band) = progress.band(scored) {
                all.set(&format!("{name}_band"), proven(band.to_lowercase()));
            }
        };
        put("score_before", progress.before, &progress);
        put("score_best", progress.best, &progress);
        put("score_now", progress.now, &progress);
        if let Some(percent) = progress.percent.filter(|percent| *percent > 0) {
            all.set("score_percent", proven(percent.to_string()));
        }
        Ok(())
    }

    fn of_calls(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let calls: Vec<Kept<Call>> = self.kept_with(open)?;
        let along = |call: &&Kept<Call>| {
            all.letter
                .exhibit_at(&ExhibitOf::Call { id: call.id })
                .is_some()
        };
        let rows: Vec<Row> = calls.iter().filter(along).map(call_row).collect();
        let newest = calls.iter().max_by_key(|call| call.record.at);
        if let Some(row) = rows.last().cloned().or_else(|| newest.map(call_row)) {
            let is_along = !rows.is_empty();
            for (name, slot) in row.slots {
                let slot = match is_along {
                    true => slot,
                    false => Slot::bare(slot.words),
                };
                all.set(&name, slot);
            }
        }
        if let Some(promise) = newest.map(|call| call.record.promise.clone()) {
            all.bare("call_promise", in_sentence(&promise));
        }
        all.facts.lists.insert("calls".to_owned(), rows);
        Ok(())
    }

    fn reason_facts(
        &self,
        open: &Opened,
        letter: &Letter,
        (reading, theirs): (&Reading, &Theirs),
        fact: &Fact<String>,
    ) -> Result<ReasonFacts, Error> {
        let lib = self.lib;
        let mut row = Row {
            key: fact.value.clone(),
            ..Row::default()
        };
        let entry = lib.reason(&fact.value);
        if let Some(entry) = entry {
            row.slots
                .insert("reason_title".to_owned(), Slot::bare(&entry.title));
        }
        if let Some(quote) = theirs.quote(fact) {
            let proof = cited(letter.answers, fact);
            row.slots.insert(
                "reason_quote".to_owned(),
                Slot {
                    words: quote,
                    proof,
                },
            );
        }
        let (rule, lack) = theirs.grounds(fact);
        for (name, slot) in [("reason_rule", rule), ("reason_lack", lack)] {
            row.slots.extend(slot.map(|slot| (name.to_owned(), slot)));
        }
        if let Some(day) = &reading.claim.date_of_notice {
            row.slots
                .insert("reason_day".to_owned(), Slot::bare(full_day(day.value)));
        }
        // a reason without studies of its own does not tell those of the others again
        let none = ["studies", "against"].map(|name| (name.to_owned(), Vec::new()));
        let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::from(none);
        for pick in letter.picks.iter().filter(|pick| pick.reason == fact.value) {
            let Some(list) = list_of(lib, pick, &fact.value) else {
                continue;
            };
            if let Some(row) = self.picked_row(open, pick)? {
                lists.entry(list.to_owned()).or_default().push(row);
            }
        }
        Ok(ReasonFacts {
            reason: fact.value.clone(),
            row,
            lists,
        })
    }

    fn picked_row(&self, open: &Opened, pick: &Pick) -> Result<Option<Row>, Error> {
        let mut slots: BTreeMap<String, Slot> = BTreeMap::new();
        let mut put = |name: &str, words: &str, proof: Citation| {
            if !words.trim().is_empty() {
                slots.insert(name.to_owned(), Slot::proven(words.trim(), proof));
            }
        };
        let key = match &pick.picked {
            Picked::Study { id } => {
                let Some(study) = self.lib.study(id) else {
                    return Ok(None);
                };
                let proof = Citation {
                    of: ExhibitOf::Study { id: id.clone() },
                    page: None,
                };
                put("study", &short_citation(study), proof.clone());
                // what we did not see in the publication itself is quoted to nobody
                if is_filed_study(study) {
                    put(
                        "study_result",
                        &study_sentence(&study.result),
                        proof.clone(),
                    );
                }
                put("study_design", &in_sentence(&study.design), proof.clone());
                if study.verified.iter().any(|seen| seen == "n") {
                    let people = match study.n.parse::<u32>() {
                        Ok(people) => format!("{people} people"),
                        Err(_) => study.n.clone(),
                    };
                    put("study_n", &people, proof.clone());
                }
                if let Some(words) = study_words(id) {
                    // limits alone, without what was found, would only speak against the person
                    if is_filed_study(study) {
                        put("study_limits", &words.limits, proof.clone());
                    }
                    put("against_answer", &words.answer, proof);
                }
                id.clone()
            }
            Picked::Provision { id } => {
                let Some(pin) = provision(self, open, *id)? else {
                    return Ok(None);
                };
                let Some(document) = pin.document else {
                    return Ok(None);
                };
                let proof = Citation {
                    of: ExhibitOf::Document { id: document },
                    page: Some(pin.page),
                };
                put("provision_quote", &quoted(&pin.quote), proof.clone());
                put("provision_heading", &pin.heading, proof.clone());
                put("provision_page", &pin.page.to_string(), proof);
                id.to_string()
            }
            Picked::Paper { document, page } => {
                let of = ExhibitOf::Document { id: *document };
                let Some(title) = title(self, open, &of)? else {
                    return Ok(None);
                };
                let proof = Citation { of, page: *page };
                put("paper_title", &title, proof.clone());
                if let Some(page) = page {
                    put("paper_page", &page.to_string(), proof);
                }
                format!("{document}-{}", page.unwrap_or(0))
            }
            Picked::History | Picked::Scores { .. } | Picked::Call { .. } => return Ok(None),
        };
        Ok(Some(Row {
            key,
            slots,
            ..Row::default()
        }))
    }
}

/// The list in which a pick stands; none for what stands in no list.
fn list_of(lib: &Library, pick: &Pick, reason: &str) -> Option<&'static str> {
    Some(match &pick.picked {
        Picked::Study { id } => {
            let (_, against) = studies(lib, reason);
            match against.iter().any(|study| study.id == *id) {
                true => "against",
                false => "studies",
            }
        }
        Picked::Provision { .. } => "provisions",
        Picked::Paper { .. } => "papers",
        Picked::History | Picked::Scores { .. } | Picked::Call { .. } => return None,
    })
}

/// True for a session that was an infusion, by what it is called.
fn is_infusion(what: &str) -> bool {
    let lower = what.to_lowercase();
    let other = [
        "esketamine",
        "spravato",
        "nasal",
        "oral",
        "lozenge",
        "troche",
        "tablet",
        "inject",
    ];
    (lower.contains("infusion") || lower.contains("ketamine"))
        && !other.iter().any(|word| lower.contains(word))
}

/// A study that an earlier reason told in full is only named again, and words that were quoted are not quoted again.
fn say_once(reason: &mut ReasonFacts, said: &mut BTreeSet<String>) {
    for name in ["reason_quote", "reason_rule", "reason_lack"] {
        let slot = reason.row.slots.get(name);
        if slot.is_some_and(|slot| !said.insert(slot.words.clone())) {
            reason.row.slots.remove(name);
        }
    }
    for name in ["studies", "against"] {
        for row in reason.lists.get_mut(name).into_iter().flatten() {
            if !said.insert(row.key.clone()) {
                row.slots.retain(|slot, _| slot == "study");
            }
        }
    }
}

fn call_row(call: &Kept<Call>) -> Row {
    let record = &call.record;
    let proof = Citation {
        of: ExhibitOf::Call { id: call.id },
        page: None,
    };
    let mut slots = BTreeMap::new();
    let mut put = |name: &str, words: String| {
        if !words.trim().is_empty() {
            slots.insert(name.to_owned(), Slot::proven(words, proof.clone()));
        }
    };
    if let Some(at) = record.at {
        put("call_day", full_day(at.date_naive()));
    }
    put("call_person", record.name.clone());
    put("call_number", record.reference.clone());
    put("call_said", in_sentence(&record.said));
    Row {
        key: call.id.to_string(),
        slots,
        ..Row::default()
    }
}

pub(super) fn of_reading(all: &mut Gathered<'_>, lib: &Library, reading: &Reading) {
    let as_is = |text: &String| text.clone();
    all.read("patient", reading.member.patient.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read("member_id", reading.member.member_id.as_ref(), as_is);
    all.read("group", reading.plan.group.as_ref(), as_is);
    let numbers = reading.claim.numbers.iter();
    let numbers: Vec<&str> = numbers.map(|number| number.fact.value.as_str()).collect();
    all.read("plan_name", reading.plan.plan_name.as_ref(), |name| {
        plan_name(name, &numbers)
    });
    all.read("issuer", reading.plan.issuer.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read(
        "notice_date",
        reading.claim.date_of_notice.as_ref(),
        |day| full_day(*day),
    );
    all.read("service", reading.claim.service.as_ref(), |text| {
        service_words(lib, text)
    });
    // a letter about a medicine names it, where that is what was refused
    all.read(
        "drug",
        reading.claim.service.as_ref(),
        |text| match find_known(lib, text) {
            Known::Drug { .. } => service_words(lib, text),
            _ => String::new(),
        },
    );
    all.read("provider", reading.claim.provider.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read("amount_billed", reading.amounts.billed.as_ref(), |cents| {
        dollars(*cents)
    });
    all.read("amount_paid", reading.amounts.paid.as_ref(), |cents| {
        dollars(*cents)
    });
    all.read(
        "amount_owed",
        reading.amounts.patient_owes.as_ref(),
        // that nothing is left to pay is no reason to ask for money
        |cents| match *cents {
            Cents(0) => String::new(),
            cents => dollars(cents),
        },
    );
    let sure = |number: &&ClaimNumber| number.fact.confidence >= LIKELY_NUMBER;
    let mut numbers = reading.claim.numbers.iter().filter(sure);
    if let Some(first) = numbers.next() {
        let words = first.fact.value.clone();
        let proof = cited(all.document, &first.fact);
        all.set("number", Slot { words, proof });
    }
    let others: Vec<String> = numbers.map(|number| number.fact.value.clone()).collect();
    all.bare("numbers", others.join(", "));
}

pub(super) fn of_stage(all: &mut Gathered<'_>, reading: &Reading) {
    let stage = reading
        .stage
        .as_ref()
        .filter(|stage| stage.confidence >= LIKELY);
    match stage.map(|stage| stage.value) {
        Some(Stage::InitialPreService) => all.flag("pre_service"),
        Some(Stage::InitialConcurrent) => all.flag("concurrent"),
        Some(Stage::InitialPostService) => all.flag("post_service"),
        Some(Stage::FinalInternal) => all.flag("final_level"),
        _ => {}
    }
    // care of days before their letter was given already
    let printed = reading.claim.date_of_notice.as_ref().map(|fact| fact.value);
    let days = reading.claim.dates_of_service.iter();
    let mut days = days.filter(|day| day.confidence >= LIKELY).peekable();
    let is_told = ["pre_service", "concurrent", "post_service"]
        .iter()
        .any(|flag| all.facts.flags.contains(*flag));
    if !is_told
        && days.peek().is_some()
        && printed.is_some_and(|printed| days.all(|day| day.value < printed))
    {
        all.flag("post_service");
    }
    let outcome = reading.outcome.as_ref();
    let outcome = outcome.filter(|fact| fact.confidence >= LIKELY);
    if outcome.is_some_and(|fact| {
        matches!(
            fact.value,
            Outcome::PartlyDenied | Outcome::Reduced | Outcome::ApprovedWithChange
        )
    }) {
        all.flag("partly");
    }
    match all.letter.kind.as_str() {
        "internal-appeal" => all.flag("first_level"),
        "second-level-appeal" | "second-reconsideration" | "qic-reconsideration" => {
            all.flag("second_level")
        }
        "external-review" => all.flag("external"),
        _ => {}
    }
}

/// Words as they stand inside a sentence: without a stop at their end.
fn in_sentence(text: &str) -> String {
    text.trim().trim_end_matches('.').to_owned()
}

/// Words of a span with its months written out, as a letter has them.
fn full_months(span: &str) -> String {
    const MONTHS: [(&str, &str); 11] = [
        ("Jan", "January"),
        ("Feb", "February"),
        ("Mar", "March"),
        ("Apr", "April"),
        ("Jun", "June"),
        ("Jul", "July"),
        ("Aug", "August"),
        ("Sep", "September"),
        ("Oct", "October"),
        ("Nov", "November"),
        ("Dec", "December"),
    ];
    let words = span.split(' ').map(|word| {
        let found = MONTHS.iter().find(|(short, _)| *short == word);
        found.map_or(word, |(_, month)| month)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The name of an illness in the middle of a sentence: "recurrent major depression, severe". Short forms stay large.
fn inside(plain: &str) -> String {
    let plain = plain.replace(": ", ", ");
    let first = plain.split([' ', ',']).next().unwrap_or_default();
    let is_short_form = first.chars().filter(|c| c.is_uppercase()).count() > 1;
    let mut signs = plain.chars();
    match signs.next().filter(|_| !is_short_form) {
        Some(sign) => sign.to_lowercase().chain(signs).collect(),
        None => plain,
    }
}

/// What a study found as a whole sentence: notes of the library may begin with their verb.
fn study_sentence(text: &str) -> String {
    const BEGINS: [(&str, &str); 7] = [
        ("Acknowledges ", "The statement acknowledges "),
        ("Finds ", "The paper finds "),
        ("Found ", "The report found "),
        ("Warns ", "The notice warns "),
        ("Repeated ", "The study repeated "),
        (
            "First placebo-controlled report",
            "This was the first placebo-controlled report",
        ),
        ("No clear evidence", "There was no clear evidence"),
    ];
    let text = in_sentence(text);
    for (begin, whole) in BEGINS {
        if let Some(rest) = text.strip_prefix(begin) {
            return format!("{whole}{rest}");
        }
    }
    text
}

/// Words with which a service begins that are no names.
const ORDINARY: [&str; 14] = [
    "infusion",
    "infusions",
    "intravenous",
    "injection",
    "outpatient",
    "inpatient",
    "office",
    "repetitive",
    "transcranial",
    "psychotherapy",
    "therapy",
    "treatment",
    "six",
    "nasal",
];

/// Short forms that stay large where a service that shouts is made quiet.
const SHORT_FORMS: [&str; 18] = [
    "PTSD", "TRD", "MDD", "CRPS", "OCD", "IV", "TMS", "RTMS", "ECT", "HCPCS", "CPT", "ICD-10",
    "EMDR", "DBT", "CBT", "NDC", "IOP", "PHP",
];

/// A service in the middle of a sentence: it does not shout, and begins small where its first word is a generic drug or
/// an ordinary word.
fn service_words(lib: &Library, text: &str) -> String {
    let mut text = in_sentence(text);
    if !text.chars().any(char::is_lowercase) {
        let quiet = text.split(' ').map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let stays = SHORT_FORMS.contains(&bare) || bare.chars().any(|c| c.is_ascii_digit());
            if stays {
                word.to_owned()
            } else {
                word.to_lowercase()
            }
        });
        text = quiet.collect::<Vec<_>>().join(" ");
    }
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    let is_small =
        ORDINARY.contains(&first.as_str()) || lib.drug(&first).is_some() || first == "ketamine";
    let mut signs = text.chars();
    match signs.next().filter(|_| is_small) {
        Some(sign) => sign.to_lowercase().chain(signs).collect(),
        None => text,
    }
}

//! What the letter says of the steps of its own plan: a second look that must be gone through or may be left out, a
//! decision after which there is none, a court that comes last.
//!
//! What is said here goes before what is general, so a sentence that could speak of another step says nothing.

use super::{Ctx, deadlines};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::{any, at_word};
use holdfast_case::Reading;
use holdfast_case::reading::{LevelSaid, LevelWord, NoticeKind, Stage};

static FINAL: List = List("levels.final");
static VERDICT: List = List("levels.verdict");
static OF_OTHERS: List = List("levels.final-of-others");
static ONE: List = List("levels.one");
static ONE_OF_OTHERS: List = List("levels.one-of-others");
static ELSEWHERE: List = List("levels.elsewhere");
static SECOND: List = List("levels.second");
static BOTH: List = List("levels.both");
static MAY: List = List("levels.may");
static SUE: List = List("levels.sue");
static OVER: List = List("levels.over");

/// The second look at the plan.
const SECOND_LEVEL: &str = "second-level-appeal";

/// What it says of its steps; nothing where it refuses nothing.
pub fn levels(ctx: &Ctx<'_>, reading: &Reading) -> Vec<LevelSaid> {
    if !deadlines::refuses(reading) {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(second(ctx, reading));
    found.extend(court(ctx));
    found
}

fn said(ctx: &Ctx<'_>, level: &str, word: LevelWord, sentence: &Sentence, why: &str) -> LevelSaid {
    let ids = sentence.text.toks(0..sentence.text.parts.len());
    LevelSaid {
        level: level.to_owned(),
        fact: ctx.sheet.fact(word, &ids, 0.89, why),
    }
}

/// The second look: that there is one, or that the first is the last.
fn second(ctx: &Ctx<'_>, reading: &Reading) -> Option<LevelSaid> {
    let stage = reading.stage.as_ref().map(|stage| stage.value);
    if matches!(
        stage,
        Some(Stage::FinalInternal | Stage::ExternalReview | Stage::FairHearing)
    ) || reading.kind.as_ref().map(|kind| kind.value) == Some(NoticeKind::ExternalReviewDecision)
    {
        return None;
    }
    let stated = (reading.deadlines.iter())
        .find(|stated| stated.level == SECOND_LEVEL && stated.who == "member");
    let named = |sentence: &&Sentence| any(&sentence.text.low, &SECOND).is_some();
    if let Some(stated) = stated {
        let may = ctx.plain().find(|sentence| {
            any(&sentence.text.low, &MAY).is_some() && any(&sentence.text.low, &SECOND).is_some()
        });
        if let Some(sentence) = may {
            let why = "names a second level that may be left out";
            return Some(said(ctx, SECOND_LEVEL, LevelWord::Voluntary, sentence, why));
        }
        // what waits for both levels tells of another step
        let both = ctx.plain().find(|sentence| {
            let low = &sentence.text.low;
            any(low, &BOTH).is_some() && any(low, &ELSEWHERE).is_none()
        });
        // the words of the window end its sentence
        let quote = stated.limit.quote.to_lowercase();
        let own = ctx
            .plain()
            .find(|sentence| !quote.is_empty() && sentence.text.low.contains(&quote));
        let by_name =
            |sentence: &&Sentence| named(sentence) && any(&sentence.text.low, &ELSEWHERE).is_none();
        let sentence = both.or(own).or_else(|| ctx.plain().find(by_name))?;
        let why = "gives a second level a time of its own";
        return Some(said(ctx, SECOND_LEVEL, LevelWord::Required, sentence, why));
    }
    let first_is_open = matches!(
        stage,
        Some(Stage::InitialPreService | Stage::InitialConcurrent | Stage::InitialPostService)
    );
    if !first_is_open {
        return None;
    }
    let one = ctx.plain().find(|sentence| {
        let low = &sentence.text.low;
        any(low, &ONE).is_some() && any(low, &ONE_OF_OTHERS).is_none()
    });
    if let Some(sentence) = one {
        let why = "says that there is one level of appeal";
        return Some(said(ctx, SECOND_LEVEL, LevelWord::None, sentence, why));
    }
    if ctx.plain().any(|sentence| named(&sentence)) {
        return None;
    }
    let last = ctx.plain().find(|sentence| {
        let low = &sentence.text.low;
        FINAL.iter().any(|words| at_word(low, words).is_some())
            && any(low, &VERDICT).is_some()
            && any(low, &OF_OTHERS).is_none()
    })?;
    let why = "says that what they decide on the appeal is final";
    Some(said(ctx, SECOND_LEVEL, LevelWord::None, last, why))
}

/// A court that opens once their own steps are over.
fn court(ctx: &Ctx<'_>) -> Option<LevelSaid> {
    let sentence = ctx.plain().find(|sentence| {
        let low = &sentence.text.low;
        let waits = ["after ", "once ", "following ", "until "];
        any(low, &SUE).is_some()
            && waits.iter().any(|word| low.contains(word))
            && any(low, &OVER).is_some()
    })?;
    let why = "says what has to be over before a lawsuit";
    Some(said(ctx, "court", LevelWord::After, sentence, why))
}

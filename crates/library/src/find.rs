//! Plain look-ups by id. What is not there is `None`, never a panic.

use crate::Library;
use crate::appeal::{Level, PlanKind, Rule, StateReview};
use crate::checklists::{Item, List};
use crate::codes::AdjustmentCode;
use crate::evidence::Study;
use crate::glossary::Term;
use crate::patterns::Issuer;
use crate::policy_finding::SectionFinding;
use crate::policy_sections::Section;
use crate::reasons::DenialReason;
use crate::rebuttals::Rebuttal;
use crate::scales::Scale;
use crate::scripts::Script;
use crate::treatments::Drug;

macro_rules! by_id {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $($field:ident).+, $key:ident;)+) => {
        impl Library {
            $($(#[$doc])* pub fn $name(&self, id: &str) -> Option<&$kind> {
                self.$($field).+.iter().find(|entry| entry.$key == id)
            })+
        }
    };
}

by_id! {
    /// A kind of plan by id.
    plan_kind: PlanKind = appeal.plan_kinds, id;
    /// A time limit by id.
    rule: Rule = appeal.rules, id;
    /// External review of a state by its two letters.
    state: StateReview = appeal.states, state;
    /// A reason of denial by id.
    reason: DenialReason = reasons.reasons, id;
    /// The answer to a reason by the reason's id.
    rebuttal: Rebuttal = rebuttals.rebuttals, reason;
    /// A claim adjustment reason code.
    carc: AdjustmentCode = codes.carc, code;
    /// A remark code.
    rarc: AdjustmentCode = codes.rarc, code;
    /// A study by id.
    study: Study = evidence.studies, id;
    /// A word by id.
    term: Term = glossary.terms, id;
    /// An issuer by id.
    issuer: Issuer = patterns.issuers, id;
    /// A passage of policies by id.
    section: Section = policy_sections.sections, id;
    /// How a passage of policies is found and named, by its id.
    section_finding: SectionFinding = policy_finding.sections, id;
    /// A rating scale by id.
    scale: Scale = scales.scales, id;
    /// A phone script by id.
    script: Script = scripts.scripts, id;
    /// A checklist item by id.
    checklist_item: Item = checklists.items, id;
    /// A drug by its generic name.
    drug: Drug = treatments.drugs, generic;
}

impl Library {
    /// Steps of a plan kind's ladder, lowest first.
    pub fn levels_of(&self, plan_kind: &str) -> Vec<&Level> {
        let mut levels: Vec<&Level> = self
            .appeal
            .levels
            .iter()
            .filter(|l| l.plan_kind == plan_kind)
            .collect();
        levels.sort_by_key(|l| l.order);
        levels
    }

    /// The checklist for an illness at a stage.
    pub fn checklist(&self, condition: &str, stage: &str) -> Option<&List> {
        self.checklists
            .lists
            .iter()
            .find(|l| l.condition == condition && l.stage == stage)
    }
}

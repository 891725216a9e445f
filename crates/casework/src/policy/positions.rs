//! What insurers say in public about the treatment: that of the plan's insurer, and those that can be quoted.

use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::plan_record;
use crate::review::Facts;
use crate::view::{PayerPositionView, PayerPositionsView};
use holdfast_case::PlanField;
use holdfast_library::payer_policies::PayerPolicy;
use holdfast_vault::DocumentFilter;
use std::collections::BTreeMap;

impl Desk {
    /// The public positions that matter for the case in use.
    pub fn payer_positions(&self) -> Result<PayerPositionsView, Error> {
        let names = self.inner.with(|open| self.inner.who_decides(open))?;
        Ok(self.inner.positions(&names))
    }
}

impl Inner {
    /// Who decides about claims: those of the plan's record, else the insurer most letters of the case come from.
    fn who_decides(&self, open: &Opened) -> Result<Vec<String>, Error> {
        let record = plan_record::of_case(open.vault.read(), open.case)?.map(|kept| kept.record);
        let named: Vec<String> = [PlanField::Administrator, PlanField::Issuer]
            .into_iter()
            .filter_map(|field| Some(record.as_ref()?.facts.get(field.id())?.value.clone()))
            .collect();
        if !named.is_empty() {
            return Ok(named);
        }
        let read = open.vault.read();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in read.documents(&DocumentFilter::default())? {
            if row.case.is_some_and(|case| case != open.case) {
                continue;
            }
            let facts = Facts::load(read, self.lib, row.id, self.clock.today())?;
            if let Some(issuer) = facts.sure_issuer() {
                *counts.entry(issuer).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, n)| *n);
        Ok(most.into_iter().map(|(issuer, _)| issuer).collect())
    }

    pub(super) fn positions(&self, names: &[String]) -> PayerPositionsView {
        let all = &self.lib.payer_policies;
        let is_own = |p: &&PayerPolicy| names.iter().any(|name| speaks_for(p, name));
        PayerPositionsView {
            own: all.policies.iter().filter(is_own).map(position).collect(),
            to_quote: all
                .policies
                .iter()
                .filter(|p| p.quote_value == "high" && !is_own(p))
                .map(position)
                .collect(),
            how_to_use: all.meta.how_to_use.clone(),
            issuer: names.first().cloned(),
        }
    }
}

/// True where the name of an insurer is one of this payer's names, or holds a whole one.
fn speaks_for(policy: &PayerPolicy, name: &str) -> bool {
    let plain = |text: &str| -> String {
        let low = text.to_lowercase();
        let words: Vec<&str> = low
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        format!(" {} ", words.join(" "))
    };
    let name = plain(name);
    std::iter::once(&policy.payer)
        .chain(&policy.aliases)
        .map(|alias| plain(alias))
        .any(|alias| alias.len() > 4 && name.contains(&alias))
}

fn position(policy: &PayerPolicy) -> PayerPositionView {
    let stance = |what: &str, stance: &str| {
        let word = match stance {
            "covers" => "pays under conditions",
            "refuses" => "does not pay",
            "mixed" => "depends",
            _ => "not known",
        };
        format!("{what}: {word}")
    };
    PayerPositionView {
        id: policy.id.clone(),
        payer: policy.payer.clone(),
        number: policy.number.clone(),
        title: policy.title.clone(),
        stances: vec![
            stance("Infusions for depression", &policy.iv_ketamine_depression),
            stance("Infusions for pain", &policy.iv_ketamine_pain),
            stance("Esketamine", &policy.esketamine),
        ],
        criteria: policy.criteria.clone(),
        date: policy.date.clone(),
        source: policy.source.clone(),
        checked: policy.checked.to_string(),
        verified: policy.verified,
        unverified: policy.unverified.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn a_position_is_that_of_the_payer_whose_whole_name_stands_there() {
        let own = |name: &str| -> Vec<&str> {
            let all = &Library::builtin().payer_policies.policies;
            all.iter()
                .filter(|p| speaks_for(p, name))
                .map(|p| p.id.as_str())
                .collect()
        };
        assert_eq!(
            own("Blue Cross Blue Shield of Massachusetts, Inc."),
            ["bcbsma-087"]
        );
        assert_eq!(own("QualChoice"), ["qualchoice-bi641"]);
        // A state is no name of the Veterans' own care, and an invented insurer has no position.
        assert!(own("Larkmoor Health of Richmond, VA").is_empty());
        assert!(own("").is_empty());
    }
}

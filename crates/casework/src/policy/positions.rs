//! What insurers say in public about the treatment: that of the plan's insurer, and those that can be quoted.

use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{PayerPositionView, PayerPositionsView};
use holdfast_library::payer_policies::PayerPolicy;
use holdfast_vault::DocumentFilter;
use std::collections::BTreeMap;

impl Desk {
    /// The public positions that matter for the case in use.
    pub fn payer_positions(&self) -> Result<PayerPositionsView, Error> {
        let issuer = self.inner.with(|open| self.inner.issuer_of_case(open))?;
        Ok(self.inner.positions(issuer))
    }
}

impl Inner {
    /// The insurer most letters of the case come from.
    fn issuer_of_case(&self, open: &Opened) -> Result<Option<String>, Error> {
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
        Ok(counts
            .into_iter()
            .max_by_key(|(_, n)| *n)
            .map(|(issuer, _)| issuer))
    }

    pub(super) fn positions(&self, issuer: Option<String>) -> PayerPositionsView {
        let all = &self.lib.payer_policies;
        let is_own = |p: &&PayerPolicy| issuer.as_deref().is_some_and(|name| speaks_for(p, name));
        PayerPositionsView {
            own: all.policies.iter().filter(is_own).map(position).collect(),
            to_quote: all
                .policies
                .iter()
                .filter(|p| p.quote_value == "high" && !is_own(p))
                .map(position)
                .collect(),
            how_to_use: all.meta.how_to_use.clone(),
            issuer,
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

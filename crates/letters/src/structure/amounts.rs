//! What columns of figures are called, by what the figures are.

use crate::phrases::List;

/// Lists of headings over figures, by what the figures are.
pub(crate) const AMOUNTS: [(&str, List); 9] = [
    ("billed", List("amounts.charge")),
    ("allowed", List("amounts.allowed")),
    ("discount", List("amounts.discount")),
    ("not_covered", List("amounts.not-covered")),
    ("plan_paid", List("amounts.plan-paid")),
    ("you_owe", List("amounts.you-owe")),
    ("deductible", List("amounts.deduct")),
    ("coinsurance", List("amounts.coins")),
    ("other_insurance", List("amounts.other-ins")),
];

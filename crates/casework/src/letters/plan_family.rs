//! Families of plans, as the templates of letters ask for them.

/// Flags of a plan kind. An unknown one gets none of a family: then nothing is said that holds for one family only.
pub(super) fn flags(kind: Option<&str>) -> &'static [&'static str] {
    match kind.unwrap_or("unknown") {
        "employer-self-funded" => &["erisa", "self_funded"],
        "employer-insured" => &["erisa", "insured"],
        "governmental-self-funded" => &["self_funded"],
        "marketplace" => &["insured"],
        // nothing of the templates holds for all of these
        "grandfathered" | "short-term" | "chip" => &[],
        "medicare-advantage" => &["medicare", "medicare_advantage"],
        "original-medicare" => &["medicare", "original_medicare"],
        "medicare-part-d" => &["medicare", "part_d"],
        "medicaid-managed-care" => &["medicaid"],
        // no health plan stands between: its rules, 42 CFR 438, are of no letter here
        "medicaid-fee-for-service" => &["state_medicaid"],
        "fehb" => &["fehb"],
        "tricare" => &["tricare"],
        "champva" | "va-community-care" => &["va"],
        "church" => &["church"],
        _ => &["unknown_plan"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn every_kind_of_plan_is_known() {
        for kind in &Library::builtin().appeal.plan_kinds {
            let unknown = flags(Some(&kind.id)).contains(&"unknown_plan");
            assert_eq!(unknown, kind.id == "unknown", "{}", kind.id);
        }
    }
}

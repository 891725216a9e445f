//! What stands beside the ladder once a decision came: who watches over a kind of plan, whether the plan owes a parity
//! comparison, who helps with a court, and which ways to pay come first.

use holdfast_library::Library;
use holdfast_library::appeal::Rule;
use holdfast_library::funding::FundingOption;
use holdfast_library::organizations::Organization;

/// The level under which the library keeps requests for a parity comparison.
const PARITY: &str = "parity-request";

/// Offices that watch over this kind of plan, as the library lists them; none for a kind that is not known, or where
/// the library has no office.
pub fn watchers<'a>(lib: &'a Library, plan_kind: &str) -> Vec<&'a Organization> {
    let of_kind = |office: &&Organization| office.plan_kinds.iter().any(|kind| kind == plan_kind);
    let all = lib.organizations.organizations.iter();
    all.filter(|office| matches!(office.kind.as_str(), "regulator" | "advocate"))
        .filter(of_kind)
        .collect()
}

/// Those who help with a hearing or a court: lawyers and legal help for this kind of plan, or for all.
pub fn legal_help<'a>(lib: &'a Library, plan_kind: &str) -> Vec<&'a Organization> {
    let all = lib.organizations.organizations.iter();
    all.filter(|one| one.kind == "legal")
        .filter(|one| {
            one.plan_kinds.is_empty() || one.plan_kinds.iter().any(|kind| kind == plan_kind)
        })
        .collect()
}

/// The rule under which the plan owes its parity comparison; none where the library has none for this kind.
pub fn parity<'a>(lib: &'a Library, plan_kind: &str) -> Option<&'a Rule> {
    lib.appeal
        .rules
        .iter()
        .find(|rule| rule.level == PARITY && rule.plan_kinds.iter().any(|kind| kind == plan_kind))
}

/// Ways to pay that cost no interest and no fee, in the order of the library; one that is for some diagnoses or
/// treatments only, where the record names one of them.
pub fn ways_to_pay<'a>(
    lib: &'a Library,
    diagnoses: &[String],
    treatment: &str,
) -> Vec<&'a FundingOption> {
    let low = treatment.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).collect();
    let is_for = |option: &&FundingOption| {
        let has = |begin: &String| diagnoses.iter().any(|code| code.starts_with(begin));
        let named = |word: &String| words.contains(&word.as_str());
        (option.for_diagnoses.is_empty() || option.for_diagnoses.iter().any(has))
            && (option.for_treatments.is_empty() || option.for_treatments.iter().any(named))
    };
    let options = lib.funding.options.iter();
    options
        .filter(|option| option.cost_kind == "none")
        .filter(is_for)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids<'a>(found: &[&'a Organization]) -> Vec<&'a str> {
        found.iter().map(|one| one.id.as_str()).collect()
    }

    #[test]
    fn each_kind_of_plan_has_its_own_office() {
        let lib = Library::builtin();
        for (kind, expected) in [
            ("employer-self-funded", vec!["ebsa"]),
            (
                "employer-insured",
                vec!["ebsa", "state-insurance-department"],
            ),
            ("marketplace", vec!["state-insurance-department"]),
            ("governmental-self-funded", vec!["cms-parity-nonfederal"]),
            ("fehb", vec!["opm"]),
            ("medicare-advantage", vec!["medicare"]),
            ("medicaid-managed-care", vec!["medicaid-ombudsman"]),
            ("tricare", vec![]),
            ("unknown", vec![]),
        ] {
            assert_eq!(ids(&watchers(lib, kind)), expected, "{kind}");
        }
    }

    #[test]
    fn the_kinds_an_office_names_are_kinds_of_plan() {
        let lib = Library::builtin();
        let named = lib.organizations.organizations.iter();
        for kind in named.flat_map(|one| &one.plan_kinds) {
            assert!(lib.plan_kind(kind).is_some(), "{kind}");
        }
    }

    #[test]
    fn a_parity_comparison_is_asked_for_only_where_a_rule_says_so() {
        let lib = Library::builtin();
        for (kind, owes) in [
            ("employer-self-funded", true),
            ("marketplace", true),
            ("original-medicare", false),
            ("tricare", false),
            ("unknown", false),
        ] {
            assert_eq!(parity(lib, kind).is_some(), owes, "{kind}");
        }
    }

    #[test]
    fn a_fund_for_another_illness_or_drug_is_not_offered() {
        let lib = Library::builtin();
        let ways = |diagnosis: &str, treatment: &str| -> Vec<String> {
            let found = ways_to_pay(lib, &[diagnosis.to_owned()], treatment);
            found.iter().map(|way| way.id.clone()).collect()
        };
        let depression = ways("F33.2", "Ketamine infusion for depression, 6 sessions");
        for other in ["rsdsa", "spravato-withme", "jjpaf"] {
            assert!(!depression.iter().any(|id| id == other), "{depression:?}");
        }
        assert!(depression.iter().any(|id| id == "ketamine-fund"));
        assert!(
            ways("G90.511", "ketamine infusion")
                .iter()
                .any(|id| id == "rsdsa")
        );
        let spray = ways("F33.2", "Spravato (esketamine)");
        assert!(spray.iter().any(|id| id == "spravato-withme"));
        assert!(!spray.iter().any(|id| id == "ketamine-fund"));
    }

    #[test]
    fn legal_help_for_medicare_is_not_named_to_others() {
        let lib = Library::builtin();
        let medicare = "center-for-medicare-advocacy";
        assert!(ids(&legal_help(lib, "original-medicare")).contains(&medicare));
        let others = ids(&legal_help(lib, "marketplace"));
        assert!(!others.contains(&medicare) && others.contains(&"attorney"));
    }

    #[test]
    fn money_that_is_free_comes_and_a_credit_card_does_not() {
        let ways = ways_to_pay(Library::builtin(), &[], "");
        assert!(ways.iter().any(|way| way.id == "charity-care"));
        assert!(ways.iter().all(|way| way.id != "medical-credit-card"));
    }
}

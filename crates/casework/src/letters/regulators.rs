//! The office that watches over a kind of plan: whom a complaint goes to.

/// The name of that office, its own name first; none where it is an office of the state, whose name differs.
pub(super) fn office(plan_kind: Option<&str>) -> Option<&'static str> {
    Some(match plan_kind? {
        "employer-self-funded" => {
            "Employee Benefits Security Administration\nU.S. Department of Labor"
        }
        "governmental-self-funded"
        | "medicare-advantage"
        | "original-medicare"
        | "medicare-part-d" => "Centers for Medicare & Medicaid Services",
        "fehb" => "U.S. Office of Personnel Management",
        "tricare" => "Defense Health Agency",
        "champva" | "va-community-care" => "U.S. Department of Veterans Affairs",
        _ => return None,
    })
}

/// Words by which an office is told from the name of a person.
const OFFICE: [&str; 12] = [
    "administration",
    "agency",
    "board",
    "bureau",
    "centers",
    "commission",
    "commissioner",
    "department",
    "division",
    "insurance",
    "office",
    "services",
];

/// How a complaint greets: the office by its name, where it has one.
pub(super) fn greeting(name: &str) -> String {
    let first = name.lines().next().unwrap_or_default().trim();
    let first = first.trim_start_matches("The ").trim_start_matches("the ");
    let low = first.to_lowercase();
    let is_office = low
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| OFFICE.contains(&word));
    match (first.is_empty(), is_office) {
        (true, _) => "To the insurance regulator:".to_owned(),
        (false, true) => format!("To the {first}:"),
        (false, false) => "To whom it may concern:".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_pays_itself_is_watched_over_by_the_department_of_labor() {
        let office = office(Some("employer-self-funded")).unwrap_or_default();
        assert!(office.ends_with("U.S. Department of Labor"));
        assert_eq!(
            greeting(office),
            "To the Employee Benefits Security Administration:"
        );
    }

    #[test]
    fn an_office_is_greeted_by_its_name_and_nobody_else() {
        for (name, said) in [
            ("", "To the insurance regulator:"),
            (
                "Ohio Department of Insurance\nConsumers",
                "To the Ohio Department of Insurance:",
            ),
            (
                "The Insurance Commissioner",
                "To the Insurance Commissioner:",
            ),
            ("Jane Doe", "To whom it may concern:"),
        ] {
            assert_eq!(greeting(name), said);
        }
    }
}

//! The papers of the sample case. Each PDF is made from the words beside it (`holdfast-walk papers`); the two plan
//! books from the booklet of the letters crate.

/// A paper of the sample case.
pub struct Paper {
    /// Name of its file.
    pub file_name: &'static str,
    /// The PDF.
    pub pdf: &'static [u8],
}

macro_rules! paper {
    ($name:literal) => {
        Paper {
            file_name: concat!($name, ".pdf"),
            pdf: include_bytes!(concat!("../papers/", $name, ".pdf")),
        }
    };
}

/// The refusal of the request for approval.
pub const DENIAL_OF_APPROVAL: Paper = paper!("denial-2026-06-17");
/// The refusal of the claim.
pub const DENIAL_OF_CLAIM: Paper = paper!("denial-2026-11-12");
/// What the insurer paid of the first visit.
pub const STATEMENT_OF_VISIT: Paper = paper!("statement-2026-10-09");
/// What the insurer did not pay of the infusions, and where the year stands.
pub const STATEMENT_OF_INFUSIONS: Paper = paper!("statement-2026-11-12");
/// The clinic's bill for six infusions.
pub const CLINIC_BILL: Paper = paper!("clinic-bill-2026-10-23");
/// The insurance card.
pub const CARD: Paper = paper!("insurance-card");
/// The plan book of 2026.
pub const PLAN_BOOK: Paper = paper!("plan-book-2026");
/// The plan book of the year before.
pub const PLAN_BOOK_BEFORE: Paper = paper!("plan-book-2025");

/// Names and words of those that are made from words.
pub const TEXTS: &[(&str, &str)] = &[
    (
        "denial-2026-06-17",
        include_str!("../papers/denial-2026-06-17.txt"),
    ),
    (
        "denial-2026-11-12",
        include_str!("../papers/denial-2026-11-12.txt"),
    ),
    (
        "statement-2026-10-09",
        include_str!("../papers/statement-2026-10-09.txt"),
    ),
    (
        "statement-2026-11-12",
        include_str!("../papers/statement-2026-11-12.txt"),
    ),
    (
        "clinic-bill-2026-10-23",
        include_str!("../papers/clinic-bill-2026-10-23.txt"),
    ),
    (
        "insurance-card",
        include_str!("../papers/insurance-card.txt"),
    ),
];

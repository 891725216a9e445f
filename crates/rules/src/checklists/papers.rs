//! Which of the kinds of the checklists a filed paper is: by what the reading made of it, and by the words of its title
//! and its head. A wrong tick is taken back with one press, so a title that says what it is is enough.

use holdfast_case::reading::NoticeKind;

/// Words of a title, of a file's name or of the first lines that name a kind. Small letters; a blank is a border.
const CUES: &[(&str, &[&str])] = &[
    (
        "insurance-card",
        &["insurance card", "member card", "id card"],
    ),
    (
        "policy",
        &[
            "summary plan description",
            "certificate of coverage",
            "evidence of coverage",
            "benefit booklet",
            "plan document",
        ],
    ),
    (
        "medical-policy",
        &[
            "medical policy",
            "clinical policy",
            "coverage policy",
            "clinical guideline",
        ],
    ),
    ("claim-file", &["claim file", "administrative record"]),
    (
        "letter-of-medical-necessity",
        &["letter of medical necessity", "medical necessity letter"],
    ),
    (
        "psychiatric-assessment",
        &[
            "psychiatric evaluation",
            "psychiatric assessment",
            "psychiatric diagnostic evaluation",
        ],
    ),
    (
        "specialist-assessment",
        &[
            "neurology consultation",
            "neurological evaluation",
            "pain consultation",
            "specialist assessment",
        ],
    ),
    (
        "treatment-history",
        &["treatment history", "table of treatments"],
    ),
    (
        "pharmacy-record",
        &[
            "pharmacy record",
            "prescription history",
            "medication history",
            "prescription record",
            "prescription profile",
            "pharmacy print",
            "patient history report",
            "rx history",
            "prescription claims",
        ],
    ),
    (
        "chart-notes",
        &[
            "chart notes",
            "progress notes",
            "progress note",
            "visit notes",
            "office notes",
            "after visit summary",
        ],
    ),
    (
        "rating-scale",
        &[
            "phq-9",
            "gad-7",
            "madrs",
            "qids",
            "ham-d",
            "rating scale",
            "y-bocs",
            "pcl-5",
        ],
    ),
    (
        "infusion-record",
        &[
            "infusion record",
            "infusion note",
            "infusion notes",
            "infusion log",
        ],
    ),
    (
        "superbill",
        &["superbill", "itemized bill", "itemized receipt"],
    ),
    ("claim-form", &["claim form", "cms-1500", "hcfa-1500"]),
    (
        "proof-of-payment",
        &[
            "payment receipt",
            "proof of payment",
            "receipt of payment",
            "paid receipt",
        ],
    ),
    (
        "proof-of-sending",
        &[
            "transmission report",
            "fax confirmation",
            "certified mail receipt",
            "return receipt",
            "submission confirmation",
            "delivery confirmation",
        ],
    ),
    (
        "authorization-request",
        &[
            "authorization request",
            "prior authorization request",
            "request for prior authorization",
        ],
    ),
    (
        "hospital-record",
        &[
            "discharge summary",
            "hospital record",
            "emergency department",
            "emergency room record",
        ],
    ),
    (
        "therapy-record",
        &[
            "therapy record",
            "psychotherapy summary",
            "treatment summary of therapy",
            "therapist summary",
        ],
    ),
    (
        "device-record",
        &[
            "ect record",
            "tms record",
            "ect treatment record",
            "tms treatment record",
            "procedure record",
        ],
    ),
    (
        "lab-or-test",
        &[
            "lab result",
            "lab results",
            "laboratory report",
            "test results",
            "electrocardiogram report",
        ],
    ),
    (
        "guideline",
        &[
            "practice guideline",
            "consensus statement",
            "society statement",
        ],
    ),
    (
        "patient-statement",
        &["my statement", "patient statement of", "personal statement"],
    ),
    (
        "representative-form",
        &["authorized representative", "appointment of representative"],
    ),
    (
        "release-form",
        &[
            "release of information",
            "authorization to release",
            "release of records",
        ],
    ),
    ("hearing-notice", &["notice of hearing", "hearing notice"]),
    (
        "hearing-summary",
        &["position statement", "hearing summary", "appeal summary"],
    ),
    (
        "appeal-letter",
        &["my appeal", "appeal letter", "letter of appeal"],
    ),
];

/// Where `words` stands in `text` between borders of words.
fn names(text: &str, words: &str) -> bool {
    let border = |at: usize| {
        !text
            .as_bytes()
            .get(at)
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    text.match_indices(words)
        .any(|(at, _)| (at == 0 || border(at - 1)) && border(at + words.len()))
}

/// The kinds of the checklists that a paper is; none where nothing tells. `kind` and `fine` are what the reading made of
/// it; `heads` are its title, the name of its file, and its first words.
pub fn paper_kinds(
    kind: Option<NoticeKind>,
    fine: Option<&str>,
    heads: &[&str],
) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    let read: &[&'static str] = match (kind, fine) {
        (Some(NoticeKind::Denial | NoticeKind::PartialDenial), _) => &["denial-letter"],
        (Some(NoticeKind::Eob), _) => &["eob"],
        (Some(NoticeKind::Approval), _) => &["authorization"],
        // A no that stands after an appeal is a denial letter too; one that was overturned is not.
        (Some(NoticeKind::AppealDecision), Some("appeal-upheld")) => &["denial-letter"],
        (_, Some("insurance-card")) => &["insurance-card"],
        (_, Some("medical-policy")) => &["medical-policy"],
        (_, Some("policy-document")) => &["policy"],
        (_, Some("fax-proof")) => &["proof-of-sending"],
        (_, Some("claim-file-reply")) => &["claim-file"],
        (_, Some("authorization-request")) => &["authorization-request"],
        (_, Some("hearing-notice")) => &["hearing-notice"],
        _ => &[],
    };
    out.extend(read);
    // A letter of the insurer that only speaks of such papers is none of them.
    let speaks = matches!(
        kind,
        Some(
            NoticeKind::Denial
                | NoticeKind::PartialDenial
                | NoticeKind::Approval
                | NoticeKind::InformationRequest
                | NoticeKind::Eob
                | NoticeKind::AppealDecision
                | NoticeKind::ExternalReviewDecision
                | NoticeKind::PolicyChange
        )
    );
    if speaks {
        return out;
    }
    for head in heads {
        let low = head.to_lowercase().replace(['_', '\u{2019}'], " ");
        for (kind, cues) in CUES {
            if !out.contains(kind) && cues.iter().any(|c| names(&low, c)) {
                out.push(kind);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn every_kind_named_here_is_one_of_the_library() {
        let kinds = &Library::builtin().checklists.document_kinds;
        for (kind, _) in CUES {
            assert!(kinds.iter().any(|k| k.id == *kind), "{kind}");
        }
    }

    #[test]
    fn a_paper_is_known_by_its_reading_its_title_or_its_head() {
        use NoticeKind as K;
        type Row<'a> = (Option<K>, Option<&'a str>, &'a [&'a str], &'a [&'a str]);
        let rows: &[Row<'_>] = &[
            (
                Some(K::Denial),
                Some("denial"),
                &["Denial letter, June 17"],
                &["denial-letter"],
            ),
            (
                Some(K::AppealDecision),
                Some("appeal-upheld"),
                &[],
                &["denial-letter"],
            ),
            (Some(K::AppealDecision), Some("appeal-overturned"), &[], &[]),
            (Some(K::Eob), None, &[], &["eob"]),
            // It speaks of a letter of medical necessity; it is a request.
            (
                Some(K::InformationRequest),
                None,
                &["Please send a letter of medical necessity"],
                &[],
            ),
            (
                Some(K::Records),
                None,
                &[
                    "scan 14",
                    "SUPERBILL (for the patient to send to insurance)",
                ],
                &["superbill"],
            ),
            (
                None,
                None,
                &["Pharmacy_print-out 2024.pdf"],
                &["pharmacy-record"],
            ),
            (None, None, &["Superbills are nice"], &[]),
            (
                Some(K::Other),
                Some("insurance-card"),
                &["photo"],
                &["insurance-card"],
            ),
            (Some(K::Bill), Some("bill"), &["Clinic bill"], &[]),
            (None, None, &[], &[]),
        ];
        for (kind, fine, heads, want) in rows {
            assert_eq!(paper_kinds(*kind, *fine, heads), *want, "{heads:?}");
        }
    }
}

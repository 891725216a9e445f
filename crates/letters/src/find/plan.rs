//! The kind of plan by what the letter says of it; hints, never proof.

use super::{Ctx, codes::STATES, labels, plan_names};
use crate::phrases::List;
use crate::structure::text::{any, at_word};
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// Cues with weights; the words of a kind add up. A minus counts against.
const CUES: &[(&str, &[(&str, f32)])] = &[
    (
        "employer-self-funded",
        &[
            ("self-funded", 4.0),
            ("self funded", 4.0),
            ("self-insured", 4.0),
            ("self insured", 4.0),
            ("funded by your employer", 4.0),
            ("funded by the employer", 3.0),
            ("claims paid by your employer", 4.0),
            ("does not insure", 3.0),
            ("do not insure", 3.0),
            ("administrative services only", 4.0),
            ("paid from the general assets", 4.0),
            ("paid from the assets", 4.0),
            ("assets of the employer", 4.0),
            ("assets of your employer", 4.0),
            ("paid for by your employer", 4.0),
            ("paid for by the employer", 4.0),
            ("no policy of insurance", 3.0),
            ("employer funds", 3.0),
            ("third party administrator", 1.5),
            ("third-party administrator", 1.5),
            ("employee health plan", 0.8),
            ("employee medical plan", 0.8),
            ("employee benefit plan", 0.8),
            ("plan sponsor", 0.8),
            ("claims administrator", 0.8),
            ("502(a)", 0.6),
            ("erisa", 0.6),
            ("employee retirement income security act", 0.6),
            ("summary plan description", 0.8),
            ("welfare fund", 2.0),
            ("trust fund", 1.5),
            ("processes claims only", 3.0),
            ("your employer pays", 2.5),
            ("health and welfare", 1.5),
            ("not an insurance company", 1.5),
            ("does not assume any financial risk", 3.0),
            ("its own assets", 3.0),
            ("its own funds", 3.5),
            ("its own money", 3.0),
        ],
    ),
    (
        "employer-insured",
        &[
            ("group policy", 2.5),
            ("group coverage insured", 4.0),
            ("fully insured", 4.0),
            ("fully-insured", 4.0),
            ("insured by", 1.5),
            ("group health insurance", 2.0),
            ("employer group", 2.5),
            ("group contract", 2.0),
            ("group certificate", 2.0),
            ("insured group", 3.0),
            ("insured employer", 3.0),
            ("small group", 2.5),
            ("large group", 2.5),
            ("certificate of coverage", 0.8),
            ("502(a)", 0.4),
            ("erisa", 0.4),
            ("employer policy", 2.5),
            ("group insurance", 2.0),
            ("coverage through your employer", 1.5),
            ("group plan insured", 3.0),
            ("underwritten by", 1.2),
            ("insurance company", 0.3),
            ("group policyholder", 2.5),
            ("insured hmo", 3.0),
            ("insures the group", 4.0),
            ("insures for", 3.0),
            ("your employer bought", 4.0),
            ("employer-sponsored", 1.2),
            ("through your job", 1.5),
            ("through your work", 1.5),
            ("through your employer", 1.5),
        ],
    ),
    (
        "marketplace",
        &[
            ("marketplace", 3.0),
            ("state exchange", 3.5),
            ("exchange", 1.0),
            ("healthcare.gov", 3.0),
            ("covered california", 3.5),
            ("qualified health plan", 3.5),
            ("individual policy", 3.0),
            ("individual plan", 3.0),
            ("individual silver", 3.0),
            ("individual gold", 3.0),
            ("individual bronze", 3.0),
            ("bought directly", 3.0),
            ("individual and family", 2.5),
            ("student health plan", 3.5),
            ("student health insurance", 3.5),
            ("student injury", 3.5),
            ("sickness plan", 2.5),
            ("bought this policy yourself", 3.0),
            ("essential individual", 2.0),
            ("silver", 0.8),
            ("bronze", 0.8),
            ("gold", 0.6),
            ("individual market", 3.0),
            ("individual coverage", 2.5),
            ("premium tax credit", 2.5),
            ("individual health insurance", 3.0),
            ("on-exchange", 3.0),
            ("off-exchange", 3.0),
            ("catastrophic plan", 1.5),
        ],
    ),
    (
        "original-medicare",
        &[
            ("medicare summary notice", 6.0),
            ("medicare administrative contractor", 4.0),
            ("part b (medical insurance)", 3.0),
            ("part a (hospital insurance)", 3.0),
            ("original medicare", 3.0),
            ("qic part b", 5.0),
            ("qualified independent contractor", 2.0),
            ("medicare claims office", 3.0),
            ("medicare beneficiary", 0.5),
        ],
    ),
    (
        "medicare-advantage",
        &[
            ("medicare advantage", 5.0),
            ("medicare health plan", 3.0),
            ("a medicare plan of", 4.0),
            ("cms-10003", 3.0),
            ("independent review entity", 1.0),
            ("part c", 2.0),
            ("evidence of coverage", 1.0),
            ("maximus federal", 1.0),
            ("(hmo-pos)", 1.5),
            ("medicare hmo", 3.0),
            ("medicare ppo", 3.0),
            ("denial of medical coverage", 2.0),
            ("hmo snp", 3.0),
            ("d-snp", 3.0),
        ],
    ),
    (
        "medicare-part-d",
        &[
            ("part d", 5.0),
            ("medicare prescription drug", 5.0),
            ("prescription drug plan", 3.0),
            ("(pdp)", 4.0),
            ("redetermination", 1.0),
            ("coverage determination", 1.5),
            ("medicare drug", 4.0),
            ("cms-10146", 3.0),
        ],
    ),
    (
        "medicaid-managed-care",
        &[
            ("medicaid", 2.5),
            ("managed care plan", 1.5),
            ("medi-cal", 3.0),
            ("apple health", 3.0),
            ("masshealth", 3.0),
            ("tenncare", 3.0),
            ("badgercare", 3.0),
            ("husky", 2.0),
            ("star+plus", 3.0),
            ("mainecare", 3.0),
            ("soonercare", 3.0),
            ("ahcccs", 3.0),
            ("managed medicaid", 4.0),
            ("medicaid members", 3.0),
            ("medicaid managed", 4.0),
            ("state fair hearing", 2.0),
            ("state hearing", 1.5),
            ("community plan", 1.0),
            ("child health plus", 2.0),
            ("aid paid pending", 2.0),
            ("aid continuing", 2.0),
            ("managed care organization", 2.0),
        ],
    ),
    (
        "medicaid-fee-for-service",
        &[
            ("medicaid", 2.0),
            ("fee-for-service", 2.0),
            ("fee for service", 2.5),
            ("no health plan", 3.0),
            ("state-paid", 3.0),
            ("title xix", 1.5),
            ("medical assistance", 2.5),
            ("department of human services", 1.5),
            ("department of health care services", 1.5),
            ("pays his care directly", 2.0),
            ("pays her care directly", 2.0),
            ("pays your care directly", 2.0),
            ("medicaid agency", 1.5),
            ("state medicaid", 1.5),
            ("recipient", 0.5),
            ("fair hearing", 0.8),
        ],
    ),
    (
        "fehb",
        &[
            ("fehb", 5.0),
            ("federal employees health benefits", 6.0),
            ("office of personnel management", 4.0),
            ("opm", 3.0),
            ("postal service health benefits", 6.0),
            ("pshb", 5.0),
            ("disputed claims", 2.0),
            ("plan brochure", 1.0),
            ("federal employee program", 4.0),
        ],
    ),
    (
        "tricare",
        &[
            ("tricare", 6.0),
            ("defense health agency", 4.0),
            ("dod benefits number", 4.0),
            ("32 cfr 199", 5.0),
            ("sponsor ssn", 3.0),
            ("humana military", 4.0),
        ],
    ),
    ("champva", &[("champva", 8.0)]),
    (
        "va-community-care",
        &[
            ("veterans affairs", 3.0),
            ("community care network", 4.0),
            ("veterans health administration", 4.0),
        ],
    ),
    (
        "governmental-self-funded",
        &[
            ("governmental plan", 6.0),
            ("non-federal governmental", 6.0),
            ("nonfederal governmental", 6.0),
            ("county of", 2.0),
            ("city of", 1.5),
            ("school district", 3.0),
            ("state employees", 3.0),
            ("public employees", 3.0),
            ("teachers' retirement", 2.5),
            ("state employee", 2.5),
            ("municipal", 1.5),
            ("public school", 1.5),
            ("public school districts", 4.0),
            ("school districts", 3.0),
            ("self-funded by the state", 6.0),
            ("plan of a state", 6.0),
            ("opted out of", 1.5),
            ("county employees", 3.0),
            ("county health benefits", 2.0),
        ],
    ),
    (
        "church",
        &[
            ("church plan", 7.0),
            ("church benefit", 4.0),
            ("diocese", 3.0),
            ("archdiocese", 3.0),
            ("not subject to erisa", 2.0),
            ("clergy", 2.5),
            ("denominational", 3.0),
            ("ministers", 1.5),
            ("synod", 2.5),
            ("congregation", 1.5),
            ("not subject to the employee retirement", 2.5),
        ],
    ),
    (
        "grandfathered",
        &[
            ("grandfathered health plan", 7.0),
            ("grandfathered plan", 6.0),
            ("is grandfathered", 5.0),
            ("being grandfathered", 4.0),
            ("grandfathered", 3.0),
            ("not grandfathered", -9.0),
            ("non-grandfathered", -9.0),
        ],
    ),
    (
        "short-term",
        &[
            ("short-term limited", 7.0),
            ("short term limited", 7.0),
            ("short-term medical", 6.0),
            ("short term medical", 6.0),
            ("short-term health", 5.0),
            ("short-term plan", 5.0),
            ("short term plan", 5.0),
            ("short-term, limited", 7.0),
            ("limited-duration", 4.0),
            ("fixed indemnity", 4.0),
            ("is not qualifying health coverage", 3.0),
            ("not required to comply", 2.0),
        ],
    ),
    (
        "chip",
        &[
            ("children's health insurance program", 5.0),
            ("(chip)", 5.0),
        ],
    ),
];

/// The plan kind, where the letter tells it.
pub fn kind(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut sums: Vec<(&str, f32, f32, Vec<usize>, &str)> = CUES
        .iter()
        .map(|(id, _)| (*id, 0.0, 0.0, Vec::new(), ""))
        .collect();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for s in sheet.sentences.iter().filter(|s| !s.foreign) {
        let low = &s.text.low;
        for ((id, cues), sum) in CUES.iter().zip(sums.iter_mut()) {
            for (cue, weight) in *cues {
                if seen.contains(&(id, cue)) {
                    continue;
                }
                let Some(i) = at_word(low, cue) else { continue };
                let before = low.get(i.saturating_sub(40)..i).unwrap_or("");
                // "If you buy through the marketplace", "unlike Medicare": no word of this plan.
                if any(before, &List("plan.if-you")).is_some() && *weight > 0.0 {
                    continue;
                }
                // Going to the marketplace or asking Medicare is advice, not a plan.
                if matches!(*cue, "marketplace" | "medicaid" | "healthcare.gov")
                    && any(before, &["go to", "visit", "contact", "call"]).is_some()
                {
                    continue;
                }
                seen.push((id, cue));
                sum.1 += weight;
                if *weight > sum.2 {
                    sum.2 = *weight;
                    sum.3 = s.text.toks(s.text.parts_in(i..i + cue.len()));
                    sum.4 = cue;
                }
            }
        }
    }
    static ADVANTAGE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b([HRS])\d{4}_").expect("a fixed pattern"));
    for s in &sheet.sentences {
        if let Some(m) = ADVANTAGE.captures(&s.text.raw).and_then(|c| c.get(1)) {
            let id = if m.as_str() == "S" {
                "medicare-part-d"
            } else {
                "medicare-advantage"
            };
            if let Some(sum) = sums.iter_mut().find(|x| x.0 == id) {
                sum.1 += 3.0;
            }
        }
    }
    // The marketplaces of the states have names of their own.
    for s in sheet.sentences.iter().filter(|s| !s.foreign) {
        let low = &s.text.low;
        if let Some(name) = any(low, &List("plan.exchanges"))
            && any(low, &List("plan.if-you")).is_none()
            && let Some(sum) = sums.iter_mut().find(|x| x.0 == "marketplace" && x.2 < 3.5)
        {
            let at = low.find(name).unwrap_or(0);
            sum.1 += 3.5;
            (sum.2, sum.4) = (3.5, name);
            sum.3 = s.text.toks(s.text.parts_in(at..at + name.len()));
        }
    }
    // "Paid for by Harbor Mills and governed by ERISA": the employer's own money under the law on such plans.
    let own_money = sheet.sentences.iter().find(|s| {
        !s.foreign
            && s.text.low.contains("paid for by ")
            && any(&s.text.low, &["erisa", "employee retirement income"]).is_some()
    });
    if let Some(s) = own_money
        && let Some(sum) = sums.iter_mut().find(|x| x.0 == "employer-self-funded")
    {
        sum.1 += 3.0;
        if sum.2 < 3.0 {
            (sum.2, sum.3, sum.4) = (3.0, s.text.toks(0..s.text.parts.len()), "paid for by");
        }
    }
    // Medicaid of either kind: a plan or the state itself.
    let managed = sheet
        .sentences
        .iter()
        .any(|s| any(&s.text.low, &List("plan.managed-care")).is_some() && !s.foreign);
    let direct = sheet
        .sentences
        .iter()
        .any(|s| any(&s.text.low, &List("plan.fee-for-service")).is_some());
    for sum in &mut sums {
        match sum.0 {
            "medicaid-managed-care" if sum.1 > 0.0 && managed && !direct => sum.1 += 1.5,
            "medicaid-fee-for-service" if sum.1 > 0.0 && direct => sum.1 += 2.5,
            _ => {}
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (id, top, best, ids, cue) = sums.first()?.clone();
    let second = sums.get(1).map_or(0.0, |s| s.1);
    if top < 1.0 {
        return None;
    }
    let margin = top - second;
    let sure = match (best, margin) {
        (b, m) if b >= 3.0 && m >= 3.0 => 0.96,
        (b, m) if b >= 2.5 && m >= 1.0 => 0.88,
        (_, m) if m >= 1.0 => 0.75,
        _ => 0.55,
    };
    Some(sheet.fact(id.to_owned(), &ids, sure, format!("says '{cue}'")))
}

/// The name of the plan.
pub fn name(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let pairs = ctx.pairs.iter().filter(|p| {
        (p.is("plan_name") && p.strong && p.label != "for") || (p.label == "coverage" && p.strong)
    });
    pairs
        .filter_map(|pair| {
            let ids = labels::whole_value(sheet, pair, &ctx.pairs);
            let text = sheet.quote(&ids);
            plan_names::may_be(&text)
                .then(|| sheet.fact(text, &ids, 0.9, format!("label '{}'", pair.label)))
        })
        .next()
}

/// The member's state: that of the address over the salutation, else the one of the letterhead.
pub fn state(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static ZIP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b([A-Z]{2})\.? +\d{5}(?:-\d{4})?\b").expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let mut best: Option<(i32, Fact<String>)> = None;
    let until = ctx.salutation.unwrap_or(30).min(40);
    for cell in sheet.cells.iter().filter(|c| c.page == 0 && c.row <= until) {
        for m in ZIP.captures_iter(&cell.text.raw) {
            let (Some(whole), Some(state)) = (m.get(0), m.get(1)) else {
                continue;
            };
            if !STATES.contains(&state.as_str()) {
                continue;
            }
            // The address of the person stands on lines of its own under a name; a letterhead is one line or higher up.
            let lines = sheet.paras.get(cell.para).map_or(1, |p| p.cells.len());
            let score = if lines >= 2 && cell.row > 3 { 2 } else { 0 }
                + i32::try_from(cell.row.min(20)).unwrap_or(0) / 4;
            let ids = cell.text.toks(cell.text.parts_in_raw(whole.range()));
            if best.as_ref().is_none_or(|b| score > b.0) {
                best = Some((
                    score,
                    sheet.fact(
                        state.as_str().to_owned(),
                        &ids,
                        if score >= 3 { 0.9 } else { 0.6 },
                        "state of the address",
                    ),
                ));
            }
        }
    }
    best.map(|b| b.1)
}

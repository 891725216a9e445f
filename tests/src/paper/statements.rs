//! Explanations of benefits of any length, made from a seed: for the bench, which reads them line by line.

use super::Letter;
use super::chance::Chance;

/// What is billed: code, words, charge in cents.
const SERVICES: [(&str, &str, u32); 6] = [
    ("96365", "Infusion, first hour", 42_000),
    ("96366", "Infusion, added hour", 14_000),
    ("J3490", "Unclassified drug", 9_500),
    ("99214", "Office visit", 24_000),
    ("90837", "Psychotherapy, 60 min", 18_500),
    ("90868", "TMS session", 34_000),
];

/// A made statement, and what stands in its lines.
pub struct Statement {
    /// The paper.
    pub letter: Letter,
    /// Code, charge, and what the patient owes, of each line, in the order they stand in; amounts in cents.
    pub lines: Vec<(&'static str, i64, i64)>,
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A statement of so many lines, on as many pages as they need; `number` chooses the layout and the figures.
pub fn statement(number: u32, lines: usize) -> Statement {
    let mut chance = Chance::new(&format!("statement {number}"));
    let charge_first = number.is_multiple_of(2);
    let heading = if charge_first {
        "Date        Code   Service                  Billed   Discount  Not covered  Allowed     Paid  You owe  Nt"
    } else {
        "Service                 Date        Code   Charge  Savings   Denied  Plan rate Plan pays Your share Nt"
    };
    let mut text = format!(
        "CINDER BUTTE HEALTH COOPERATIVE            EXPLANATION OF BENEFITS\n\nStatement date: 09/15/2026\nMember ID: CBH-90-{number:04}\nClaim number: CB26-{number:04}-7\n\n{heading}\n"
    );
    let mut made = Vec::new();
    let mut sums = [0_i64; 6];
    for line in 0..lines {
        if line > 0 && line % 40 == 0 {
            text.push_str("\u{c}CINDER BUTTE HEALTH COOPERATIVE            page\n\n");
            text.push_str(heading);
            text.push('\n');
        }
        let at = usize::try_from(chance.below(6)).unwrap_or(0);
        let (code, words, charge) = SERVICES.get(at).copied().unwrap_or(SERVICES[0]);
        let charge = i64::from(charge) + i64::from(chance.below(40)) * 25;
        let refused = chance.below(4) == 0;
        let discount = if refused { 0 } else { charge / 5 };
        let cut = if refused { charge } else { 0 };
        let allowed = charge - discount - cut;
        let paid = allowed * 4 / 5;
        let owes = allowed - paid + cut;
        let day = format!("{:02}/{:02}/2026", 1 + line / 28 % 9, 1 + line % 28);
        let amounts = [charge, discount, cut, allowed, paid, owes];
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum += amount;
        }
        let [a, b, c, d, e, f] = amounts.map(money);
        let note = if refused { "A1" } else { "" };
        let row = if charge_first {
            format!(
                "{day}  {code}  {words:<22} {a:>8} {b:>10} {c:>12} {d:>8} {e:>8} {f:>8}  {note}"
            )
        } else {
            format!("{words:<22}  {day}  {code} {a:>8} {b:>8} {c:>8} {d:>10} {e:>9} {f:>10} {note}")
        };
        text.push_str(row.trim_end());
        text.push('\n');
        made.push((code, charge, owes));
    }
    let [a, b, c, d, e, f] = sums.map(money);
    let total = if charge_first {
        format!(
            "{:<41} {a:>8} {b:>10} {c:>12} {d:>8} {e:>8} {f:>8}",
            "TOTAL"
        )
    } else {
        format!(
            "{:<41} {a:>8} {b:>8} {c:>8} {d:>10} {e:>9} {f:>10}",
            "TOTAL"
        )
    };
    text.push_str(&total);
    text.push_str("\n\nA1  Not covered for your condition.\n");
    Statement {
        letter: Letter {
            name: format!("statement-{number:02}"),
            text,
            labels: String::new(),
        },
        lines: made,
    }
}

//! What a confidence means: of facts at 0.9 and above at least 98 % are right.
//!
//! A finder gives the share of right facts that its kind of evidence had on clean letters (see `examples/score.rs`,
//! which prints the table). On recognized pages the signs themselves may be wrong, so that share is scaled by how
//! sure the words are.

/// The confidence of a fact whose finder says `clean` and whose words are sure to `signs`.
pub fn with_signs(clean: f32, signs: f32) -> f32 {
    let signs = signs.clamp(0.0, 1.0);
    let clean = of_strangers(clean);
    // Measured on poor scans: of words at 0.97 nearly all are right, at 0.9 one in twenty is not.
    let factor = if signs >= 0.85 {
        1.0 - (1.0 - signs) * 0.9
    } else {
        0.865 * signs / 0.85
    };
    (clean * factor).clamp(0.0, 0.995)
}

/// What the share that a finder had on letters at hand is worth on letters of other hands. Measured on four sets of
/// such letters before anybody worked on them (72 letters): what was said at 0.95 and above was right in 92 to 99 of
/// 100, what was said between 0.9 and 0.95 in 80 to 91 of 100 only. That band is no longer shown as sure.
fn of_strangers(clean: f32) -> f32 {
    const FROM: f32 = 0.85;
    const TO: f32 = 0.95;
    /// Just below what counts as sure.
    const MOST: f32 = 0.8999;
    if (FROM..TO).contains(&clean) {
        FROM + (clean - FROM) / (TO - FROM) * (MOST - FROM)
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_never_makes_a_fact_less_sure() {
        let shown: Vec<f32> = (0..=2000)
            .map(|n| with_signs(n as f32 / 2000.0, 1.0))
            .collect();
        assert!(shown.is_sorted(), "{shown:?}");
        assert!(with_signs(0.94, 1.0) < 0.9);
    }

    #[test]
    fn unsure_signs_make_an_unsure_fact() {
        assert!(with_signs(0.97, 1.0) > 0.96);
        assert!(with_signs(0.97, 0.6) < 0.75);
        assert!(with_signs(0.97, 0.5) < with_signs(0.97, 0.7));
    }
}

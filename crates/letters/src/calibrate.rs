//! What a confidence means: of facts at 0.9 and above at least 98 % are right.
//!
//! A finder gives the share of right facts that its kind of evidence had on clean letters (see `examples/score.rs`,
//! which prints the table). On recognized pages the signs themselves may be wrong, so that share is scaled by how
//! sure the words are.

/// The confidence of a fact whose finder says `clean` and whose words are sure to `signs`.
pub fn with_signs(clean: f32, signs: f32) -> f32 {
    let signs = signs.clamp(0.0, 1.0);
    // Measured on poor scans: of words at 0.97 nearly all are right, at 0.9 one in twenty is not.
    let factor = if signs >= 0.85 {
        1.0 - (1.0 - signs) * 0.9
    } else {
        0.865 * signs / 0.85
    };
    (clean * factor).clamp(0.0, 0.995)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsure_signs_make_an_unsure_fact() {
        assert!(with_signs(0.97, 1.0) > 0.96);
        assert!(with_signs(0.97, 0.6) < 0.75);
        assert!(with_signs(0.97, 0.5) < with_signs(0.97, 0.7));
    }
}

//! Names of scales as people say them.

use holdfast_library::scales::Scale;

/// "PHQ-9": the short name.
pub(crate) fn short(scale: &Scale) -> String {
    match scale.id.as_str() {
        "nrs-pain" => "Pain".to_owned(),
        "bpi-sf" => "BPI".to_owned(),
        "qids-sr16" => "QIDS-SR".to_owned(),
        "ham-d-17" => "HAM-D".to_owned(),
        "c-ssrs-screen" => "C-SSRS".to_owned(),
        "promis-depression-8a" => "PROMIS Depression".to_owned(),
        "promis-pain-interference" => "PROMIS Pain".to_owned(),
        id => id.to_uppercase(),
    }
}

/// What it tells of, in plain words.
fn plain(measures: &str) -> &str {
    match measures {
        "depression" => "how low your mood is",
        "anxiety" => "how tense you are",
        "post-traumatic stress" => "how much the past weighs on you",
        "pain intensity" => "how bad the pain is",
        "pain severity and interference" => "how bad the pain is",
        "pain interference" => "how much pain is in your way",
        "mania" => "how driven you are",
        "obsessions and compulsions" => "how strong the urges are",
        "overall change" => "how you are, all in all",
        other => other,
    }
}

/// "PHQ-9, how low your mood is (0 to 27)".
pub(super) fn title(scale: &Scale) -> String {
    let name = format!("{}, {}", short(scale), plain(&scale.measures));
    match (scale.min, scale.max) {
        (Some(min), Some(max)) => format!("{name} ({min} to {max})"),
        _ => name,
    }
}

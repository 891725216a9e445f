//! What the sender is: an insurer, or one who acts for a plan.

use super::super::Ctx;
use super::known;
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, Reading};

/// What the sender is.
pub fn role(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let kind = reading.kind.as_ref().map(|k| k.value)?;
    let issuer = reading.plan.issuer.as_ref();
    let low = issuer
        .map(|f| f.value.to_ascii_lowercase())
        .unwrap_or_default();
    let told = |cues: &[&str]| {
        sheet
            .sentences
            .iter()
            .take(60)
            .any(|s| !s.foreign && any(&s.text.low, cues).is_some())
    };
    let library = known(ctx, &low).map(|i| i.kind.as_str());
    let (role, sure, why) = match (kind, library) {
        (NoticeKind::Bill, _) if reading.fine_kind.as_deref() == Some("collections") => {
            ("collector", 0.95, "a debt collector writes")
        }
        (NoticeKind::Bill | NoticeKind::Records, _) => {
            ("clinic", 0.85, "asks for payment or gives records")
        }
        (NoticeKind::ExternalReviewDecision, _) if any(&low, &["review", "maximus"]).is_some() => {
            ("reviewer", 0.9, "an outside reviewer writes")
        }
        (_, Some("tpa")) => ("administrator", 0.93, "known to the library"),
        (_, Some("pbm")) => ("pharmacy-manager", 0.93, "known to the library"),
        (_, Some("reviewer" | "behavioral")) => ("reviewer", 0.9, "known to the library"),
        (_, Some("public" | "regulator")) => ("agency", 0.9, "known to the library"),
        (_, Some(_)) => ("insurer", 0.9, "known to the library"),
        _ if any(
            &low,
            &["department", "state of", "county of", "agency", "office of"],
        )
        .is_some() =>
        {
            ("agency", 0.9, "the name says so")
        }
        _ if told(&List("issuer.third-party-administrator"))
            || any(
                &low,
                &["administrators", "benefit services", "benefit partners"],
            )
            .is_some() =>
        {
            ("administrator", 0.85, "acts for a plan")
        }
        _ if told(&List("issuer.pharmacy-benefit-manager"))
            || any(&low, &["rx", "pharmacy"]).is_some() =>
        {
            ("pharmacy-manager", 0.85, "manages drugs for a plan")
        }
        _ if told(&List("issuer.utilization-manager-for")) => {
            ("reviewer", 0.8, "reviews for a plan")
        }
        _ => ("insurer", 0.7, "no sign of acting for another"),
    };
    let mut fact = sheet.fact(role.to_owned(), &[], sure, why);
    fact.place = None;
    if let Some(i) = issuer {
        fact.quote.clone_from(&i.quote);
        fact.place = i.place;
    }
    Some(fact)
}

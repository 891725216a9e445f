//! Reasons that are told without a word for them: what was shown, had, asked or done, and how it falls short.
//!
//! Such a shape counts only where the letter gives its reasons: see `zone`. A shape may run over the end of a
//! sentence into the next: "must be approved first. Nobody asked us."

use regex::Regex;
use std::sync::LazyLock;

const ROWS: &[(&str, &str)] = &[
    (
        "not-medically-necessary",
        r"\b(?:no longer|do not|does not|did not) (?:\w+ ){0,2}?(?:shows?|supports?|establish|demonstrates?|justif(?:y|ies)|indicates?)\b[^.;]{0,60}\b(?:need|needs|needed|necess\w+|require[sd]?|level of care|supervision|around the clock)\b",
    ),
    (
        "not-medically-necessary",
        r"\b(?:symptoms|condition|risk|illness) (?:is|are|was|were) (?:\w+ )?(?:mild|stable|low|improved|controlled)\b[^.]{0,80}\b(?:less|lower|outpatient|home|office|safely)\b",
    ),
    (
        "experimental-investigational",
        r"\b(?:regards?|considers?|treats?|classif(?:y|ies)|views?|deems?|lists?|holds?|calls?)\b[^.;]{0,60}\b(?:unproven|experimental|investigational|not (?:yet )?proven)\b",
    ),
    (
        "experimental-investigational",
        r"\b(?:value|effectiveness|efficacy|benefit|worth|safety|effects?|outcomes?)\b[^.;]{0,50}\b(?:established|shown|proven|demonstrated|borne out|known)\b[^;]{0,80}\bnot\b|\b(?:not (?:yet )?(?:been )?|un)(?:established|proven|demonstrated|known)\b[^.;]{0,50}\b(?:trials?|studies|research|literature|evidence)\b",
    ),
    (
        "off-label",
        r"\b(?:medically accepted indication|approved (?:use|indication|label)|accepted use)\b[^;]{0,90}\b(?:is|are|was) not\b|\b(?:use|prescribed|purpose)\b[^.;]{0,50}\b(?:outside|not (?:named|listed|found)) (?:of |in |on )?(?:the |its )?(?:label|labeling|package insert|compendia)\b",
    ),
    (
        "no-prior-authorization",
        r"\b(?:authori[sz]ed|pre-?authori[sz]\w+|pre-?approv\w+|pre-?cert\w+|prior approval|advance approval|approved|authori[sz]ation|referral|permission)\b[^;]{0,100}\b(?:no record|none (?:was|is|on|has|came)|nobody|no one|not asked|never asked|was not (?:asked|obtained|sought|given|requested|had)|did not (?:ask|get|obtain|seek|have)|without (?:it|one))\b",
    ),
    (
        "out-of-network",
        r"\b(?:no benefits?|does not (?:pay|cover)|not (?:pay|cover)|pays? nothing)\b[^.;]{0,60}\b(?:outside|not in|out of|beyond)\b[^.;]{0,15}\bnetwork\b|\b(?:clinic|practice|doctor|provider|center|hospital|facility|therapist)\b[^.;]{0,40}\bis (?:outside|not (?:in|on|part of)) (?:of )?(?:it|the network|our network|the list|our list)\b",
    ),
    (
        "step-therapy",
        r"\b(?:must|should|had to|has to|have to|need to) (?:\w+ ){0,2}?have (?:\w+ )?tried\b|\b(?:ask for|require|want|expect|need)s? (?:an? )?(?:\w+ )?trials? of\b|\b(?:tried|trials?)\b[^;]{0,120}\b(?:only one|just one|a trial of one|no trial|not tried|none of (?:these|those|them))\b|\b(?:after|until|unless) (?:\w+ ){0,6}?(?:medicines?|drugs?|antidepressants?|trials?|treatments?) (?:have|has) (?:been tried|failed)\b",
    ),
    (
        "excluded-benefit",
        r"\b(?:never|not) (?:\w+ )?(?:covered|payable)\b[^;]{0,70}\b(?:on|in|among) (?:that|the|this|those|these)(?: list)?\b|\b(?:plan|policy|certificate|document|contract|booklet|handbook|brochure)\b[^.;]{0,40}\b(?:shuts out|bars|rules out|sets aside|makes no provision for|does not extend to|has no place for|keeps out|withholds)\b|\bnot a benefit\b",
    ),
    (
        "insufficient-documentation",
        r"\b(?:asked|requested|wrote|written|called)\b[^;]{0,110}\b(?:(?:was|were|has|have) not (?:been )?(?:sent|come|received)|none came|never came|did not come|no (?:answer|reply|response)|nothing came|not answered|not arrived)\b|\b(?:did not come|came) (?:with|without) (?:the|any|an?)\b[^.;]{0,60}\b(?:notes?|records?|reports?|invoice|documentation|plan|form)\b|\bwithout (?:it|them|these|this|that|those),? we (?:cannot|could not|can't|are unable|are not able)\b|\b(?:cannot|could not|can't|unable to) (?:\w+ )?(?:tell|determine|decide|judge|say|see) (?:whether|if|how|from)\b",
    ),
    (
        "timely-filing",
        r"\b(?:claims?|bill|it|charge)\b[^.;]{0,20}\b(?:reached|came|received|got to|arrived|filed|sent|submitted)\b[^.;]{0,60}\b(?:more than|over|later than|beyond|past) (?:[\w()]+ ){1,4}?(?:months?|days|years?) (?:after|from|past|of|following)\b|\bfil(?:ing|e) (?:limit|deadline|time)\b[^.;]{0,20}\b(?:exceeded|passed|missed|expired|over)\b",
    ),
    (
        "frequency-limit",
        r"\b(?:covers?|allows?|pays? for|permits?)\b[^.;]{0,20}\b(?:one|two|three|four|\d+|a single)\b[^.;]{0,50}\b(?:every|each|per|in|within|a) (?:\w+ ){0,2}?(?:days?|weeks?|months?|years?)\b[^;]{0,60}\b(?:second|third|fourth|fifth|another|sooner|already had|too soon)\b",
    ),
    (
        "benefit-maximum",
        r"\b(?:used|had|received|reached|exhausted) (?:up )?(?:all|the) (?:of )?(?:\w+ ){0,3}?(?:visits|days|sessions|hours|treatments|benefits?)\b|\b(?:yearly|annual|calendar[- ]year|lifetime|plan|benefit|dollar|visit) (?:maximum|limit|cap)\b[^.;]{0,40}\b(?:reached|met|used|exhausted|exceeded|paid out)\b",
    ),
    (
        "duplicate-claim",
        r"\balready (?:\w+ ){0,2}?(?:handled|processed|paid|considered|decided|received|worked)\b[^.;]{0,30}\b(?:charges?|claims?|bills?|services?)\b|\bsame (?:bill|claim|charge|service)\b[^.;]{0,40}\b(?:twice|second time|again|before)\b",
    ),
    (
        "coordination-of-benefits",
        r"\b(?:another|other|first|different) (?:\w+ )?(?:insurer|plan|carrier|payer|policy|insurance|coverage)\b[^.;]{0,50}\b(?:primary|first|before (?:us|we|this)|responsible)\b|\b(?:medicare|insurer|plan|carrier|payer|insurance)\b,? (?:which |that |must |should |has to |is to )?(?:pays?|process|be billed|be asked) (?:\w+ ){0,3}?(?:first|before (?:us|we|this))\b",
    ),
    (
        "provider-not-covered",
        r"\b(?:not|nor|neither) (?:among|one of|on the list of) the (?:kinds? of )?(?:providers?|practitioners?|professionals?)\b|\b(?:do|does|did) not (?:hold|have) (?:an? |the )?(?:\w+ ){0,2}licen[cs]es?\b|\bnot (?:\w+ ){0,2}licen[cs]ed\b|\blicen[cs]e\b[^.;]{0,40}\bnot (?:recogni|accept|cover)",
    ),
    (
        "site-of-service",
        r"\bonly (?:when|if|where)\b[^.;]{0,60}\b(?:infusion center|infusion suite|doctor's office|office|home|freestanding)\b|\bhospital\b[^.;]{0,40}\b(?:is|was|are) not (?:needed|necessary|required|the place)\b|\b(?:can|could|should|must|might|may|to|is) (?:\w+ ){0,2}?(?:given|done|received|infused|treated) (?:\w+ ){0,3}?(?:at home|in your home|in (?:a|your|the) doctor's office|outside (?:of )?a hospital)\b|\bnot part of a hospital\b",
    ),
    (
        "eligibility",
        r"\b(?:were|was|are|is) not (?:an? )?(?:\w+ )?(?:member|enrollee|covered person|participant)\b[^.;]{0,40}\b(?:on|when|at)\b|\b(?:coverage|policy|enrollment|membership)\b[^.;]{0,30}\b(?:was|were|is) not (?:active|in force|in effect)\b",
    ),
];

/// All shapes, ready to match.
pub static SHAPES: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    ROWS.iter()
        .map(|&(id, row)| (id, Regex::new(row).expect("a fixed pattern")))
        .collect()
});

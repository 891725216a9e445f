//! Reasons by the shape of what is said, where no fixed phrase would do: who or what, and what it lacks or exceeds.

use regex::Regex;
use std::sync::LazyLock;

/// A pattern of one reason. The words of the letter must match it outside conditions and rights.
pub struct Pattern {
    /// Id of the reason.
    pub id: &'static str,
    /// Its shape.
    pub regex: Regex,
    /// True where it stands for itself; else its sentence must refuse, or stand in the section that says why.
    pub strong: bool,
}

const ROWS: &[(&str, bool, &str)] = &[
    (
        "no-prior-authorization",
        true,
        r"\b(?:asked|told|called|notified) (?:us )?(?:only )?after the (?:\w+ )?(?:treatments?|care|services?|stay|admission|visits?)\b|\bthe (?:call|notice|notification) was (?:not|never) made\b",
    ),
    (
        "insufficient-documentation",
        false,
        r"\b(?:there (?:is|was)|we (?:found|see|saw)) no (?:\w+ ){0,3}?(?:notes?|readings?)\b",
    ),
    (
        "site-of-service",
        true,
        r"\btreated (?:at|in) an? [^.;]{0,40}\bcosts? [^.;]{0,30}\bless\b",
    ),
    (
        "experimental-investigational",
        true,
        r"\b(?:studies|trials|evidence|research)\b (?:do|does|did|has|have) not (?:yet )?(?:let|allow|permit|establish|settle|bear out)\b",
    ),
    (
        "timely-filing",
        true,
        r"\b(?:gets?|reach(?:es)?|comes?|arrives?)\b[^.;]{0,12}\bus (?:inside|within) (?:\w+ )?(?:year|months|days)\b[^.;]{0,20}\bday (?:you were seen|of (?:the )?(?:service|visit|care|treatment))\b",
    ),
    (
        "provider-not-covered",
        true,
        r"\bnot the (?:kind|type|sort) of (?:place|facility|provider|clinic|house)\b|\b(?:register|registry)\b[^.;]{0,60}\b(?:no entry|not (?:listed|found))\b",
    ),
    (
        "insufficient-documentation",
        true,
        r"\b(?:clinic|doctor|office|provider|practice|hospital|facility) (?:has|have|did) not (?:written back|write back|answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?)\b",
    ),
    (
        "coding-error",
        true,
        r"\bnot paid (?:a second time |again )?on a line of its own\b",
    ),
    (
        "coordination-of-benefits",
        true,
        r"\bsend (?:the|its|this|your|that) (?:bill|claim) to (?:that|the other|your other) (?:plan|insurer|insurance|company)\b",
    ),
    (
        "insufficient-documentation",
        true,
        r"\b(?:records?|notes|chart|documentation|documents|information|plan|papers|history|statement|scores?)\b[^.;]{0,60}\b(?:incomplete|missing|insufficient|lacking|not (?:sent|received|enough|included|provided|submitted|attached|complete|legible))\b",
    ),
    (
        "insufficient-documentation",
        true,
        r"\b(?:did not (?:get|receive|send|include|provide|submit)|never (?:got|received|came)|have not (?:received|had)|not been (?:sent|received|provided))\b[^.;]{0,50}\b(?:records?|notes|documentation|documents|information|papers|form|plan|scores?)\b",
    ),
    (
        "insufficient-documentation",
        false,
        r"\b(?:lack(?:s|ed|ing)? (?:of )?|no |without (?:the |any )?|absence of )(?:\w+ ){0,2}(?:records|notes|documentation|documents|paperwork)\b",
    ),
    (
        "insufficient-documentation",
        true,
        r"\bno (?:\w+ ){1,3}?(?:is|was|were|are) (?:recorded|enclosed|documented|noted|charted|attached|in the (?:chart|record|records|notes|file))\b|\bcarr(?:y|ies|ied) no signature\b|\bunsigned\b|\b(?:records?|notes|chart|file|papers) (?:\w+ ){0,3}?(?:do|does|did) not (?:include|contain|carry|hold)\b",
    ),
    (
        "frequency-limit",
        true,
        r"\b(?:one|two|three|\d+) (?:\w+ ){0,2}?(?:visits?|sessions?|treatments?|infusions?|doses?) (?:a|per|each|every) (?:day|week|month)\b[^.;]{0,80}\b(?:second|third|more|over|above|limit|only)\b|\bsecond (?:visit|session|treatment|dose) (?:on|of) the same (?:day|date)\b",
    ),
    (
        "coding-error",
        true,
        r"\b(?:bundled (?:with|into|in)|incidental to|not paid (?:by itself|separately|on its own)|part of (?:the|another) (?:visit|service|procedure|code)|included in the (?:payment|allowance) (?:for|of)|mutually exclusive)\b",
    ),
    (
        "no-prior-authorization",
        true,
        r"\b(?:do|did|does)(?: not|n't) (?:have|get|find|receive|see) (?:a|an|any|your|the) (?:\w+ )?(?:referral|authori[sz]ation|precertification|pre-?approval|prior approval)\b|\bno record (?:that|of)\b[^.;,]{0,80}\b(?:precertif\w*|pre-?authori\w*|authori[sz]\w*|approval|referral)\b|\b(?:was|were|is|had) no (?:pre-?certification|pre-?authori[sz]ation|prior (?:approval|authori[sz]ation)|referral)\b",
    ),
    (
        "step-therapy",
        false,
        r"\bstep[- ]therapy\b|\bcomes? after (?:\w+ ){0,3}?(?:antidepressants?|medicines?|drugs?|trials?|generics?)\b",
    ),
    (
        "site-of-service",
        true,
        r"\bnot the (?:right|proper|appropriate|needed) (?:setting|place|site)\b|\bcan be (?:given|done|had|provided|carried out)\b[^.;]{0,40}\b(?:home the same day|as an outpatient|outside (?:of )?(?:a|the) hospital|without (?:a stay|staying|admission))\b",
    ),
    (
        "frequency-limit",
        true,
        r"\b(?:above|over|beyond|exceeds?|more than|past|in excess of)\b[^.;]{0,30}\b(?:quantity|frequency|dose|dosage|number of (?:visits|sessions|units|treatments|doses|times)|units?)\b[^.;]{0,30}\b(?:limits?|allowed|permitted|allows|covered)\b",
    ),
    (
        "frequency-limit",
        true,
        r"\b(?:above|over|beyond|exceeds?|in excess of) (?:the |this |our |its |your )?(?:\w+ ){0,2}(?:quantity|frequency|dosing|dose) (?:limit|limits|allowance|maximum)\b",
    ),
    (
        "frequency-limit",
        true,
        r"\b(?:too (?:often|frequent|frequently|soon|many (?:visits|sessions|treatments|units))|more (?:often|frequent|frequently) than|limited to (?:one|two|three|four|\d+)[^.;]{0,30} (?:a|per|every|each) (?:day|week|month|28|30))\b",
    ),
    (
        "frequency-limit",
        true,
        r"\b(?:exceeds?|go(?:es)? beyond|over|above|past) (?:the|that|this|our|its) (?:limit|number)\b|\bmore than (?:the|our|this|that) (?:\w+ )?(?:rule|guideline|policy|criteria) (?:\w+ )?allows?\b|\b(?:is|are) the most (?:that )?[^.;]{0,40}\b(?:pays?|pay for|allows?|covers?)\b|\bmore (?:often|frequent|frequently|visits|sessions|treatments) than (?:the|our|this|that) (?:\w+ )?(?:rule|guideline|policy|criteria|label)\b",
    ),
    (
        "coding-error",
        true,
        r"\b(?:coded|billed|submitted)\b[^.;]{0,20}\b(?:incorrectly|wrongly|in error|improperly|wrong code|together)\b|\b(?:codes?|modifiers?|units?|diagnosis)\b[^.;]{0,40}\b(?:cannot be billed|may not be billed|not be reported|invalid|not valid|do(?:es)? not (?:match|agree|fit|go)|inconsistent|mismatch|wrong|missing)\b",
    ),
    (
        "off-label",
        true,
        r"\bnot (?:an? )?(?:\w+ ){0,3}(?:approved|accepted|labeled|labelled|recognized) (?:use|indication|purpose)\b|\bnot (?:\w+ ){0,2}approved (?:it |them )?(?:by (?:the )?fda )?for (?:this|that|your|the|depression|use|treating|pain)\b|\b(?:outside|beyond|off) (?:of )?(?:its|the|their) (?:approved |fda )?label\b|\buse[^.;]{0,40}\bnot (?:on|in) (?:the|its) label\b|\bfda has not approved\b",
    ),
    (
        "timely-filing",
        true,
        r"\b(?:time(?: limit)?|deadline|period|limit) (?:for|to|of|in which to)(?: the)? (?:fil(?:e|ing)|send(?:ing)?|submit(?:ting)?|claims?)[^.;]{0,60}\b(?:expired|passed|over|past|gone|ended|run out|missed)\b|\b(?:received|filed|sent|submitted|came|arrived)\b[^.;]{0,40}\b(?:too late|late|after the (?:time|limit|deadline|last day)|outside (?:of )?the (?:time|filing))\b|\bfiled? within\b[^.;]{0,90}\b(?:incurred|date of service|service|treatment|care)\b",
    ),
    (
        "no-prior-authorization",
        true,
        r"\b(?:no|without|lacked|lacks|never had)\b (?:\w+ ){0,3}?(?:prior |advance |pre-?)?(?:authori[sz]ation|approval|certification|precertification|referral|permission)\b[^.;]{0,40}\b(?:on (?:file|record)|obtained|given|requested|asked|made|found|was|were|in place|beforehand|in advance|first)\b|\b(?:referral|authori[sz]ation|approval|precertification|permission)\b[^.;]{0,60}\b(?:found none|none (?:was|is|on)|was not|were not|not (?:asked|obtained|requested|on file|given|made|found)|nobody asked)\b|\bneeds? (?:a |an |our |prior )?(?:referral|authori[sz]ation|approval)\b[^.;]{0,60}\b(?:before|first|beforehand|in advance)\b|\b(?:nobody|no one) (?:\w+ ){0,2}asked (?:us |for |beforehand|first|in advance)|\bnot (?:\w+ ){0,2}asked (?:us |beforehand|first|in advance)|\b(?:was|were) not asked for\b|\bgave no approval\b|\bnot (?:\w+ ){0,2}(?:approved|authorized|agreed to|cleared) (?:in advance|beforehand|ahead|before)\b",
    ),
    (
        "out-of-network",
        true,
        r"\b(?:not|isn't|nor|neither) (?:\w+ ){0,3}?(?:in|part of|within|one of|a member of|with) (?:our|the|your|its|this)(?: plan's| \w+)? networks?\b|\b(?:care|services?) from (?:plan|network|in-network|participating|preferred) providers only\b|\b(?:out-of-network|out of network|non-participating|nonparticipating|non-network)\b[^.;]{0,60}\b(?:not (?:covered|payable|paid)|no benefits?|only (?:in|for|if))\b|\bno (?:contract|agreement) with\b|\b(?:has|have) (?:signed none|not signed|never signed)\b",
    ),
    (
        "step-therapy",
        true,
        r"\b(?:must|need(?:s)? to|have to|has to|should|required to|required that you|until you have|before)\b[^.;]{0,60}\b(?:tr(?:y|ied)|tried and failed|failed|used)\b[^.;]{0,60}\b(?:first|before|two|three|four|both|another|other|generic|preferred|further|medicines?|drugs?|antidepressants?)\b|\b(?:not|never) (?:yet )?tried\b|\b(?:medicines?|drugs?|antidepressants?|treatments?|trials?)\b[^.;]{0,40}\b(?:should|must) be tried\b|\bstep (?:therapy )?rule\b",
    ),
    (
        "not-medically-necessary",
        true,
        r"\b(?:not|no longer|never) (?:\w+ ){0,2}?(?:medically|clinically)(?: (?:or|and) \w+)? (?:necessary|needed|required|appropriate)\b|\b(?:does|do|did|is|are|was|were|has|have) not (?:\w+ ){0,2}?(?:meet|met|satisfy|fulfil|support|show|meeting)\b[^.;]{0,60}\b(?:criteria|guideline|medical necessity|medically necessary|standard|level of care)\b|\b(?:criteria|guideline|standard)\b[^.;]{0,40}\b(?:not met|unmet|not satisfied)\b|\b(?:needs|condition|care|treatment)\b[^.;]{0,40}\b(?:can|could) (?:safely )?(?:be )?(?:met|treated|managed|given|provided|continue)\b[^.;]{0,60}\b(?:lower|less|outpatient|partial|home|intensive)\b|\bno longer (?:need|needs|meets?|required?)\b",
    ),
    (
        "not-medically-necessary",
        true,
        r"\b(?:did|do|does) not need (?:to be|it|this|that|the|more|further|such)\b|\bno (?:further|more|additional) (?:[\w-]+ ){0,6}?(?:is|are|was|were) (?:medically |clinically )?(?:necessary|needed)\b|\bmore than (?:your|his|her|their|the) (?:illness|condition|needs?|symptoms) (?:called|calls|call) for\b",
    ),
    (
        "experimental-investigational",
        true,
        r"\b(?:considered|deemed|regarded as|treated as|is|are|remains?|as)\b (?:\w+ ){0,3}?(?:experimental|investigational|unproven|investigative)\b|\b(?:not|too little|insufficient|not enough|limited|lack of) (?:\w+ ){0,3}?(?:evidence|research|studies|data|proof)\b[^.;]{0,80}\b(?:show|shows|works?|effective|safe|safety|support|prove|benefit|conclude)\b|\b(?:research|evidence|studies|literature|data) (?:is|are|does|do) not (?:yet )?(?:enough|sufficient|show|prove|support)\b",
    ),
    (
        "excluded-benefit",
        true,
        r"\b(?:excluded|left out|carved out|ruled out)\b[^.;]{0,40}\b(?:from|by|under|in)\b[^.;]{0,40}\b(?:plan|policy|coverage|benefits?|contract|certificate|booklet|brochure|article|section)\b|\b(?:plan|policy|contract|certificate|section|article|brochure|rider)\b[^.;]{0,60}\b(?:excludes?|leaves? out|rules? out|gives? no benefit|has no benefit|offers? no benefit|does not (?:list|include))\b|\bnot (?:a |one of the )?(?:covered|listed|eligible) (?:benefits?|services?|expenses?|items?)\b",
    ),
    (
        "excluded-benefit",
        true,
        r"\bguidelines?\b(?: [\d.]+)?[^.;]{0,90}\b(?:leaves? out|excludes?|(?:do|does|will|can) ?not (?:share|carry)|names? the things)\b|\bcarry on their own\b",
    ),
    (
        "benefit-maximum",
        true,
        r"\bbenefit (?:has been|was|is) (?:paid|used)(?: up)? to (?:its|the) (?:maximum|limit)\b|\b(?:gives?|pays? for|covers?|allows?) (?:\w+ ){0,2}(?:days|visits|sessions|hours) of this kind\b|\b(?:gives?|pays? for|covers?|allows?) (?:\w+ )?(?:\w+) (?:days|visits|sessions) (?:of [\w ]{3,40} )?(?:in|per|a|each) (?:a |one |the )?(?:calendar|plan|benefit|policy)? ?year\b",
    ),
    (
        "benefit-maximum",
        true,
        r"\b(?:used (?:up )?all|used up|reached|met|exhausted|run out of|no (?:more )?(?:visits|days|sessions) (?:left|remain))\b[^.;]{0,60}\b(?:visits|days|sessions|maximum|limit|benefit|allowed|year|lifetime)\b|\b(?:maximum|limit) (?:of|for|on)\b[^.;]{0,60}\b(?:visits|days|sessions|year|lifetime|calendar|course)\b[^.;]{0,40}\b(?:reached|met|used|exhausted|spent)\b|\b(?:visits|days|sessions|courses?)\b[^.;]{0,30}\b(?:in a|per|a|each) (?:lifetime|calendar year|plan year|benefit year)\b",
    ),
    (
        "duplicate-claim",
        true,
        r"\b(?:duplicate|the same (?:as )?(?:a )?claim|second time|billed twice|already (?:been )?(?:paid|processed|decided|handled|counted))\b",
    ),
    (
        "coordination-of-benefits",
        true,
        r"\b(?:other|another|second|spouse's|different|primary) (?:\w+ ){0,2}?(?:plan|insurance|insurer|coverage|payer|carrier)\b[^.;]{0,60}\b(?:first|primary|pays?|responsible|before)\b|\bmedicare\b[^.;]{0,30}\b(?:pays first|is primary|should pay first)\b",
    ),
    (
        "site-of-service",
        true,
        r"\b(?:hospital|facility|outpatient department|office|home|infusion (?:center|suite))\b[^.;]{0,60}\b(?:instead of|rather than|less costly|lower[- ]cost|is not needed|not necessary|unless)\b|\b(?:place|site|setting) (?:of (?:care|service|treatment) )?(?:is|was) not\b|\b(?:can|could) be (?:given|done|infused|received|treated) (?:\w+ ){0,3}?(?:in|at) (?:an?|your|the) (?:office|home|clinic|infusion)\b",
    ),
    (
        "provider-not-covered",
        true,
        r"\b(?:provider|therapist|counselor|clinician|practitioner|coach|license|credential)\b[^.;]{0,50}\b(?:not (?:a )?(?:licensed|eligible|covered|recognized|approved|credentialed|certified|qualified|enrolled)|type of provider)\b",
    ),
    (
        "eligibility",
        true,
        r"\b(?:coverage|policy|eligibility|enrollment|plan|membership)\b[^.;]{0,30}\b(?:had ended|ended|was not in effect|not yet begun|had not (?:started|begun)|terminated|lapsed|was not active|inactive)\b|\b(?:not|no longer) (?:\w+ ){0,2}?(?:covered|eligible|enrolled|insured) (?:on|when|at the time)\b|\bhad no (?:policy|coverage|membership)\b",
    ),
];

/// All patterns, ready to match.
pub static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    ROWS.iter()
        .map(|&(id, strong, row)| Pattern {
            id,
            strong,
            regex: Regex::new(row).expect("a fixed pattern"),
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_known_by_their_shape() {
        for (id, text) in [
            (
                "insufficient-documentation",
                "because the records we were sent are incomplete",
            ),
            (
                "frequency-limit",
                "the request is above the quantity limit, so we approved 4 kits",
            ),
            (
                "coding-error",
                "the claim was coded incorrectly, so neither line could be paid",
            ),
            (
                "off-label",
                "ketamine by mouth for depression is not an approved use",
            ),
            ("timely-filing", "the time limit for filing has expired"),
            (
                "no-prior-authorization",
                "services off campus need a referral, made before the visit. ",
            ),
            ("out-of-network", "cape fear wellness is not in our network"),
            (
                "no-prior-authorization",
                "your doctor asked us after the treatment was done",
            ),
            ("no-prior-authorization", "the call was not made"),
            (
                "insufficient-documentation",
                "there is no note by a clinician for that day",
            ),
            (
                "site-of-service",
                "is to be treated at a surgery center, which costs the program less than a hospital",
            ),
            (
                "experimental-investigational",
                "the weight of controlled studies does not let a careful physician say so",
            ),
            (
                "timely-filing",
                "we can pay only what gets to us inside one year of the day you were seen",
            ),
            (
                "provider-not-covered",
                "the ranch is not the kind of place the plan pays",
            ),
            (
                "provider-not-covered",
                "we looked for her in the register on 11 feb 2027 and there is no entry",
            ),
            (
                "insufficient-documentation",
                "we asked for the notes, and the clinic has not written back",
            ),
            (
                "coding-error",
                "it is not paid a second time on a line of its own",
            ),
            (
                "coordination-of-benefits",
                "the counselor has to send the bill to that plan, and not to us",
            ),
            (
                "step-therapy",
                "two further medicines should be tried before tms",
            ),
            (
                "not-medically-necessary",
                "his needs can be met in a partial hospital program",
            ),
            (
                "benefit-maximum",
                "limits tms to one acute course in a lifetime",
            ),
        ] {
            assert!(
                PATTERNS
                    .iter()
                    .any(|p| p.id == id && p.regex.is_match(text)),
                "{id}: {text}"
            );
        }
    }
}

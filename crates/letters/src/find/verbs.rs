//! How letters say no, yes, still no, after all, and not yet: by verb and object, not by fixed phrases.

use regex::Regex;
use std::sync::LazyLock;

/// Weighted patterns of one meaning, for matching text.
pub type Verbs = LazyLock<Vec<(Regex, f32)>>;

fn compile(rows: &[(&str, f32)]) -> Vec<(Regex, f32)> {
    rows.iter()
        .map(|(pattern, weight)| {
            let pattern = pattern
                .replace("CANNOT", r"(?:cannot|can not|can't|could not|couldn't|(?:are|is|am|were|was) (?:not able|unable) to|unable to|not able to|will not|won't|do not|does not|did not|don't|may not|must decline to|decline(?:d|s)? to|refuse(?:d|s)? to|have (?:not|decided not to)|has (?:not|decided not to)|decided not to|chose not to)")
                .replace("GRANT", r"(?:approve|authori[sz]e|certify|cover|pay(?! attention)|reimburse|grant|allow|provide (?:benefits|coverage|payment)|issue payment|make (?:a )?payment|honor|share in|help with|contribute to|assist with|fund|consider (?:benefits|payment))")
                .replace("(?! attention)", "")
                .replace("THING", r"(?:certification|approval|request|claim|claims|service|services|treatment|treatments|coverage|benefits?|authori[sz]ation|medication|medicine|drug|prescription|charges?|admission|stay|days?|hours|sessions?|units?|visits?|therapy|procedure|expenses?|item|line|they|it|these|this|infusions?|payment|referral|application)")
                .replace("DENIED", r"(?:denied|declined|refused|rejected|disallowed|disapproved|not approved|not authorized|not certified|non-certified|not covered|not payable|not available|not provided|not eligible|not allowed|excluded|ineligible|turned down|not granted)")
                .replace("BE", r"(?:is|are|was|were|be|being|been|has been|have been|had been|must be|is being|are being|stays?|remains?)")
                .replace("GAP", r"(?:[\w'-]+ ){0,5}?");
            (Regex::new(&pattern).expect("a fixed pattern"), *weight)
        })
        .collect()
}

/// No.
pub static DENY: Verbs = LazyLock::new(|| {
    compile(&[
        (r"\bCANNOT (?:\w+ ){0,3}GRANT\b", 2.5),
        (
            r"\bCANNOT say yes (?:to|now|at)\b|\bwe (?:have )?paid nothing\b|\banswer to (?:the|your) [\w ]{1,30} is no\b",
            2.5,
        ),
        (r"\bnot going to (?:\w+ )?GRANT\b", 2.5),
        (
            r"\bTHING (?:[\w'(),-]+ ){0,6}?BE (?:\w+ ){0,2}?DENIED\b",
            2.5,
        ),
        (
            r"\b(?:we|the plan|our reviewer|the committee|the company|the administrator|the trustees) (?:\w+ ){0,2}?(?:den(?:y|ied)|declined?|refused?|rejected?|disallowed|disapproved?)\b",
            2.5,
        ),
        (
            r"\bTHING (?:[\w'(),-]+ ){0,6}?(?:cannot|can not|can't|could not|will not|won't|may not|must not) be (?:\w+ ){0,1}?(?:paid|approved|authorized|covered|certified|granted|reimbursed|allowed|considered|provided)\b",
            2.5,
        ),
        (
            r"\b(?:is|are|was|were)(?: not|n't) (?:something|a thing|one|what) (?:that )?(?:your|the|our|this) (?:plan|policy|fund|coverage) (?:\w+ )?(?:pays?|covers?|allows?)\b",
            2.5,
        ),
        (
            r"\b(?:outside|beyond) (?:of )?what (?:it|the plan|your plan|the policy|we) (?:pays?|covers?|allows?)\b",
            1.5,
        ),
        (
            r"\bnot (?:go|gone|come out) your way\b|\b(?:went|goes|gone|decided) against you\b",
            2.5,
        ),
        (
            r"\b(?:do|does|did)(?: not|n't) meet (?:our |the |its |their |these |those )?(?:\w+ ){0,3}?(?:criteria|guidelines?|requirements?|standards?)\b",
            2.0,
        ),
        // "The lower share cannot be given", whatever it is that was asked for.
        (
            r"\b(?:cannot|can not|could not|will not|may not|must not) be (?:\w+ )?(?:paid|approved|authorized|covered|certified|granted|reimbursed|allowed|given|honored)\b",
            2.0,
        ),
        (
            r"\b(?:nothing|none of (?:it|this|them|these)) (?:\w+ ){0,3}?(?:paid|payable|allowed|covered|approved)\b",
            2.0,
        ),
        (r"\b(?:is|are|was|were) not (?:being )?paid(?: for)?\b", 1.5),
        (
            r"\b(?:will|must|have to|going to) (?:stop|end|cut|discontinue|terminate|reduce) (?:\w+ ){0,2}?(?:pay|paying|payment|cover|covering|coverage|services?|authorization|approving|benefits?|visits?|hours)\b",
            2.5,
        ),
        (
            r"\bno (?:benefits?|payment|coverage|reimbursement|allowance) (?:\w+ ){0,5}?(?:payable|made|available|due|paid|provided|allowed|issued)\b",
            2.5,
        ),
        (
            r"\b(?:decision|determination|status|result|outcome|action|answer)\W{1,3}(?:\w+ ){0,2}?(?:DENIED|deny|denial|adverse|unfavorable)\b",
            2.5,
        ),
        // "Decision: no", and not "our decision no later than".
        (
            r"\b(?:decision|determination|status|result|outcome|action|answer)\W{1,3}(?:\w+ ){0,2}?no(?:$|[.,;:!)\x22])",
            2.5,
        ),
        (
            r"\b(?:must|have to|has to|had to) (?:deny|decline|refuse|turn down)\b",
            2.5,
        ),
        // "The fund office has denied benefits on the charges listed here".
        (
            r"\b(?:has|have) (?:\w+ ){0,2}?(?:denied|declined|refused|rejected|disallowed|withheld)\b",
            2.5,
        ),
        (
            r"\bTHING (?:[\w'(),-]+ ){0,6}?BE (?:\w+ ){0,2}?(?:withheld|reduced|cut|terminated|discontinued|ended|stopped)\b",
            2.0,
        ),
        (r"\b(?:turn|turns|turned|turning) (?:\w+ ){0,3}?down\b", 2.0),
        (
            r"\b(?:will|can) (?:pay|cover|approve) (?:for )?(?:neither|none|nothing)\b|\bpay (?:you )?(?:back )?for (?:neither|none)\b",
            2.5,
        ),
        (r"\bwe (?:have )?(?:said|say|had to say|must say) no\b", 2.5),
        (
            r"\bnot (?:a )?(?:covered|eligible|payable) (?:benefit|service|expense|charge|under)\b",
            1.5,
        ),
        (
            r"\bDENIED (?:because|as|since|under|on the ground|due to|for the following)\b",
            2.0,
        ),
        (
            r"\b(?:excluded|exclusion) (?:\w+ ){0,4}?(?:from coverage|by|under|of your|in your)\b",
            1.0,
        ),
        (
            r"\b(?:why|reasons? (?:for|we|that we)) (?:\w+ ){0,4}?(?:denied|denial|deny|declined|refused|not approved|said no|not covered|adverse)\b",
            2.0,
        ),
        (
            r"\b(?:you|patient|member) (?:are|is|may be) responsible for (?:the (?:full|entire|whole)|all)\b",
            0.5,
        ),
    ])
});

/// Still no.
pub static UPHOLD: Verbs = LazyLock::new(|| {
    compile(&[
        (
            r"\b(?:uphold|upholds|upheld|upholding|affirm|affirms|affirmed|affirming|sustain|sustains|sustained|sustaining|maintain(?:ed|s|ing)?) (?:\w+ ){0,5}?(?:denial|decision|determination|no|position|action|outcome|finding)\b",
            2.5,
        ),
        (
            r"\b(?:denial|decision|determination|action) (?:\w+ ){0,5}?(?:BE )?(?:\w+ )?(?:upheld|affirmed|sustained|maintained|unchanged|stands?|standing|correct|confirmed|proper)\b",
            2.5,
        ),
        (
            r"\b(?:appeal|request for reconsideration|reconsideration|redetermination|grievance) (?:\w+ ){0,4}?(?:BE )?(?:\w+ )?(?:DENIED|unfavorable|dismissed|unsuccessful)\b",
            2.5,
        ),
        (
            r"\b(?:we|the plan|the panel|committee|reviewer) (?:\w+ ){0,3}?(?:den(?:y|ied)|rejected?|declined?) (?:\w+ ){0,2}?(?:appeal|reconsideration|redetermination)\b",
            2.5,
        ),
        (
            r"\b(?:agree|agrees|agreed|concur|concurs) (?:\w+ ){0,2}?with (?:\w+ ){0,5}?(?:denial|decision|determination|plan|insurer)\b",
            2.0,
        ),
        (
            r"\b(?:will|do|does|are|is|did|has|have) not (?:be )?(?:chang|revers|overturn|alter)(?:e|ing|ed)? (?:\w+ ){0,3}?(?:decision|denial|determination|mind|answer|position|outcome)\b",
            2.0,
        ),
        (
            r"\b(?:correctly|properly|rightly) (?:denied|refused|declined)\b",
            2.0,
        ),
        (
            r"\b(?:leaves?|leaving|left) (?:\w+ ){0,3}?(?:denial|decision|determination) (?:in place|as it (?:is|was|stands)|standing|unchanged|alone)\b|\b(?:denial|decision|determination) (?:\w+ ){0,3}?left (?:in place|standing|as it|unchanged)\b|\b(?:let|lets|letting) (?:\w+ ){0,4}?stand\b",
            2.5,
        ),
        (r"\bstill (?:CANNOT|not|is|are|denied|no)\b", 1.0),
        (
            r"\bplan (?:is not required|does not have|need not) (?:to )?(?:cover|pay|provide|approve)\b",
            2.5,
        ),
    ])
});

/// After all.
pub static OVERTURN: Verbs = LazyLock::new(|| {
    compile(&[
        (
            r"\b(?:overturn|overturns|overturned|overturning|reverse|reverses|reversed|reversing|withdraw|withdrew|withdrawn|rescind|rescinded|vacated?|set aside|changed|changing) (?:\w+ ){0,5}?(?:denial|decision|determination|ruling|action)\b",
            2.5,
        ),
        (
            r"\b(?:denial|decision|determination|action) (?:\w+ ){0,5}?(?:BE )(?:\w+ )?(?:overturned|reversed|withdrawn|vacated|set aside|rescinded|changed)\b",
            2.5,
        ),
        (
            r"\b(?:appeal|request for reconsideration|grievance|redetermination) (?:\w+ ){0,3}?(?:BE )(?:\w+ )?(?:approved|granted|successful|allowed|favorable|upheld in your favor)\b",
            2.5,
        ),
        (
            r"\b(?:approved?|grant(?:ed)?|allow(?:ed)?) your (?:\w+ )?(?:appeal|reconsideration|redetermination)\b",
            2.5,
        ),
        (
            r"\b(?:decided|ruled|found|resolved|decision|determination) (?:\w+ ){0,4}?in (?:your|the (?:member|enrollee|patient|appellant)'?s?) favor\b",
            2.5,
        ),
        (
            r"\b(?:is|are|will) now (?:be )?(?:approved|authorized|covered|paid|certified|allowed|payable)\b",
            2.5,
        ),
        (
            r"\bwe (?:now|have now|will now) (?:approve|cover|pay|authorize|agree)(?:d)?\b",
            2.5,
        ),
        (r"\b(?:fully|wholly|completely) favorable\b", 2.5),
        (
            r"\b(?:must|shall|is ordered to|is directed to) (?:now )?(?:cover|approve|pay|authorize|provide|reimburse)\b",
            1.0,
        ),
        (r"\b(?:good news|pleased|glad|happy)\b", 0.8),
        (
            r"\bclaims? (?:\w+ ){0,4}?(?:be|being) (?:reprocessed|processed again|paid)\b",
            1.0,
        ),
    ])
});

/// Yes.
pub static APPROVE: Verbs = LazyLock::new(|| {
    compile(&[
        (
            r"\b(?:we|the plan) (?:have |has |hereby |now |also |today |can |will |are pleased to |are happy to )*(?:approved?|authorized?|certif(?:y|ied)) (?:\w+ ){0,6}?THING\b",
            2.5,
        ),
        (
            r"\bTHING (?:[\w'(),-]+ ){0,5}?BE (?:now |hereby |also |fully |conditionally )?(?:approved|authorized|certified|granted)\b",
            2.0,
        ),
        // "Talk therapy and visits are covered" is how the plan goes.
        (
            r"\bTHING (?:[\w'(),-]+ ){0,5}?(?:has been|have been|will (?:now )?be|is now|are now|(?:is|are) (?:also|fully)) (?:also |fully )?covered\b",
            2.0,
        ),
        (
            r"\b(?:decision|determination|status|result|outcome)\W{1,3}(?:approved|certified|authorized|favorable)\b",
            2.5,
        ),
        (
            r"\b(?:review|decision|outcome|result|answer) (?:is|was) (?:\w+ )?favorable\b",
            2.0,
        ),
        (
            r"\bapproved (?:from|through|dates?|for|period|units|visits|until)\b",
            1.0,
        ),
        (r"\bpartially (?:approved|favorable|certified)\b", 2.0),
        (r"\banswer to (?:the|your) [\w ]{1,30} is yes\b", 2.5),
        (
            r"\b(?:we|plan|committee|panel|board|trustees) (?:have |has )?(?:now )?decided to (?:cover|pay|approve|authorize|certify|allow)\b",
            2.5,
        ),
        (r"\b(?:approved|granted|certified) in part\b", 2.0),
    ])
});

/// Not yet: something is asked for.
pub static ASK: Verbs = LazyLock::new(|| {
    compile(&[
        (
            r"\b(?:need|require|requesting|request|missing|lack|waiting for|await) (?:\w+ ){0,4}?(?:information|records|documents|documentation|answers|details|notes|form)\b",
            1.5,
        ),
        (
            r"\b(?:CANNOT) (?:\w+ ){0,3}?(?:process|decide|complete|finish|consider|continue)\b",
            2.0,
        ),
        (
            r"\b(?:please|you must|you need to|kindly) (?:\w+ ){0,2}?(?:send|provide|submit|complete|return|fill|answer|tell us|call us with|forward)\b",
            1.0,
        ),
        (
            r"\b(?:have|has) not (?:yet )?(?:been )?(?:decided|made a decision|processed|paid or denied|reviewed)\b",
            3.0,
        ),
        (
            r"\b(?:claim|request|review|case) (?:\w+ ){0,3}?(?:on hold|pending|pended|held|suspended|waiting|incomplete|not complete)\b",
            2.0,
        ),
        (r"\bnot (?:a|yet a) (?:denial|decision)\b", 3.0),
        (
            r"\b(?:cannot|can not|could not) (?:yet )?be (?:\w+ )?(?:finished|completed|processed|decided|determined|worked)\b",
            2.5,
        ),
        (
            r"\b(?:let us have|see that we (?:get|have)|get us|send us|fax us|bring us) (?:\w+ ){0,5}?(?:notes?|records?|form|documents?|information|statement|release|plan|proof|answers?)\b",
            1.5,
        ),
        (
            r"\b(?:time|clock|period) [^.;]{0,50}(?:does not run|stands still|is stopped|is suspended|is tolled|stops|on hold)\b",
            2.5,
        ),
        (
            r"\b(?:before|so that|until) (?:a decision|we|benefits|the claim|your claim|the request|it) (?:\w+ ){0,3}?(?:be )?(?:decided?|determined?|finish(?:ed)?|complete[d]?|process(?:ed)?|made)\b",
            1.5,
        ),
    ])
});

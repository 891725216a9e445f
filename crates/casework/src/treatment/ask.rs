//! What the plan asks to have been tried: a payer of the library, or the person's own numbers from the policy.

use crate::desk::{Desk, Inner, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, change_in, keep_in};
use crate::view::{AskRequest, AskView, ChangeView};
use holdfast_case::treatment::TrialAsk;
use holdfast_library::Library;
use holdfast_rules::trials::{WhatIsAsked, what_is_asked};
use holdfast_vault::Operation;

impl Desk {
    /// Tells what the plan asks; all empty says that it is not known.
    pub fn set_trial_ask(&self, request: &AskRequest) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let payer = request.payer.trim();
        if !payer.is_empty()
            && !inner
                .lib
                .treatments
                .payer_asks
                .iter()
                .any(|ask| ask.payer == payer)
        {
            return Err(Error::of(Code::BadRequest)
                .saying("We know no rule of this payer. Nothing was changed.")
                .hinting("Type the numbers of your plan instead."));
        }
        let ask = TrialAsk {
            payer: payer.to_owned(),
            drugs: number(&request.drugs)?,
            classes: number(&request.classes)?,
            weeks: number(&request.weeks)?,
            added: number(&request.added)?,
        };
        let said = "Changed what your plan asks for.";
        let before = inner.kept_ask()?.map(|kept| kept.id);
        let operation = Operation::by_person("set-trial-ask").described(said);
        let change = inner.change(operation, |tx, case| match before {
            Some(id) => change_in(tx, id, &ask),
            None => keep_in(tx, case, &ask).map(drop),
        })?;
        Ok(change_view(&change, said))
    }
}

impl Inner {
    fn kept_ask(&self) -> Result<Option<Kept<TrialAsk>>, Error> {
        Ok(self.kept::<TrialAsk>()?.pop())
    }

    /// What was told of the plan's ask; the empty one where nothing was.
    pub(crate) fn trial_ask(&self) -> Result<TrialAsk, Error> {
        Ok(self.kept_ask()?.map(|kept| kept.record).unwrap_or_default())
    }

    /// The same, understood.
    pub(crate) fn asked(&self) -> Result<Option<WhatIsAsked>, Error> {
        Ok(what_is_asked(self.lib, &self.trial_ask()?))
    }
}

/// A small number; empty is none.
fn number(typed: &str) -> Result<u32, Error> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(0);
    }
    typed.parse().ok().filter(|n| *n <= 99).ok_or_else(|| {
        Error::of(Code::BadRequest)
            .saying("We can't read one of the numbers. Nothing was lost.")
            .hinting("Type a number like 4, or leave it empty.")
    })
}

pub(super) fn view(lib: &Library, told: &TrialAsk, asked: Option<&WhatIsAsked>) -> AskView {
    let payers = lib
        .treatments
        .payer_asks
        .iter()
        .map(|ask| ask.payer.clone())
        .collect();
    AskView {
        payer: told.payer.clone(),
        drugs: told.drugs,
        classes: told.classes,
        weeks: told.weeks,
        added: told.added,
        payers,
        scale: asked.map_or_else(String::new, |asked| asked.scale.clone()),
        source: asked.map_or_else(String::new, |asked| asked.source.clone()),
        verified: asked.is_some_and(|asked| asked.verified),
    }
}

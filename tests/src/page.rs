//! The window's page, through WebDriver: by the handles that stay, never by words.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::case::PASSPHRASE;
use crate::world::{World, program};

const ENTER: &str = "\u{e007}";
const LONG: Duration = Duration::from_secs(30);
/// For how long a click goes after what moves.
const MOVING: Duration = Duration::from_secs(10);

/// The page of a running app.
pub struct Page(Client);

impl Page {
    /// Starts the app under WebDriver and waits for its page.
    pub async fn open(world: &mut World, arguments: &[&str]) -> Result<Page> {
        Page::open_with(world, arguments, &[]).await
    }

    /// The same with words of the environment of its own.
    pub async fn open_with(
        world: &mut World,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<Page> {
        let address = world.driver(environment)?;
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": program("holdfast")?, "args": arguments });
        wanted.insert("webkitgtk:browserOptions".into(), options);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        let client = within("the app to start", builder.connect(&address)).await??;
        let page = Page(client);
        page.run(
            "window.violations = []; document.addEventListener('securitypolicyviolation', \
             e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));",
        )
        .await?;
        Ok(page)
    }

    /// The element with this handle, once it is there.
    pub async fn at(&self, handle: &str) -> Result<Element> {
        let selector = format!("[data-testid=\"{handle}\"]");
        let found = self
            .0
            .wait()
            .at_most(LONG)
            .for_element(Locator::Css(&selector));
        within(handle, found)
            .await?
            .with_context(|| format!("{handle} never came"))
    }

    /// True where it is there now.
    pub async fn has(&self, handle: &str) -> Result<bool> {
        let selector = format!("[data-testid=\"{handle}\"]");
        Ok(!within(handle, self.0.find_all(Locator::Css(&selector)))
            .await??
            .is_empty())
    }

    /// Waits until it is not there any more.
    pub async fn gone(&self, handle: &str) -> Result<()> {
        until(LONG, async || Ok((!self.has(handle).await?).then_some(())))
            .await?
            .with_context(|| format!("{handle} stays"))
    }

    /// Clicks it once it can be used, after turning the wheel to it: the driver takes what lies under an edge of its pane for seen.
    ///
    /// Where the page moves between the wheel and the click (the undo bar takes its strip, a list is read again),
    /// nothing was clicked, and the hand goes after it, for a while.
    pub async fn click(&self, handle: &str) -> Result<()> {
        let until_when = Instant::now() + MOVING;
        loop {
            let Err(error) = self.try_click(handle).await? else {
                return Ok(());
            };
            let moved = is_told(
                &error,
                &[
                    ErrorStatus::ElementClickIntercepted,
                    ErrorStatus::ElementNotInteractable,
                    ErrorStatus::StaleElementReference,
                ],
            );
            if moved && Instant::now() < until_when {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
            // the driver does not say why
            let over = self
                .run(&format!(
                    "const e = document.querySelector('[data-testid=\"{handle}\"]'); \
                     const b = e?.getBoundingClientRect(); \
                     const o = b && document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2); \
                     return [b, innerHeight, o?.outerHTML.slice(0, 200)]"
                ))
                .await?;
            return Err(error).with_context(|| format!("{handle} cannot be clicked: {over}"));
        }
    }

    /// True where it can be used and is not at work: a press while it is at work does nothing.
    async fn is_idle(&self, element: &Element) -> Result<bool, CmdError> {
        for state in ["aria-disabled", "aria-busy"] {
            if element.attr(state).await?.as_deref() == Some("true") {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// One go at it; the inner error is the driver's word on the click itself.
    async fn try_click(&self, handle: &str) -> Result<Result<(), CmdError>> {
        let element = self.at(handle).await?;
        until(LONG, async || match self.is_idle(&element).await {
            Ok(idle) => Ok(idle.then_some(())),
            // drawn anew meanwhile: the click says so
            Err(error) if is_told(&error, &[ErrorStatus::StaleElementReference]) => Ok(Some(())),
            Err(error) => Err(error.into()),
        })
        .await?
        .with_context(|| format!("{handle} cannot be used"))?;
        self.run(&format!(
            "document.querySelector('[data-testid=\"{handle}\"]')?.scrollIntoView({{ block: 'nearest' }})"
        ))
        .await?;
        within(handle, element.click()).await
    }

    /// Opens the vault of the tests at the locked screen, and goes on at Today.
    pub async fn unlock(&self) -> Result<()> {
        self.write("unlock-passphrase", PASSPHRASE).await?;
        self.keys(ENTER).await?;
        self.at("today").await.map(drop)
    }

    /// Types into it. Where it can't have the focus yet (its dialog is just coming), nothing was typed, and it is
    /// tried again, for a while.
    pub async fn write(&self, handle: &str, words: &str) -> Result<()> {
        let until_when = Instant::now() + MOVING;
        loop {
            let element = self.at(handle).await?;
            let Err(error) = within(handle, element.send_keys(words)).await? else {
                return Ok(());
            };
            let is_coming = is_told(
                &error,
                &[
                    ErrorStatus::ElementNotInteractable,
                    ErrorStatus::StaleElementReference,
                ],
            );
            if !is_coming || Instant::now() >= until_when {
                return Err(error).with_context(|| format!("{handle} takes no words"));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Keys for the page itself, wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        let focus = within("the focus", self.0.active_element()).await??;
        Ok(within("keys", focus.send_keys(keys)).await??)
    }

    /// Goes on by Tab until it has the focus.
    pub async fn reach(&self, handle: &str) -> Result<()> {
        self.at(handle).await?;
        let focus = "return document.activeElement?.dataset.testid ?? ''";
        for _ in 0..160 {
            if self.run(focus).await?.as_str() == Some(handle) {
                return Ok(());
            }
            self.keys("\u{e004}").await?;
        }
        bail!("{handle} is not reached by Tab")
    }

    /// Its words as shown.
    pub async fn words(&self, handle: &str) -> Result<String> {
        let element = self.at(handle).await?;
        Ok(within(handle, element.text()).await??)
    }

    /// Waits until its words hold these, for so long at most; it may be drawn anew meanwhile.
    pub async fn says(&self, handle: &str, words: &str, longest: Duration) -> Result<()> {
        // innerText, not the words of the driver: those of what is scrolled away count too
        let script = format!(
            "return document.querySelector('[data-testid=\"{handle}\"]')?.innerText ?? null"
        );
        let mut last = Value::Null;
        let said = async || {
            last = self.run(&script).await?;
            let there = last.as_str().is_some_and(|said| said.contains(words));
            Ok(there.then_some(()))
        };
        match until(longest, said).await? {
            Some(()) => Ok(()),
            None => bail!("{handle} does not say {words:?} but {last}"),
        }
    }

    /// Chooses an entry of a list by the value that stands behind it.
    pub async fn choose(&self, handle: &str, value: &str) -> Result<()> {
        let element = self.at(handle).await?;
        within(handle, element.select_by_value(value))
            .await?
            .with_context(|| format!("{handle} has no {value:?}"))
    }

    /// Waits until an attribute of it holds this.
    pub async fn wait_for(&self, handle: &str, attribute: &str, value: &str) -> Result<()> {
        let selector = format!("[data-testid=\"{handle}\"][{attribute}=\"{value}\"]");
        let found = self
            .0
            .wait()
            .at_most(Duration::from_secs(60))
            .for_element(Locator::Css(&selector));
        match tokio::time::timeout(Duration::from_secs(70), found).await? {
            Ok(_) => Ok(()),
            Err(_) => {
                let element = self.at(handle).await?;
                let is = element.attr(attribute).await?;
                bail!(
                    "{handle}: {attribute} is {is:?}, not {value:?}; it says {:?}",
                    element.text().await?
                )
            }
        }
    }

    /// The middle of it, in the page's pixels.
    pub async fn middle(&self, handle: &str) -> Result<(i64, i64)> {
        self.at(handle).await?;
        let script = format!(
            "const box = document.querySelector('[data-testid=\"{handle}\"]').getBoundingClientRect(); \
             return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]"
        );
        Ok(serde_json::from_value(self.run(&script).await?)?)
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(within("a script", self.0.execute(script, vec![])).await??)
    }

    /// Waits until every picture of a page that is in sight is there, and there is one. Those further down are only
    /// fetched when the person comes near.
    pub async fn pictured(&self) -> Result<()> {
        self.drawn(1).await
    }

    /// The same with at least `least` pictures.
    pub async fn drawn(&self, least: usize) -> Result<()> {
        let script = format!(
            "const near = [...document.images].filter(i => {{ const at = i.getBoundingClientRect(); \
             return at.bottom > 0 && at.top < innerHeight && at.width > 0 }}); \
             return near.length >= {least} && near.every(i => i.complete && i.naturalWidth > 0)"
        );
        let drawn = async || Ok((self.run(&script).await? == Value::Bool(true)).then_some(()));
        if until(LONG, drawn).await?.is_some() {
            return Ok(());
        }
        let script = "return [...document.images].map(i => [i.src, i.complete, i.naturalWidth])";
        bail!(
            "a picture of a page never came: {}",
            self.run(script).await?
        )
    }

    /// What the content policy had to block: must be nothing.
    pub async fn violations(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(
            self.run("return window.violations").await?,
        )?)
    }

    /// A picture of the page as PNG, in its own letters: they come a moment after the words.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let script = "return document.fonts.status === 'loaded'";
        until(LONG, async || {
            Ok((self.run(script).await? == Value::Bool(true)).then_some(()))
        })
        .await?
        .context("the letters of the page never came")?;
        Ok(within("a picture", self.0.screenshot()).await??)
    }

    /// Makes the window so large.
    pub async fn size(&self, width: u32, height: u32) -> Result<()> {
        Ok(within("the size", self.0.set_window_size(width, height)).await??)
    }

    /// Ends the session and the app.
    pub async fn close(self) -> Result<()> {
        Ok(within("the end", self.0.close()).await??)
    }
}

/// Asks again and again until there is an answer; none where there is none after so long.
pub async fn until<T>(
    longest: Duration,
    mut ask: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<Option<T>> {
    let begun = Instant::now();
    loop {
        let answer = ask().await?;
        if answer.is_some() || begun.elapsed() > longest {
            return Ok(answer);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// True where the driver told one of these errors.
fn is_told(error: &CmdError, kinds: &[ErrorStatus]) -> bool {
    matches!(error, CmdError::Standard(told) if kinds.contains(&told.error))
}

/// fantoccini has no time-out of its own.
async fn within<T>(what: &str, done: impl Future<Output = T>) -> Result<T> {
    tokio::time::timeout(LONG + Duration::from_secs(5), done)
        .await
        .with_context(|| format!("no answer: {what}"))
}

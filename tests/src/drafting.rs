//! Help with wording as a person meets it: turned on in the settings, asked for beside a letter, looked at before anything
//! goes out, compared, taken. The language model is a small program of this test on a real socket.

use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::after::Look;
use crate::page::until;
use crate::sample;
use crate::world::{Needs, World};

/// By mouse.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let (address, heard) = model()?;
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;

    page.click("nav-settings").await?;
    page.click("section-wording").await?;
    // an address elsewhere is not taken
    page.write("help-address", "http://192.168.1.20:11434/v1")
        .await?;
    page.write("help-model-name", "small").await?;
    page.click("help-on").await?;
    let refused = async || {
        let settings = page.words("settings").await?;
        Ok(settings.contains("not on this computer").then_some(()))
    };
    until(Duration::from_secs(20), refused)
        .await?
        .context("an address elsewhere was not refused")?;
    page.write("help-address", &format!("{CONTROL}a{CONTROL}{address}"))
        .await?;
    page.click("help-models").await?;
    page.at("help-model").await?;
    page.click("help-on").await?;
    page.at("help-off").await?;
    look.look(&page, "settings-wording").await?;
    ensure!(
        heard.recv()? == "models",
        "the list of models was not asked for"
    );

    page.click("nav-appeals").await?;
    page.click("write-appeal").await?;
    page.at("section-1").await?;
    page.click("other-words-1").await?;
    page.at("suggest-text").await?;
    look.look(&page, "letter-suggest").await?;
    ensure!(
        heard.try_recv().is_err(),
        "something went out before the yes"
    );
    page.click("suggest-send").await?;
    page.at("suggested-take-1").await?;
    look.look(&page, "letter-suggested").await?;
    ensure!(
        heard.recv()?.contains("messages"),
        "what went out is not what was asked"
    );
    page.click("suggested-take-1").await?;
    page.gone("suggested-take-1").await?;
    page.click("suggest-done").await?;
    page.at("helped-1-1").await?;
    let words = page.words("section-1").await?;
    ensure!(
        words.contains("Please note this."),
        "the section is: {words}"
    );
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// Pressed, and let go when it comes again.
const CONTROL: &str = "\u{e009}";

/// A language model that puts one sentence in front of what it gets. What it was asked is told.
fn model() -> Result<(String, Receiver<String>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/v1", listener.local_addr()?);
    let (told, heard) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { break };
            if answer(BufReader::new(stream), &told).is_err() {
                break;
            }
        }
    });
    Ok((address, heard))
}

fn answer(
    mut reader: BufReader<std::net::TcpStream>,
    told: &std::sync::mpsc::Sender<String>,
) -> Result<()> {
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(n) = line.to_lowercase().strip_prefix("content-length:") {
            length = n.trim().parse()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let text = if body.is_empty() {
        told.send("models".to_owned())?;
        r#"{"data":[{"id":"small"}]}"#.to_owned()
    } else {
        let message: serde_json::Value = serde_json::from_slice(&body)?;
        let sent = message.pointer("/messages/1/content");
        let sent = sent.and_then(|sent| sent.as_str()).unwrap_or_default();
        let better = sent.replacen("<P1> ", "<P1> Please note this. ", 1);
        told.send(String::from_utf8(body.clone())?)?;
        serde_json::json!({ "choices": [{ "message": { "content": better } }] }).to_string()
    };
    let stream = reader.get_mut();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )?;
    Ok(())
}

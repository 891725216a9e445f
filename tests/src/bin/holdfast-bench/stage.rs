//! A private desktop whose screen can be looked at without asking anybody: Xvfb keeps the picture in a file.
//!
//! Programs start here as a person starts them: WebDriver has no part in it, and no switch for tests is set.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use holdfast_tests::world::{Needs, World, program, until};

use crate::processes;

/// A picture that changes no more for so long is whole. Shorter than a cursor's blink.
const STILL: Duration = Duration::from_millis(250);

/// How often the screen is looked at.
const GLANCE: Duration = Duration::from_millis(10);

/// A page has letters, and letters have soft edges in many shades; a bare window has one color, two with its frame.
const SHADES: usize = 8;

/// What only tests may set.
const SWITCHES: &[&str] = &[
    "TAURI_AUTOMATION",
    "TAURI_WEBVIEW_AUTOMATION",
    "HOLDFAST_TEST_CLOCK",
    "HOLDFAST_TEST_WEAK_KEYS",
];

/// A desktop of one screen, as large as the window that is measured.
pub struct Stage {
    /// Bus, home, display.
    pub world: World,
    screen: Screen,
}

impl Stage {
    /// An empty one.
    pub fn new() -> Result<Stage> {
        let mut world = World::new(Needs::default())?;
        let folder = world.folder("screen");
        std::fs::create_dir(&folder)?;
        let kept = folder.display().to_string();
        world.start(
            "Xvfb",
            &[
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
                "-noreset",
                "-fbdir",
                &kept,
            ],
        )?;
        let log = world.folder("log");
        world.display = until("the screen", Duration::from_secs(10), || number_in(&log))?;
        let screen = Screen::open(&folder.join("Xvfb_screen0"))?;
        Ok(Stage { world, screen })
    }

    /// A command of this desktop.
    pub fn command(&self, name: &str) -> Result<Command> {
        let mut command = self.world.command(program(name)?);
        for switch in SWITCHES {
            command.env_remove(switch);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        Ok(command)
    }

    /// Starts a program with a window, and looks until the window is whole.
    pub fn first_paint(&self, name: &str) -> Result<(Running, Painted)> {
        until("a bare screen", Duration::from_secs(10), || {
            (!self.screen.is_painted().ok()?).then_some(())
        })?;
        let begun = Instant::now();
        let running = self.open(name, &[])?;
        let mut first = None;
        let (mut shown, mut changed) = (Vec::new(), Duration::ZERO);
        loop {
            let now = begun.elapsed();
            let pixels = self.screen.pixels()?;
            if first.is_none() && self.screen.is_paint(&pixels) {
                first = Some(now);
            }
            if pixels != shown {
                (shown, changed) = (pixels, now);
            }
            if let Some(first) = first
                && now.saturating_sub(changed) > STILL
            {
                let whole = changed;
                return Ok((running, Painted { first, whole }));
            }
            if now > Duration::from_secs(30) {
                bail!("{name} painted nothing in 30 seconds, or never stood still");
            }
            std::thread::sleep(GLANCE);
        }
    }

    /// Starts a program that is ended with the answer.
    pub fn open(&self, name: &str, words: &[&str]) -> Result<Running> {
        let log = File::create(self.world.folder("log").join(format!("{name}.said")))?;
        let mut command = self.command(name)?;
        let child = command.args(words).stderr(log).spawn();
        Ok(Running(child.with_context(|| name.to_owned())?))
    }
}

/// When a window was seen, counted from just before its process was made.
#[derive(Clone, Copy)]
pub struct Painted {
    /// The first thing that is no bare color.
    pub first: Duration,
    /// Everything: the picture changed no more.
    pub whole: Duration,
}

/// The number that Xvfb wrote into its log once it was ready.
fn number_in(logs: &Path) -> Option<String> {
    let entries = std::fs::read_dir(logs).ok()?.flatten();
    let mut found = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("Xvfb"));
    let text = std::fs::read_to_string(found.next()?.path()).ok()?;
    let line = text.lines().find(|line| line.parse::<u32>().is_ok())?;
    Some(format!(":{line}"))
}

/// A program that runs.
pub struct Running(Child);

impl Running {
    /// The process and those it started.
    pub fn family(&self) -> Vec<u32> {
        processes::family(self.0.id())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let family = self.family();
        let _ = self.0.kill();
        let _ = self.0.wait();
        // the web view's processes end by themselves once nobody is at the other end
        let gone = until("the web view to end", Duration::from_secs(10), || {
            let left = family
                .iter()
                .any(|id| Path::new(&format!("/proc/{id}")).exists());
            (!left).then_some(())
        });
        if let Err(error) = gone {
            eprintln!("   {error:#}");
        }
    }
}

/// The picture of the screen, as Xvfb keeps it: a file in the form of `xwd`.
struct Screen {
    file: File,
    /// Where the first pixel is.
    first: u64,
    width: usize,
    height: usize,
    /// Bytes from row to row.
    stride: usize,
}

impl Screen {
    fn open(path: &Path) -> Result<Screen> {
        let file = File::open(path).context("Xvfb keeps no picture of its screen")?;
        let mut head = [0; 100];
        file.read_exact_at(&mut head, 0)?;
        let (first, width, height, depth, stride) = layout(&head);
        ensure!(depth == 32, "{depth} bits a pixel, not 32");
        Ok(Screen {
            file,
            first,
            width,
            height,
            stride,
        })
    }

    /// What the screen shows now.
    fn pixels(&self) -> Result<Vec<u8>> {
        let mut pixels = vec![0; self.stride * self.height];
        self.file.read_exact_at(&mut pixels, self.first)?;
        Ok(pixels)
    }

    fn is_painted(&self) -> Result<bool> {
        Ok(self.is_paint(&self.pixels()?))
    }

    /// True where there are letters, or whatever else has many shades.
    fn is_paint(&self, pixels: &[u8]) -> bool {
        has_shades(pixels, self.stride, self.width, SHADES)
    }
}

/// From the head of an `xwd` file: where pixels begin, width, height, bits a pixel, bytes a row.
fn layout(head: &[u8; 100]) -> (u64, usize, usize, u32, usize) {
    let word = |at: usize| {
        let bytes = head
            .chunks_exact(4)
            .nth(at)
            .and_then(|four| four.try_into().ok());
        u32::from_be_bytes(bytes.expect("the head has 25 words"))
    };
    let first = u64::from(word(0)) + 12 * u64::from(word(19));
    (
        first,
        word(4) as usize,
        word(5) as usize,
        word(11),
        word(12) as usize,
    )
}

/// True where every second row together holds at least so many colors.
fn has_shades(pixels: &[u8], stride: usize, width: usize, enough: usize) -> bool {
    let mut seen = BTreeSet::new();
    for row in pixels.chunks_exact(stride).step_by(2) {
        let mut last: &[u8] = &[];
        for pixel in row.chunks_exact(4).take(width) {
            if pixel != last {
                last = pixel;
                seen.insert(pixel);
            }
        }
        if seen.len() >= enough {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(color: u32) -> Vec<u8> {
        color.to_le_bytes().repeat(64 * 48)
    }

    #[test]
    fn a_bare_window_with_a_frame_is_not_painted() {
        let mut pixels = bare(0x00f4_f6f5);
        for (at, color) in [(3, 1u32), (700, 2), (1400, 3)] {
            let place = pixels.get_mut(at * 4..at * 4 + 4).unwrap();
            place.copy_from_slice(&color.to_le_bytes());
        }
        assert!(!has_shades(&pixels, 64 * 4, 64, SHADES));
    }

    #[test]
    fn soft_edges_of_letters_are_paint() {
        let mut pixels = bare(0x00ff_ffff);
        for shade in 0..8u32 {
            let at = (64 * 10 + 20 + shade as usize) * 4;
            pixels
                .get_mut(at..at + 4)
                .unwrap()
                .copy_from_slice(&(shade * 0x0020_2020).to_le_bytes());
        }
        assert!(has_shades(&pixels, 64 * 4, 64, SHADES));
    }

    #[test]
    fn the_head_of_the_picture_says_where_pixels_begin() {
        let mut head = [0; 100];
        for (at, value) in [
            (0, 104u32),
            (4, 1280),
            (5, 800),
            (11, 32),
            (12, 5120),
            (19, 256),
        ] {
            head.get_mut(at * 4..at * 4 + 4)
                .unwrap()
                .copy_from_slice(&value.to_be_bytes());
        }
        assert_eq!(layout(&head), (104 + 12 * 256, 1280, 800, 32, 5120));
    }
}

//! Pictures of pages, made by the real Chromium.

use std::path::Path;
use std::process::{Command, Stdio};

use super::pages::Scene;

/// The window, in CSS pixels.
pub const WINDOW: (u32, u32) = (1280, 720);

/// No picture is higher than this, in device pixels.
const HIGHEST: f64 = 12_000.0;

/// Pictures of scenes as the files `NAME.png` in `folder`. Scenes of one density share a page, one
/// below the other, because starting Chromium takes longer than anything else here.
pub fn shoot_all(folder: &Path, scenes: &[Scene]) {
    let mut left: Vec<&Scene> = scenes.iter().collect();
    while let Some(first) = left.first().copied() {
        let most = (HIGHEST / (first.density * WINDOW.1 as f64)) as usize;
        let group: Vec<&Scene> = left
            .iter()
            .copied()
            .filter(|scene| scene.density == first.density)
            .take(most)
            .collect();
        left.retain(|scene| !group.contains(scene));
        let sheet = shoot(folder, &group);
        let side = |length: u32| (length as f64 * first.density).round() as u32;
        for (row, scene) in group.iter().enumerate() {
            let (width, height) = (side(WINDOW.0), side(WINDOW.1));
            let piece = image::imageops::crop_imm(&sheet, 0, row as u32 * height, width, height);
            piece
                .to_image()
                .save(folder.join(format!("{}.png", scene.name)))
                .unwrap();
        }
    }
}

/// One picture of scenes below each other.
fn shoot(folder: &Path, scenes: &[&Scene]) -> image::RgbImage {
    let font = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/fonts/Inter-Medium.otf"
    );
    let (page, shot) = (folder.join("page.html"), folder.join("shot.png"));
    std::fs::write(&page, super::pages::html(font, scenes, WINDOW)).unwrap();
    let status = Command::new("chromium")
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
        ])
        .args([
            "--no-first-run",
            "--disable-lcd-text",
            "--font-render-hinting=none",
        ])
        .args(["--allow-file-access-from-files", "--disable-extensions"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!(
            "--window-size={},{}",
            WINDOW.0,
            WINDOW.1 * scenes.len() as u32
        ))
        .arg(format!("--force-device-scale-factor={}", scenes[0].density))
        .arg(format!("--screenshot={}", shot.display()))
        .arg(format!("file://{}", page.display()))
        .env("HOME", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("Chromium is installed");
    assert!(
        status.success() && shot.exists(),
        "Chromium made no picture"
    );
    image::open(&shot).unwrap().to_rgb8()
}

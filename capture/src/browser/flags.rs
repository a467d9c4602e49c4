//! How Chromium is told to fill its display and to keep to itself.

use std::path::Path;

use demoreel_primitives::space::SurfaceSize;

/// What needs no value. One line, one reason.
const PLAIN: &[&str] = &[
    // One window without any decoration, and no warning bar about the other flags.
    "--kiosk",
    "--test-type",
    "--window-position=0,0",
    // Nothing that greets, asks, translates, remembers or restores.
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-search-engine-choice-screen",
    "--disable-infobars",
    "--disable-notifications",
    "--hide-crash-restore-bubble",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-breakpad",
    // Nothing that speaks to the network by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--metrics-recording-only",
    // Full speed, seen or not.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-hang-monitor",
    // The same pixels everywhere.
    "--force-color-profile=srgb",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--lang=en-US",
    // The DevTools protocol on file descriptors 3 and 4, so that no port is opened.
    "--remote-debugging-pipe",
];

const FEATURES_OFF: &str = "Translate,AutofillServerCommunication,PasswordManagerOnboarding,\
    MediaRouter,OptimizationHints,InterestFeedContentSuggestions,CalculateNativeWinOcclusion,\
    DialMediaRouteProvider,HttpsUpgrades,GlobalMediaControls,SidePanelPinning";
/// Scroll bars that lie over the page and fade, as people know them from laptops.
const FEATURES_ON: &str = "OverlayScrollbar,FluentOverlayScrollbar";

/// The arguments of a Chromium that fills a display of `size` at `density`.
pub fn arguments(profile: &Path, size: SurfaceSize, density: f64) -> Vec<String> {
    let mut all: Vec<String> = PLAIN.iter().map(|flag| (*flag).to_owned()).collect();
    all.push(format!("--user-data-dir={}", profile.display()));
    // In logical pixels: Chromium multiplies by the density itself.
    all.push(format!("--window-size={},{}", size.width, size.height));
    all.push(format!("--force-device-scale-factor={density}"));
    all.push(format!("--disable-features={FEATURES_OFF}"));
    all.push(format!("--enable-features={FEATURES_ON}"));
    if rustix::process::getuid().is_root() {
        all.push("--no-sandbox".to_owned());
    }
    if shared_memory_is_small() {
        all.push("--disable-dev-shm-usage".to_owned());
    }
    all.push("--app=data:text/html,".to_owned());
    all
}

/// Containers give 64 MB of shared memory, which is less than one large page needs.
fn shared_memory_is_small() -> bool {
    const ENOUGH: u64 = 512 << 20;
    rustix::fs::statvfs("/dev/shm").is_ok_and(|about| about.f_bavail * about.f_frsize < ENOUGH)
}

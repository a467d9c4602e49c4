//! The fonts of a stage: the bundled ones first, the machine's own only for letters that those do
//! not have; grey smoothing without hints, so that text has the same shape everywhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const BUNDLED: [(&str, &[u8]); 6] = [
    (
        "Inter-Regular.otf",
        include_bytes!("../../../assets/fonts/Inter-Regular.otf"),
    ),
    (
        "Inter-Medium.otf",
        include_bytes!("../../../assets/fonts/Inter-Medium.otf"),
    ),
    (
        "Inter-SemiBold.otf",
        include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"),
    ),
    (
        "Inter-Bold.otf",
        include_bytes!("../../../assets/fonts/Inter-Bold.otf"),
    ),
    (
        "JetBrainsMono-Regular.ttf",
        include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf"),
    ),
    (
        "JetBrainsMono-Bold.ttf",
        include_bytes!("../../../assets/fonts/JetBrainsMono-Bold.ttf"),
    ),
];

/// Families that pages ask for and that are drawn with a bundled one.
const STAND_INS: [(&str, &[&str]); 3] = [
    (
        "Inter",
        &[
            "sans-serif",
            "system-ui",
            "ui-sans-serif",
            "Arial",
            "Helvetica",
            "Segoe UI",
            "Roboto",
        ],
    ),
    (
        "JetBrains Mono",
        &[
            "monospace",
            "ui-monospace",
            "Menlo",
            "Monaco",
            "Consolas",
            "Courier New",
            "SF Mono",
        ],
    ),
    // No serif is bundled; this one is where Chromium is, on most machines.
    (
        "Liberation Serif",
        &["serif", "ui-serif", "Times New Roman", "Times", "Georgia"],
    ),
];

/// Writes the fonts and a configuration that finds them into `folder`; gives the configuration's
/// path, for the variable `FONTCONFIG_FILE`.
pub fn install(folder: &Path) -> io::Result<PathBuf> {
    let fonts = folder.join("fonts");
    fs::create_dir_all(&fonts)?;
    for (name, bytes) in BUNDLED {
        fs::write(fonts.join(name), bytes)?;
    }
    let file = folder.join("fonts.conf");
    fs::write(&file, configuration(folder))?;
    Ok(file)
}

fn configuration(folder: &Path) -> String {
    let folder = folder.display();
    let stand_ins: String = STAND_INS
        .iter()
        .flat_map(|(family, names)| names.iter().map(move |name| alias(name, family)))
        .collect();
    format!(
        r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}/fonts</dir>
<dir>/usr/share/fonts</dir>
<cachedir>/var/cache/fontconfig</cachedir>
<cachedir>{folder}/font-cache</cachedir>
{stand_ins}<match target="pattern">
<edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
<edit name="rgba" mode="assign"><const>none</const></edit>
</match>
<match target="font">
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
<edit name="rgba" mode="assign"><const>none</const></edit>
<edit name="embeddedbitmap" mode="assign"><bool>false</bool></edit>
</match>
</fontconfig>
"#
    )
}

fn alias(name: &str, family: &str) -> String {
    format!(
        "<match target=\"pattern\"><test qual=\"any\" name=\"family\"><string>{name}</string>\
         </test><edit name=\"family\" mode=\"prepend\" binding=\"same\"><string>{family}</string>\
         </edit></match>\n"
    )
}

//! The composed steps, brands and kits that ship with demoreel, as their files' text.

/// One file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LibraryFile {
    /// The composed step's name; also the file's name.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

macro_rules! library {
    ($($name:literal)*) => {
        /// Every file of the library, in order of names.
        pub const LIBRARY: &[LibraryFile] = &[$(LibraryFile {
            name: $name,
            text: include_str!(concat!("../../library/", $name, ".yaml")),
        }),*];
    };
}

library! {
    "add_mcp_server_claude_code"
    "add_mcp_server_claude_desktop"
    "add_mcp_server_codex"
    "add_mcp_server_cursor"
    "add_mcp_server_gemini_cli"
    "add_mcp_server_opencode"
    "add_mcp_server_vscode"
    "add_mcp_server_windsurf"
    "add_mcp_server_zed"
    "fill_field"
    "git_clone"
    "npm_install"
    "open_live_url"
    "prompt_claude_code"
}

/// The brands that ship with demoreel, in order of names.
pub const BRANDS: &[LibraryFile] = &[
    LibraryFile {
        name: "ink",
        text: include_str!("../../brands/ink.yaml"),
    },
    LibraryFile {
        name: "neutral",
        text: include_str!("../../brands/neutral.yaml"),
    },
];

/// One kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KitFiles {
    /// Its name.
    pub name: &'static str,
    /// Its manifest's text.
    pub manifest: &'static str,
    /// Its composed steps.
    pub steps: &'static [LibraryFile],
}

/// The kits that ship with demoreel, in order of names.
pub const KITS: &[KitFiles] = &[KitFiles {
    name: "web",
    manifest: include_str!("../../kits/web/kit.yaml"),
    steps: &[
        LibraryFile {
            name: "search_for",
            text: include_str!("../../kits/web/steps/search_for.yaml"),
        },
        LibraryFile {
            name: "sign_in",
            text: include_str!("../../kits/web/steps/sign_in.yaml"),
        },
    ],
}];

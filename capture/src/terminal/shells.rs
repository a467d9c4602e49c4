//! The shells: how each is started with settings of ours and none of the user's, and what these
//! settings are. Each says by OSC 133 where its prompt begins (A) and ends (B), when a command
//! begins to run (C) and how it ended (D).

use std::io;
use std::path::{Path, PathBuf};

use demoreel_primitives::plan::ShellProgram;

/// The variable that carries a script's own prompt to a shell, which forgets it at once.
pub const PROMPT: &str = "DEMOREEL_PROMPT";

/// Folder in blue, then an arrow; nothing that tells of the machine or its user.
const BASH: &str = r#"unset -f command_not_found_handle
unset HISTFILE MAILCHECK
set +o histexpand
shopt -s checkwinsize
bind 'set bell-style none' 2>/dev/null
bind 'set enable-bracketed-paste on' 2>/dev/null
alias ls='ls --color=auto'
alias grep='grep --color=auto'
PS0='\e]133;C\a'
PS1='\[\e]133;A\a\e[1;34m\]\W\[\e[0m\] \[\e[1;35m\]❯\[\e[0m\] \[\e]133;B\a\]'
PS2='\[\e[35m\]·\[\e[0m\] '
PROMPT_COMMAND='printf "\e]133;D;%s\a" "$?"'
if [ -n "$DEMOREEL_PROMPT" ]; then
    PS1='\[\e]133;A\a\e[38;2;90;86;224m\]'"$DEMOREEL_PROMPT"'\[\e[0m\e]133;B\a\]'
    unset DEMOREEL_PROMPT
fi
"#;

const ZSH: &str = r#"unset HISTFILE MAILCHECK
unsetopt BEEP
setopt INTERACTIVE_COMMENTS
PROMPT_EOL_MARK=''
bindkey -e
zle_highlight=(default:none isearch:none region:none special:none suffix:none paste:none)
alias ls='ls --color=auto'
alias grep='grep --color=auto'
PROMPT=$'%{\e]133;A\a%}%B%F{blue}%1~%f %F{magenta}❯%f%b %{\e]133;B\a%}'
PROMPT2=$'%F{magenta}·%f '
if [[ -n $DEMOREEL_PROMPT ]]; then
    PROMPT=$'%{\e]133;A\a%}%F{#5A56E0}'"$DEMOREEL_PROMPT"$'%f%{\e]133;B\a%}'
    unset DEMOREEL_PROMPT
fi
precmd() { printf '\e]133;D;%s\a' "$?" }
preexec() { printf '\e]133;C\a' }
"#;

const FISH: &str = r#"set -g fish_greeting
set -g fish_autosuggestion_enabled 0
function fish_title; end
function fish_right_prompt; end
function fish_mode_prompt; end
function fish_command_not_found; echo "fish: Unknown command: $argv[1]" >&2; end
function fish_prompt
    printf '\e]133;A\a'
    set_color --bold blue
    if test "$PWD" = "$HOME"
        printf '~'
    else
        printf '%s' (string replace -r '.*/(?=.)' '' -- $PWD)
    end
    set_color --bold magenta
    printf ' ❯ '
    set_color normal
    printf '\e]133;B\a'
end
if set -q DEMOREEL_PROMPT
    set -g __demoreel_prompt $DEMOREEL_PROMPT
    set -e DEMOREEL_PROMPT
    function fish_prompt
        printf '\e]133;A\a'
        set_color 5A56E0
        printf '%s' $__demoreel_prompt
        set_color normal
        printf '\e]133;B\a'
    end
end
function __demoreel_begin --on-event fish_preexec; printf '\e]133;C\a'; end
function __demoreel_end --on-event fish_postexec; printf '\e]133;D;%s\a' $status; end
printf '\e]133;D\a'
"#;

/// How a shell is started.
#[derive(Debug)]
pub struct Start {
    /// Absolute path.
    pub program: PathBuf,
    /// Without the program's own name.
    pub arguments: Vec<String>,
    /// What it needs in its environment besides what all have.
    pub environment: Vec<(String, String)>,
}

/// Writes a shell's settings into a folder of their own.
pub fn prepare(shell: ShellProgram, program: PathBuf, folder: &Path) -> io::Result<Start> {
    let words = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).map(|()| file.display().to_string())
    };
    let (arguments, environment) = match shell {
        ShellProgram::Bash => {
            let file = write("bashrc", BASH)?;
            let arguments = words(&["--noprofile", "--rcfile", &file, "-i"]);
            (arguments, Vec::new())
        }
        ShellProgram::Zsh => {
            write(".zshrc", ZSH)?;
            let home = ("ZDOTDIR".to_owned(), folder.display().to_string());
            (words(&["--no-globalrcs", "-i"]), vec![home])
        }
        ShellProgram::Fish => {
            let file = write("config.fish", FISH)?;
            let source = format!("source {file}");
            let options = ["--no-config", "--private", "--init-command", &source, "-i"];
            (words(&options), Vec::new())
        }
    };
    Ok(Start {
        program,
        arguments,
        environment,
    })
}

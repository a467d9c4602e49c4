//! E09: arguments, folders, the engine.

codes! {
    CANCELLED "E0901" "The run was stopped by the user." (
        "Ctrl-C, or a signal to end. Scenes that were filmed whole, spoken words and painted chunks are kept; no unfinished file is left."
        "Ctrl-C while `demoreel render demo.yaml` films its third scene."
        "Run the same command again: it goes on where it was stopped."
    )
    ENGINE_MISSING "E0902" "The program demoreel-engine is not beside demoreel." (
        "What films and paints is a program of its own, and `demoreel` starts it from the folder in which it stands itself."
        "`demoreel` alone was copied to /usr/local/bin."
        "Copy `demoreel-engine` into the same folder. Both are made by `cargo build --release`."
    )
    ENGINE_DIED "E0903" "The engine ended without an answer." (
        "It was killed, mostly because memory ran out, or a library that it is linked to is missing on this machine."
        "The message ends with `signal: 9`: a container with 512 MB ended the engine while it painted."
        "Give it more memory or fewer threads (`--workers 1`) and run it again. If a library is missing, `demoreel doctor` names its package."
    )
    OUTPUT_NAME "E0904" "The output path does not fit the script's outputs." (
        "`-o` is a folder for any number of outputs. It may be a file only where there is one output, and the file's ending is that of its format."
        "demoreel render demo.yaml -o demo.mp4"
        "demoreel render demo.yaml -o out"
    )
    SECRET_NOT_SET "E0905" "An environment variable that the script reads is not set." (
        "Secrets come from the environment alone. They are looked for before anything starts, so that no filming is lost."
        "- type_secret: DEMO_PASSWORD\n"
        "Set it for the run: DEMO_PASSWORD=... demoreel render demo.yaml"
    )
    FOLDER_NOT_WRITABLE "E0906" "A folder that demoreel writes to cannot be written." (
        "Something on the way to the output is a file, belongs to somebody else, or is read-only. It is tried before anything is filmed."
        "`demoreel render demo.yaml -o out`, where `out` is a file."
        "Name a folder that you may write to: demoreel render demo.yaml -o videos"
    )
    NO_SUCH_SCENE "E0907" "A scene that was named on the command line is not in the script." (
        "`--from` takes a scene's name as the script has it, after `scene:`; the message lists them."
        "demoreel record demo.yaml --from deplyo"
        "demoreel record demo.yaml --from deploy"
    )
    NO_SUCH_OUTPUT "E0908" "An output that was named on the command line is not in the script." (
        "`--of` takes the name of an output as it stands under `outputs`; the message lists them."
        "demoreel still demo.yaml --at 5s --of wyde"
        "demoreel still demo.yaml --at 5s --of wide"
    )
    NO_SUCH_STEP "E0909" "A step that was named on the command line does not exist." (
        "Steps of the script's own, and of kits that it uses, are known only together with it."
        "demoreel primitives invite"
        "demoreel primitives --script demo.yaml invite"
    )
    BAD_JOB "E0910" "The engine was handed something that is no job." (
        "`demoreel-engine` reads one job on its standard input, as `demoreel` of the same version writes it."
        "`demoreel-engine` was started by hand, or stands beside a `demoreel` of another version."
        "Use the command `demoreel`, and install both from one build."
    )
    NO_SUCH_CODE "E0911" "A code that was named on the command line does not exist." (
        "A code is an `E` and four digits; it stands in brackets at the beginning of a message."
        "demoreel explain E9999"
        "demoreel explain E0110"
    )
    SCRIPT_NOT_WRITABLE "E0912" "A mended or formatted script could not be written." (
        "The file or its folder is read-only, or the disk is full. The script is as it was: a new one is written beside it and then takes its place."
        "`demoreel fmt demo.yaml` in a folder that is mounted read-only."
        "Make the folder writable, or print instead: demoreel fmt - < demo.yaml"
    )
    NO_SUCH_TOPIC "E0913" "A topic that was named on the command line is not in the guide." (
        "`demoreel guide --topic topics` lists them."
        "demoreel guide --topic cameras"
        "demoreel guide --topic camera"
    )
    NOT_FORMATTABLE "E0914" "A file that was to be formatted is no script and no composed step." (
        "`fmt` knows scripts (`demoreel: 1`), composed steps (`primitive: NAME`) and files of scenes, in YAML or JSON that can be read."
        "demoreel fmt notes.md"
        "demoreel fmt demo.yaml"
    )
    FILE_IN_THE_WAY "E0915" "A file that a new project would write is there already." (
        "Nothing is overwritten by `new` and `import`."
        "demoreel new hello, a second time in the same folder."
        "Choose another name: demoreel new hello-again"
    )
    NO_SUCH_COMMAND "E0916" "A command whose manual was asked for does not exist." (
        "`demoreel --help` lists the commands."
        "demoreel man rendre"
        "demoreel man render"
    )
    NOT_A_TAPE "E0950" "A file that is to be imported is not a tape." (
        "Tapes end with .tape and have one command a line. Scripts in JSON become YAML with `fmt`."
        "demoreel import demo.json"
        "demoreel fmt demo.json --to yaml"
    )
}

//! E09: arguments, folders, the engine.

codes! {
    CANCELLED "E0901" "The run was stopped by the user."
    ENGINE_MISSING "E0902" "The program demoreel-engine is not beside demoreel."
    ENGINE_DIED "E0903" "The engine ended without an answer."
    OUTPUT_NAME "E0904" "The output path does not fit the script's outputs."
    SECRET_NOT_SET "E0905" "An environment variable that the script reads is not set."
    FOLDER_NOT_WRITABLE "E0906" "A folder that demoreel writes to cannot be written."
    NO_SUCH_SCENE "E0907" "A scene that was named on the command line is not in the script."
    NO_SUCH_OUTPUT "E0908" "An output that was named on the command line is not in the script."
    NO_SUCH_STEP "E0909" "A step that was named on the command line does not exist."
    BAD_JOB "E0910" "The engine was handed something that is no job."
    NO_SUCH_CODE "E0911" "A code that was named on the command line does not exist."
    SCRIPT_NOT_WRITABLE "E0912" "A mended or formatted script could not be written."
    NO_SUCH_TOPIC "E0913" "A topic that was named on the command line is not in the guide."
    NOT_FORMATTABLE "E0914" "A file that was to be formatted is no script and no composed step."
    FILE_IN_THE_WAY "E0915" "A file that a new project would write is there already."
    NO_SUCH_COMMAND "E0916" "A command whose manual was asked for does not exist."
    NOT_A_TAPE "E0950" "A file that is to be imported is not a tape."
}

//! E09: arguments, folders, the engine.

codes! {
    CANCELLED "E0901" "The run was stopped by the user."
}

//! E04: displays, browsers, services, pages.

codes! {
    XVFB_MISSING "E0401" "The program Xvfb is not installed."
    CHROMIUM_MISSING "E0402" "The program Chromium is not installed."
    DISPLAY_FAILED "E0403" "The private display did not start, or went away."
    BROWSER_NOT_STARTED "E0404" "Chromium did not start."
    BROWSER_GONE "E0405" "Chromium ended in the middle of a take."
    PAGE_CRASHED "E0406" "A page's own process crashed."
    PAGE_BUSY "E0407" "A page did not answer in time."
    BROWSER_REFUSED "E0408" "Chromium refused a command."
    PAGE_NOT_LOADED "E0409" "A page could not be opened."
    SERVICE_ENDED "E0410" "A service ended while it was needed."
    SERVICE_NOT_READY "E0411" "A service did not become ready in time."
    NO_VARIABLE "E0412" "An environment variable that the script names is not set."
    INPUT_FAILED "E0413" "Keys or pointer movements could not be sent to a display."
    NO_SUCH_KEY "E0414" "A script names a key that does not exist."
    FILES_FAILED "E0415" "A file or folder of the stage could not be made, read or written."
    NOT_STILL_IN_TIME "E0416" "The picture did not come to rest in time."
    STILL_VISIBLE "E0417" "Something that should have gone can still be seen."
    NO_SUCH_SCENE "E0418" "A scene that was asked for is not in the script."
    FILM_FAILED "E0419" "The recorder could not film a surface."
    NOT_SCROLLED_TO "E0420" "Scrolling did not bring a target into view."
}

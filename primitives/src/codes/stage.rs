//! E04: displays, browsers, services, pages.

codes! {
    XVFB_MISSING "E0401" "The program Xvfb is not installed." (
        "A browser is filmed on a display of its own, which Xvfb makes."
        "`demoreel render demo.yaml` on a bare machine."
        "apt-get install xvfb, and `demoreel doctor` for the rest."
    )
    CHROMIUM_MISSING "E0402" "The program Chromium is not installed." (
        "Pages are played in Chromium; `chromium`, `chromium-browser` or `google-chrome` is looked for on the path."
        "`demoreel render demo.yaml` on a bare machine."
        "apt-get install chromium, and `demoreel doctor` for the rest."
    )
    DISPLAY_FAILED "E0403" "The private display did not start, or went away." (
        "Xvfb ended at once, or in the middle: no memory, no free display number, no room in /tmp. The message has what it said."
        "A container in which /tmp may not be written."
        "Mend what it says; a run needs about 300 MB of memory and a writable /tmp."
    )
    BROWSER_NOT_STARTED "E0404" "Chromium did not start." (
        "It ended at once, or never opened its window. The message has its last words."
        "A container with 64 MB of shared memory, or a package of Chromium that was half installed."
        "Try `chromium --version` in a shell; install it anew, or give the container more (`--shm-size 1g`)."
    )
    BROWSER_GONE "E0405" "Chromium ended in the middle of a take." (
        "It crashed or was killed, mostly because memory ran out."
        "A page of 4K at density 2 on a machine with 1 GB."
        "surfaces:\n  app:\n    browser:\n      url: https://example.com\n      size: 1280x720\n      density: 1\nscenes:\n  - scene: one\n"
    )
    PAGE_CRASHED "E0406" "A page's own process crashed." (
        "The page used up its memory, or met a fault of Chromium. The browser itself goes on."
        "A page that loads a list of a million rows."
        "Run it again. If it stays, give the page less to show, or lower the surface's `density` or `size`."
    )
    PAGE_BUSY "E0407" "A page did not answer in time." (
        "A script of the page runs without a pause, so that nothing can be asked of it."
        "A page with `while (true) {}` after a click."
        "Mend the page. To work that is only long, give a pause: `wait`, then `wait_for` with a `timeout`."
    )
    BROWSER_REFUSED "E0408" "Chromium refused a command." (
        "This Chromium is too old or too new for demoreel, or the page forbids it."
        "`chromium` on the path is a version from years ago."
        "Install Debian's Chromium: apt-get install chromium"
    )
    PAGE_NOT_LOADED "E0409" "A page could not be opened." (
        "Nothing listens at its address, the name is unknown, the certificate is wrong, or the server answers with an error."
        "surfaces:\n  app:\n    browser: http://127.0.0.1:4173\nscenes:\n  - scene: one\n"
        "services:\n  site:\n    run: npm start\n    ready:\n      port: 4173\nsurfaces:\n  app:\n    browser: http://127.0.0.1:4173\nscenes:\n  - scene: one\n"
    )
    SERVICE_ENDED "E0410" "A service ended while it was needed." (
        "Its program failed, or went into the background and left. Its last lines are in the message."
        "services:\n  site:\n    run: npm run build\n    ready:\n      port: 4173\n"
        "services:\n  site:\n    run: npm start\n    ready:\n      port: 4173\n"
    )
    SERVICE_NOT_READY "E0411" "A service did not become ready in time." (
        "What `ready` waits for did not come: the port is another one, or it takes longer than `timeout`."
        "services:\n  site:\n    run: npm start\n    ready:\n      port: 4173\n"
        "services:\n  site:\n    run: npm start\n    timeout: 2m\n    ready:\n      port: 3000\n"
    )
    NO_VARIABLE "E0412" "An environment variable that the script names is not set." (
        "Nothing of your environment reaches a stage but what `env` names, and what it names must be there."
        "surfaces:\n  shell:\n    terminal:\n      env: [GITHUB_TOKEN]\nscenes:\n  - scene: one\n"
        "Set it for the run: GITHUB_TOKEN=... demoreel render demo.yaml"
    )
    INPUT_FAILED "E0413" "Keys or pointer movements could not be sent to a display." (
        "The display went away, or a character cannot be typed on it."
        "Xvfb was ended while a script typed."
        "Run it again; `demoreel doctor` says whether the display is whole."
    )
    NO_SUCH_KEY "E0414" "A script names a key that does not exist." (
        "Keys have the names of keyboards: `Enter`, `Escape`, `Tab`, `ArrowDown`, `F5`, `Ctrl`, or are one character."
        "A plan of another version of demoreel has the key `Hyper`."
        "- press: Ctrl+K\n"
    )
    FILES_FAILED "E0415" "A file or folder of the stage could not be made, read or written." (
        "The stage keeps profiles and sockets in XDG_RUNTIME_DIR, or else in /tmp; it is full, read-only, or not there."
        "XDG_RUNTIME_DIR names a folder that does not exist."
        "Name one that can be written: XDG_RUNTIME_DIR=/tmp demoreel render demo.yaml"
    )
    NOT_STILL_IN_TIME "E0416" "The picture did not come to rest in time." (
        "Something moves all the time: a spinner, a video, a clock."
        "- wait_until_still: 1s\n"
        "- wait_until_still:\n    for: 1s\n    region: 0, 0, 800x400\n"
    )
    STILL_VISIBLE "E0417" "Something that should have gone can still be seen." (
        "It takes longer than `timeout`, or the words also stand somewhere else."
        "- wait_until_gone: Building\n"
        "- wait_until_gone:\n    text: Building\n    inside:\n      role: status\n    timeout: 2m\n"
    )
    NO_SUCH_SCENE "E0418" "A scene that was asked for is not in the script." (
        "A recording was to begin from a scene that the plan does not have."
        "demoreel record demo.yaml --from deplyo"
        "demoreel record demo.yaml --from deploy"
    )
    NOT_SCROLLED_TO "E0420" "Scrolling did not bring a target into view." (
        "It is in a part of the page that scrolls by itself, or it is hidden."
        "- scroll:\n    to: Frankfurt\n"
        "- scroll:\n    to: Frankfurt\n    over:\n      css: .regions\n"
    )
    WRONG_KIND_OF_SURFACE "E0421" "A surface is of a kind that cannot do what is asked of it." (
        "A check refuses such scripts, so that the plan was made by something else than a script."
        "A plan of another version of demoreel opens a page on a terminal."
        "Let the script be planned by the version that plays it."
    )
    SHELL_MISSING "E0422" "The shell that a terminal asks for is not installed." (
        "`terminal: zsh` and `terminal: fish` use the shells of the machine."
        "surfaces:\n  shell:\n    terminal: fish\nscenes:\n  - scene: one\n"
        "Install it (apt-get install fish), or write `terminal: bash`."
    )
    SHELL_FAILED "E0423" "A terminal's shell did not start, or went away." (
        "A step ended it, with `exit` or Ctrl+D at an empty prompt. The message has what stood on the screen."
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command: exit\n      - run_command: ls\n"
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command: ls\n"
    )
    COMMAND_TIMEOUT "E0424" "A command had not ended when its time was up." (
        "It takes longer than `timeout`, waits for an answer, or never ends by itself."
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command: npm start\n"
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - type_text: npm start\n      - press: Enter\n      - wait_for:\n          matches: listening|ready\n"
    )
    COMMAND_FAILED "E0425" "A command ended with another exit status than was expected." (
        "It failed; the message has what stood on the screen. A failure that is part of the demo is expected."
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command: grep missing notes.txt\n"
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command:\n          command: grep missing notes.txt\n          expect_status: 1\n"
    )
    KEEP_MISSING "E0426" "A file that a terminal's home should keep is not there." (
        "What `home` names is copied from your own home folder into the empty one of the terminal."
        "surfaces:\n  shell:\n    terminal:\n      home: [.claud.json]\nscenes:\n  - scene: one\n"
        "surfaces:\n  shell:\n    terminal:\n      home: [.claude.json]\nscenes:\n  - scene: one\n"
    )
    MANAGER_MISSING "E0427" "The window manager of desktops, openbox, is not installed." (
        "A `desktop` is a private display whose windows openbox places, without decorating them."
        "surfaces:\n  app: desktop\nscenes:\n  - scene: one\n    steps:\n      - launch: xclock\n"
        "apt-get install openbox, and `demoreel doctor` for the rest."
    )
    NO_WINDOW "E0428" "A program of a desktop did not show a window." (
        "It ended, waits for something, or shows its window later than the `timeout` of `launch`. The message has its last words."
        "- launch: ls\n"
        "- launch: xclock\n"
    )
    NO_SUCH_WINDOW "E0429" "A desktop has no window with this title, or none at all." (
        "The window's title is another one, or its program has ended. The message lists the titles that are there."
        "- focus_window: Editr\n"
        "- focus_window: Editor\n"
    )
    NO_PLACE_YET "E0430" "A step names a place that no step before it has found." (
        "A check refuses scripts in which that may happen, so that the plan was made by something else."
        "A plan of another version of demoreel clicks a place before it is found."
        "- wait_for:\n    text: Welcome\n    as: top\n- click:\n    found: top\n"
    )
    STEP_SKIPPED "E0431" "An optional step did not find its target and was left out." (
        "`optional: true` asks for that. It is told, so that a misspelt target is noticed."
        "- click:\n    text: Accept cookies\n    optional: true\n"
        "- when:\n    visible: Accept cookies\n    steps:\n      - click: Accept cookies\n"
    )
    SCENE_DROPPED "E0432" "A scene dropped itself while it was filmed." (
        "It met `end_scene: drop`. It is told, so that a scene is not missed by accident."
        "- when:\n    visible: Maintenance\n    steps:\n      - end_scene: drop\n"
        "- assert_visible: Welcome\n"
    )
    WINDOW_STAYS "E0433" "A window did not close." (
        "The program asks something first, such as whether to save, or does not answer."
        "- close_window: Editor\n"
        "- close_window: Editor\n- click: Discard\n"
    )
    PROGRAM_NOT_INSTALLED "E0440" "A program that the script or one of its steps requires is not installed." (
        "`requires` names it, on the script or in a composed step; it is looked for on the terminal's own path, then on yours."
        "requires:\n  - claude\n"
        "Install it as the message says, or put a stand-in on the surface's `path`."
    )
}

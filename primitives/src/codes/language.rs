//! E01 reading, E02 steps and fields, E03 names and files: each with its cause, an example of it,
//! and the same example mended.

codes! {
    EMPTY_SCRIPT "E0101" "The script has no content." (
        "The file is empty, or all of it is comments."
        "# nothing yet\n"
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n"
    )
    UNREADABLE_FILE "E0102" "The script, or a file of values, cannot be read." (
        "No file has this name, it is a folder, or it may not be read. Names on the command line are relative to the current folder."
        "demoreel check skript.yaml"
        "demoreel check script.yaml"
    )
    NOT_TEXT "E0103" "The file is not UTF-8 text." (
        "It was saved in another encoding, or it holds NUL bytes, which no text has."
        "title: a\0b\n"
        "title: a b\n"
    )
    NOT_YAML "E0104" "The text is neither YAML nor JSON." (
        "A bracket is not closed, a line is indented by too much or too little, or words with special signs lack their quotes. What was meant is not clear enough to read on."
        "params:\n  plan:\n    type: choice\n    of: [free, team\n    default: free\n"
        "params:\n  plan:\n    type: choice\n    of:\n      - free\n      - team\n    default: free\n"
    )
    TOO_LARGE "E0105" "The file is larger, deeper or more repetitive than any script needs." (
        "A script is text of at most 4 MiB with a dozen levels. Aliases that repeat aliases unfold to far more than they seem to, as do composed steps that call many others."
        "params:\n  name:\n    type: text\n    default: ink\n    example:\n      - &a [x, x, x, x, x, x, x, x, x, x]\n      - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n      - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n      - &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n      - &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
        "params:\n  name:\n    type: text\n    default: ink\n    example: ink\n"
    )
    DUPLICATE_KEY "E0106" "A key is given twice in one map." (
        "Of two equal keys YAML keeps one, and which one differs between readers. To do a thing twice, write two steps."
        "- click:\n    text: Save\n    text: Send\n"
        "- click: Save\n- click: Send\n"
    )
    SEVERAL_DOCUMENTS "E0107" "The file holds more than one YAML document." (
        "A line `---` begins a new document, and a script is one."
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n---\ntitle: Two\n"
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n"
    )
    TAB_INDENT "E0108" "A line is indented with a tab." (
        "YAML is indented with spaces alone: two for each level."
        "surfaces:\n\tapp:\n\t\tbrowser: https://example.com\n"
        "surfaces:\n  app:\n    browser: https://example.com\n"
    )
    KEY_NOT_A_WORD "E0109" "A list or a map stands where a key is expected." (
        "A key is one word. Brackets and braces before a colon make a list or a map of it."
        "- click:\n    text: Save\n    [nth]: 2\n"
        "- click:\n    text: Save\n    nth: 2\n"
    )
    COMMENT_IN_TEXT "E0110" "A part of the words is a YAML comment, because ` #` begins one." (
        "Outside quotes a `#` after a space hides the rest of its line."
        "- say: We are #1 today\n"
        "- say: \"We are #1 today\"\n"
    )
    COMMENT_FOR_VALUE "E0111" "A value is a YAML comment, because it begins with `#` and has no quotes." (
        "Outside quotes `#` hides the rest of its line, so that nothing is left as the value. Selectors by id and colours always need quotes."
        "- click:\n    css: #name\n"
        "- click:\n    css: \"#name\"\n"
    )
    COLON_IN_TEXT "E0112" "Words with `: ` need quotes in YAML." (
        "A colon and a space end a key, so the words after it would be its value."
        "- say: Note: this is live\n"
        "- say: \"Note: this is live\"\n"
    )
    SPECIAL_START "E0113" "Words that begin with a sign that YAML uses need quotes." (
        "`@`, `*`, `&`, `!`, `%`, `?`, a quote and a backtick mean something else at the beginning of a value."
        "- say: @home\n"
        "- say: \"@home\"\n"
    )
    BRACKETS_IN_TEXT "E0114" "Words that begin with a bracket or a brace need quotes in YAML." (
        "`[` begins a list and `{` a map."
        "- click:\n    css: [data-x=1]\n"
        "- click:\n    css: \"[data-x=1]\"\n"
    )
    COMMA_IN_BRACES "E0115" "A comma inside braces ends the words before it." (
        "Inside braces commas part the keys, so the words after one are a key without a value. Scripts need no braces."
        "- click: {text: Deploy, now}\n"
        "- click:\n    text: Deploy, now\n"
    )
    NOT_A_SCRIPT "E0116" "The file holds something other than a script." (
        "A script is a map that begins with `demoreel: 1`. A composed step is named under `use` in a script, not run by itself."
        "Please make a video.\n"
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n"
    )
    STEP_NOT_ONE_KEY "E0201" "A step is a map with exactly one key." (
        "Most often the dash before the next step is missing."
        "- click: Save\n  wait: 2s\n"
        "- click: Save\n- wait: 2s\n"
    )
    UNKNOWN_STEP "E0202" "There is no step of this name." (
        "The name is misspelt, or a composed step's file is not named under `use`. `demoreel primitives` lists the steps."
        "- clik: Save\n"
        "- click: Save\n"
    )
    UNKNOWN_FIELD "E0203" "A key is not known here." (
        "Every key is checked, so that a slip of the pen does not quietly do nothing. `demoreel primitives NAME` lists a step's keys."
        "- wait_for:\n    text: Active\n    timout: 30s\n"
        "- wait_for:\n    text: Active\n    timeout: 30s\n"
    )
    MISSING_FIELD "E0204" "A required key is not given." (
        "The map is incomplete without it, or it is there and has no value. A parameter of the type `list` or `choice` needs `of`, with the type of its items or its words: `of: text`."
        "- drag:\n    from: Draft\n"
        "- drag:\n    from: Draft\n    to: Published\n"
    )
    WRONG_TYPE "E0205" "A value is not of the kind that its key takes." (
        "Words stand where a number is expected, a list where a word is, and so on."
        "- mark_speedup: fast\n"
        "- mark_speedup: 4\n"
    )
    UNIT_MISSING "E0206" "A length of time or space has no unit." (
        "2 could be seconds or milliseconds, pixels or percent. Times take `ms`, `s` or `m`; distances `px`; lengths of the look `%` or `px`."
        "- wait: 2\n"
        "- wait: 2s\n"
    )
    OUT_OF_RANGE "E0207" "A number is too small or too large." (
        "The message says from where to where it may be."
        "- mark_speedup: 1000\n"
        "- mark_speedup: 8\n"
    )
    NOT_A_CHOICE "E0208" "A word is not one of those that its key takes." (
        "The key takes a few words, and the message lists them."
        "- zoom_to:\n    text: Active\n    part: lin\n"
        "- zoom_to:\n    text: Active\n    part: line\n"
    )
    NOT_ONE_OF "E0209" "Exactly one of several keys must be given." (
        "A target has exactly one finder. To be more exact add `nth`, `inside` or `near`, not a second finder."
        "- click:\n    text: Save\n    css: form\n"
        "- click:\n    text: Save\n    inside:\n      css: form\n"
    )
    GUESSED_WORD "E0210" "A word is understood, but another one is the script's own." (
        "Other tools use this word. The script works; `demoreel check --fix` writes the script's own word."
        "- hover: Save\n"
        "- move_to: Save\n"
    )
    NOT_IN_THIS_VERSION "E0211" "This part of the language is not in this version yet." (
        "The word is known and kept free, but nothing would happen."
        "- highlight: Save\n- click: Save\n"
        "- zoom_to: Save\n- click: Save\n"
    )
    MISPLACED "E0212" "A key is known, but stands in the wrong place." (
        "Most often it is indented by too little and stands beside the key that it belongs under."
        "- click:\n  css: form\n"
        "- click:\n    css: form\n"
    )
    FOR_AND_STEPS "E0213" "An effect has both a time and steps of its own." (
        "`for` holds everything that long; `steps` lasts exactly as long as those steps do."
        "- zoom_to:\n    text: Save\n    for: 2s\n    steps:\n      - click: Save\n"
        "- zoom_to:\n    text: Save\n    steps:\n      - click: Save\n"
    )
    NOTHING_TO_END "E0214" "A step ends an effect, but none is open." (
        "Effects with `for` or `steps` end by themselves, and none crosses a scene."
        "- zoom_to:\n    text: Save\n    for: 2s\n- zoom_out\n"
        "- zoom_to: Save\n- wait: 2s\n- zoom_out\n"
    )
    ON_IS_TRUE "E0215" "`on` is read as true by many YAML readers and is no key." (
        "The word for where a step happens is `surface`."
        "- click:\n    text: Save\n    on: app\n"
        "- click:\n    text: Save\n    surface: app\n"
    )
    FILE_MISSING "E0301" "A file or folder that the script names is not there." (
        "Paths are relative to the file that names them."
        "- click:\n    image: sav.png\n"
        "- click:\n    image: save.png\n"
        "save.png": "(a picture)"
    )
    NOT_A_PICTURE "E0302" "A template file is not a PNG or JPEG picture." (
        "The file has another format, or is broken."
        "- click:\n    image: letter.png\n"
        "- click:\n    image: save.png\n"
        "letter.png": "Dear Sir"
        "save.png": "(a picture)"
    )
    FEATURELESS "E0303" "A template picture is of one colour and would match anywhere." (
        "What is looked for must have an edge, an icon or words in it."
        "- click:\n    image: flat.png\n"
        "- click:\n    image: save.png\n"
        "flat.png": "(a picture of one colour)"
        "save.png": "(a picture)"
    )
    TEMPLATE_TOO_LARGE "E0304" "A template picture is larger than the surface it is looked for on." (
        "The template was cut out of a larger screen, or with a higher density; `@2x` in its name says which."
        "- click:\n    image: wide.png\n"
        "- click:\n    image: save.png\n"
        "wide.png": "(a picture 3000 wide)"
        "save.png": "(a picture)"
    )
    UNKNOWN_SURFACE "E0305" "The script has no surface of this name." (
        "A scene or a step names a surface that is not under `surfaces`."
        "scenes:\n  - scene: one\n    surface: ap\n"
        "scenes:\n  - scene: one\n    surface: app\n"
    )
    SURFACE_NOT_SAID "E0306" "The script has several surfaces and the step does not say which." (
        "With one surface it goes without saying. With several the scene, or the step, names its own."
        "surfaces:\n  left:\n    browser: https://example.com\n  right:\n    browser: https://example.org\nscenes:\n  - scene: one\n    steps:\n      - click: Save\n"
        "surfaces:\n  left:\n    browser: https://example.com\n  right:\n    browser: https://example.org\nscenes:\n  - scene: one\n    surface: left\n    steps:\n      - click: Save\n"
    )
    DUPLICATE_NAME "E0307" "Two things have the same name." (
        "Scenes and stills are files of their own, named after them."
        "scenes:\n  - scene: one\n  - scene: one\n"
        "scenes:\n  - scene: one\n  - scene: two\n"
    )
    UNKNOWN_PARAMETER "E0308" "There is no parameter of this name here." (
        "`${name}` stands for a parameter of the script, or inside a composed step for one of its own. `$${` is a plain `${`."
        "params:\n  name:\n    type: text\n    default: ink\nscenes:\n  - scene: one\n    say: Hello ${nam}\n"
        "params:\n  name:\n    type: text\n    default: ink\nscenes:\n  - scene: one\n    say: Hello ${name}\n"
    )
    PARAMETER_WITHOUT_VALUE "E0309" "A parameter has neither a value nor a default." (
        "A parameter without a default must be given with `--set NAME=VALUE` or `--values FILE`."
        "params:\n  name:\n    type: text\n"
        "params:\n  name:\n    type: text\n    default: ink\n"
    )
    STEP_CALLS_ITSELF "E0310" "A composed step is made of itself." (
        "It calls itself, perhaps through others, and would never end."
        "primitive: greet\nabout: Say hello.\nsteps:\n  - greet\n"
        "primitive: greet\nabout: Say hello.\nsteps:\n  - say: Hello\n"
    )
    NOT_A_COMPOSED_STEP "E0311" "A file named under `use` is not a composed step." (
        "Such a file begins with `primitive:` and the step's name."
        "use:\n  - notes.yaml\n"
        "use:\n  - greet.yaml\n"
        "notes.yaml": "title: Notes\n"
        "greet.yaml": "primitive: greet\nabout: Say hello.\nsteps:\n  - say: Hello\n"
    )
    STEP_NAME_TAKEN "E0312" "A composed step has the name of another step." (
        "A step means one thing. Built-in steps cannot be replaced."
        "primitive: click\nabout: Press save.\nsteps:\n  - press: Ctrl+S\n"
        "primitive: press_save\nabout: Press save.\nsteps:\n  - press: Ctrl+S\n"
    )
    FOLDER_TOO_LARGE "E0313" "A served folder is too large to be one." (
        "Every file of it shapes the take. A whole project with its dependencies is too much; serve the built pages alone."
        "surfaces:\n  app:\n    browser:\n      serve: .\n"
        "surfaces:\n  app:\n    browser:\n      serve: pages\n"
        "node_modules": "(5001 files)"
        "index.html": "<h1>Hello</h1>"
        "pages/index.html": "<h1>Hello</h1>"
    )
    VALUES_NOT_A_MAP "E0314" "A file of values is not a map from parameters to their values." (
        "Each line of it names a parameter and gives its value."
        "demoreel check script.yaml --values list.yaml"
        "demoreel check script.yaml --values map.yaml"
        "list.yaml": "- pause\n"
        "map.yaml": "pause: 2s\n"
    )
    WRONG_SURFACE "E0315" "A step cannot be done on this kind of surface." (
        "Commands are for terminals, addresses and selectors for browsers, and a recording takes no input."
        "- run_command: git status\n"
        "surfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n      - run_command: git status\n"
    )
    NOT_A_CAST "E0316" "A file is no recording of a terminal that can be played." (
        "Recordings are in the asciicast format, version 2 or 3; others are converted first, and one that was cut short is recorded again."
        "surfaces:\n  shell:\n    terminal:\n      cast: old.cast\n"
        "surfaces:\n  shell:\n    terminal:\n      cast: new.cast\n"
        "old.cast": "{\"version\": 1, \"width\": 80, \"height\": 24, \"stdout\": []}\n"
        "new.cast": "{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24}}\n[0.5, \"o\", \"hello\"]\n"
    )
    UNKNOWN_CAST_EVENTS "E0317" "A recording of a terminal holds events that are not known and are left out." (
        "Newer recorders may note more than this version can show. What is written to the screen is played all the same."
        "surfaces:\n  shell:\n    terminal:\n      cast: new.cast\n"
        "surfaces:\n  shell:\n    terminal:\n      cast: plain.cast\n"
        "new.cast": "{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24}}\n[0.5, \"z\", \"hello\"]\n"
        "plain.cast": "{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24}}\n[0.5, \"o\", \"hello\"]\n"
    )
    UNKNOWN_FILTER "E0330" "A filter inside `${...}` does not exist, or cannot be applied." (
        "After the name, `|` and a filter change what is put in. `demoreel guide` lists the filters; their arguments are words in quotes or numbers."
        "params:\n  name:\n    type: text\n    default: ink\nscenes:\n  - scene: one\n    say: Hello ${name | uper}\n"
        "params:\n  name:\n    type: text\n    default: ink\nscenes:\n  - scene: one\n    say: Hello ${name | upper}\n"
    )
    UNSAFE_IN_COMMAND "E0331" "A value cannot stand where it does in a command line." (
        "Values are quoted, so that a shell reads them as words and never as commands. In some places no quoting can promise that: after a backslash, in backquotes, in arithmetic, in `${...}` of the shell, in a here-document. Nor can a value hold line breaks or control characters. `| raw` says that a value is meant to be read by the shell."
        "params:\n  name:\n    type: text\n    default: ink\nservices:\n  web: ./serve `cat ${name}`\n"
        "params:\n  name:\n    type: text\n    default: ink\nservices:\n  web: ./serve \"$(cat ${name})\"\n"
    )
    UNKNOWN_PLACE "E0332" "No step before names what it finds like this." (
        "`as: NAME` on a step that looks for a target gives a name to the place where it was found and to the moment. `found: NAME` is that place, later in the same scene."
        "- wait_for:\n    text: Active\n    as: live\n- zoom_to:\n    found: lief\n"
        "- wait_for:\n    text: Active\n    as: live\n- zoom_to:\n    found: live\n"
    )
    PLACE_UNSURE "E0333" "A name may stand for nothing, because the step that gives it may be left out." (
        "A step in a branch of `when` is not always performed, and an optional one may find nothing. Use the name in the same branch, or give it in both."
        "- when:\n    visible: Sale\n    steps:\n      - wait_for:\n          text: Price\n          as: price\n- zoom_to:\n    found: price\n"
        "- when:\n    visible: Sale\n    steps:\n      - wait_for:\n          text: Price\n          as: price\n      - zoom_to:\n          found: price\n"
    )
    PLACE_ELSEWHERE "E0334" "A place was found on another surface than the one that is meant." (
        "A place is on the surface on which it was found, and nowhere else."
        "surfaces:\n  left:\n    browser: https://example.com\n  right:\n    browser: https://example.org\nscenes:\n  - scene: one\n    surface: left\n    steps:\n      - wait_for:\n          text: Save\n          as: save\n      - click:\n          found: save\n          surface: right\n"
        "surfaces:\n  left:\n    browser: https://example.com\n  right:\n    browser: https://example.org\nscenes:\n  - scene: one\n    surface: left\n    steps:\n      - wait_for:\n          text: Save\n          as: save\n      - click:\n          found: save\n"
    )
    ACTS_FOR_AN_OUTPUT "E0335" "A step that acts depends on an output." (
        "The demo is filmed once for all outputs, so that only what is shown can differ between them: zooms, captions, words, marks."
        "outputs:\n  wide: youtube\nscenes:\n  - scene: one\n    steps:\n      - when:\n          output: wide\n          steps:\n            - click: Save\n"
        "outputs:\n  wide: youtube\nscenes:\n  - scene: one\n    steps:\n      - when:\n          output: wide\n          steps:\n            - caption: Save it\n"
    )
    UNKNOWN_OUTPUT "E0336" "The script has no output of this name." (
        "`when` with `output` takes a name under `outputs`."
        "outputs:\n  wide: youtube\nscenes:\n  - scene: one\n    steps:\n      - when:\n          output: wid\n          steps:\n            - caption: Save it\n"
        "outputs:\n  wide: youtube\nscenes:\n  - scene: one\n    steps:\n      - when:\n          output: wide\n          steps:\n            - caption: Save it\n"
    )
    NOT_FOOTAGE "E0337" "A surface names footage that was not imported." (
        "`footage` takes the folder that `demoreel import CLIP -o FOLDER` made of a recording, not the recording itself."
        "surfaces:\n  clip:\n    footage: clip.mp4\nscenes:\n  - scene: one\n    steps:\n      - caption: A clip\n"
        "surfaces:\n  clip:\n    footage: clip\nscenes:\n  - scene: one\n    steps:\n      - caption: A clip\n"
        "clip.mp4": "(a recording)"
        "clip/footage.json": "{\"format\": 1, \"size\": [1280, 720], \"length\": 9000000000, \"digest\": \"6f1d\"}"
    )
    NO_SUCH_TIME "E0338" "`at_time` names a moment that there is not." (
        "`at_time` is a moment of footage, counted from its first picture; steps on it stand in order of time. On other surfaces steps follow one another."
        "- caption:\n    text: Saved\n    at_time: 3s\n"
        "- caption: Saved\n"
    )
}

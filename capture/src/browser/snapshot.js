// What can be seen of this page: elements and lines of text, with their boxes in logical pixels.
// Runs in the page and changes nothing in it. `everywhere` leaves the clipping out, so that what
// is scrolled out of sight has boxes too, outside of the window.
((everywhere) => {
  const nodes = [];
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const endless = { left: -1e7, top: -1e7, right: 1e7, bottom: 1e7 };
  const HIDDEN_SIBLINGS = 400;
  const LONGEST = 500;

  const fold = (text) => text.replace(/\s+/g, " ").trim();
  const round = (value) => Math.round(value * 100) / 100;
  const meet = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const shift = (box, by) => ({
    left: box.left + by.x,
    top: box.top + by.y,
    right: box.right + by.x,
    bottom: box.bottom + by.y,
  });
  const isEmpty = (box) => box.right - box.left < 0.5 || box.bottom - box.top < 0.5;
  const place = (box) =>
    isEmpty(box)
      ? [0, 0, 0, 0]
      : [box.left, box.top, box.right - box.left, box.bottom - box.top].map(round);

  const IMPLIED = {
    ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", DETAILS: "group",
    DIALOG: "dialog", FIELDSET: "group", FIGURE: "figure", FOOTER: "contentinfo", FORM: "form",
    H1: "heading", H2: "heading", H3: "heading", H4: "heading", H5: "heading", H6: "heading",
    HEADER: "banner", HR: "separator", IMG: "img", LI: "listitem", MAIN: "main", MENU: "list",
    METER: "meter", NAV: "navigation", OL: "list", OPTION: "option", OUTPUT: "status",
    P: "paragraph", PROGRESS: "progressbar", SECTION: "region", SUMMARY: "button",
    TABLE: "table", TBODY: "rowgroup", TD: "cell", TEXTAREA: "textbox", TFOOT: "rowgroup",
    TH: "columnheader", THEAD: "rowgroup", TR: "row", UL: "list",
  };
  const INPUTS = {
    button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox",
    radio: "radio", range: "slider", number: "spinbutton", search: "searchbox",
    email: "textbox", tel: "textbox", text: "textbox", url: "textbox",
  };
  const NAMED_BY_CONTENT = new Set([
    "button", "link", "heading", "option", "tab", "menuitem", "menuitemcheckbox",
    "menuitemradio", "checkbox", "radio", "switch", "cell", "columnheader", "rowheader", "row",
    "treeitem", "tooltip", "listitem", "gridcell",
  ]);
  const ACTIVE = new Set([
    "button", "link", "textbox", "searchbox", "checkbox", "radio", "switch", "combobox",
    "listbox", "option", "tab", "menuitem", "slider", "spinbutton", "img",
  ]);

  const roleOf = (element) => {
    const explicit = element.getAttribute("role");
    if (explicit) return explicit.trim().split(/\s+/)[0].toLowerCase();
    const tag = element.tagName.toUpperCase();
    if (tag === "A" || tag === "AREA") return element.hasAttribute("href") ? "link" : null;
    if (tag === "INPUT") return INPUTS[element.type] || null;
    if (tag === "SELECT") return element.multiple || element.size > 1 ? "listbox" : "combobox";
    if (tag === "SVG") return "img";
    return IMPLIED[tag] || null;
  };

  const nameOf = (element, role) => {
    const byId = (ids) =>
      ids
        .split(/\s+/)
        .map((id) => element.getRootNode().getElementById?.(id)?.textContent || "")
        .join(" ");
    const tag = element.tagName.toUpperCase();
    const ways = [
      () => element.hasAttribute("aria-labelledby") && byId(element.getAttribute("aria-labelledby")),
      () => element.getAttribute("aria-label"),
      () => tag === "IMG" && element.alt,
      () => tag === "INPUT" && INPUTS[element.type] === "button" && element.value,
      () => element.labels && [...element.labels].map((label) => label.innerText).join(" "),
      () => role && NAMED_BY_CONTENT.has(role) && element.innerText,
      () => element.getAttribute("placeholder"),
      () => element.getAttribute("title"),
    ];
    for (const way of ways) {
      const name = fold(way() || "");
      if (name) return name.slice(0, LONGEST);
    }
    return null;
  };

  const isSecret = (element) =>
    element.tagName === "INPUT" &&
    (element.type === "password" || /password|one-time-code|cc-/.test(element.autocomplete || ""));

  const attributesOf = (element) =>
    [...element.attributes]
      .filter(({ name, value }) => value.length <= LONGEST && name !== "style" && name !== "d")
      .filter(({ name }) => !(name === "value" && isSecret(element)))
      .map(({ name, value }) => [name, value]);

  const parentOf = (node) => node.parentNode || node.host || null;
  const holds = (outer, inner) => {
    for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
    return false;
  };
  const alphaOf = (colour) => {
    const parts = colour.match(/[\d.]+%?/g) || [];
    if (parts.length < 4) return colour === "transparent" ? 0 : 1;
    return parts[3].endsWith("%") ? parseFloat(parts[3]) / 100 : parseFloat(parts[3]);
  };
  const paints = (element) => {
    const style = getComputedStyle(element);
    if (parseFloat(style.opacity) < 0.3) return false;
    if (style.backdropFilter && style.backdropFilter !== "none") return true;
    if (/^(IMG|VIDEO|CANVAS|IFRAME)$/.test(element.tagName)) return true;
    return style.backgroundImage !== "none" || alphaOf(style.backgroundColor) >= 0.3;
  };
  // Covered is what lies under something painted wherever it is probed.
  const isCoveredAt = (element, root, x, y) => {
    const hit = root.elementFromPoint(x, y);
    if (!hit || holds(element, hit) || holds(hit, element)) return false;
    for (let over = hit; over && !holds(over, element); over = parentOf(over)) {
      if (over.nodeType === 1 && paints(over)) return true;
    }
    return false;
  };
  const isCovered = (element, box, by) => {
    if (everywhere || getComputedStyle(element).pointerEvents === "none") return false;
    const root = element.getRootNode();
    if (!root.elementFromPoint) return false;
    const y = (box.top + box.bottom) / 2 - by.y;
    return [0.5, 0.1, 0.9].every((part) =>
      isCoveredAt(element, root, box.left + (box.right - box.left) * part - by.x, y),
    );
  };

  const shown = (text, style) => {
    if (style.textTransform === "uppercase") return text.toUpperCase();
    if (style.textTransform === "lowercase") return text.toLowerCase();
    if (style.textTransform === "capitalize") {
      return text.replace(/(^|\s)\S/g, (letter) => letter.toUpperCase());
    }
    return text;
  };
  const addText = (parent, element, text, box, style, by) => {
    const folded = fold(text);
    if (!folded || isEmpty(box) || isCovered(element, box, by)) return;
    nodes.push([parent, ...place(box), shown(folded, style), round(parseFloat(style.fontSize))]);
  };

  // The lines of a text node: one where it fits on one, else its words put together again.
  const linesOf = (node) => {
    const range = node.ownerDocument.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    if (boxes.length === 0) return [];
    const sameLine = (a, b) => Math.abs(a.top - b.top) < Math.min(a.height, b.height) / 2;
    if (boxes.every((box) => sameLine(box, boxes[0]))) return [[node.data, range.getBoundingClientRect()]];
    const lines = [];
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const last = lines[lines.length - 1];
      if (last && sameLine(last.box, box)) {
        last.text += " " + word[0];
        last.box = {
          left: Math.min(last.box.left, box.left),
          top: Math.min(last.box.top, box.top),
          right: Math.max(last.box.right, box.right),
          bottom: Math.max(last.box.bottom, box.bottom),
          height: last.box.height,
        };
      } else {
        lines.push({ text: word[0], box });
      }
    }
    return lines.map(({ text, box }) => [text, box]);
  };

  // What a form field shows is in no text node.
  const fieldText = (element) => {
    const tag = element.tagName;
    if (tag === "SELECT") return element.selectedOptions[0]?.label || "";
    if (tag !== "INPUT" && tag !== "TEXTAREA") return "";
    if (/^(checkbox|radio|range|color|file|image|hidden)$/.test(element.type)) return "";
    if (element.value === "") return element.placeholder || "";
    return isSecret(element) ? "" : element.value;
  };
  const fieldBox = (element, style) => {
    const box = element.getBoundingClientRect();
    const line = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
    const left = box.left + element.clientLeft + parseFloat(style.paddingLeft);
    const right = box.right - element.clientLeft - parseFloat(style.paddingRight);
    const top =
      element.tagName === "TEXTAREA"
        ? box.top + element.clientTop + parseFloat(style.paddingTop)
        : (box.top + box.bottom - line) / 2;
    const pen = (fieldBox.pen ||= document.createElement("canvas").getContext("2d"));
    pen.font = style.font;
    const width = pen.measureText(fieldText(element).split("\n")[0]).width;
    return { left, top, right: Math.min(right, left + width), bottom: top + line };
  };

  const childrenOf = (element) => {
    if (element.shadowRoot) return element.shadowRoot.childNodes;
    if (element.tagName === "SLOT") {
      const assigned = element.assignedNodes({ flatten: true });
      if (assigned.length) return assigned;
    }
    return element.childNodes;
  };

  const SKIPPED = new Set([
    "SCRIPT", "STYLE", "HEAD", "NOSCRIPT", "TEMPLATE", "META", "LINK", "TITLE", "BR", "DATALIST",
  ]);

  const hiddenNode = (element, parent) =>
    nodes.push([parent, 0, 0, 0, 0, element.tagName.toLowerCase(), attributesOf(element), null, null]);

  // `clips` has the box that clips children in the flow, and the one for absolute ones.
  const visit = (element, parent, clips, by, budget) => {
    if (SKIPPED.has(element.tagName)) return;
    const style = getComputedStyle(element);
    if (style.display === "none" || parseFloat(style.opacity) < 0.05) {
      if (budget.hidden-- > 0) hiddenNode(element, parent);
      return;
    }
    const rect = shift(element.getBoundingClientRect(), by);
    const own =
      style.position === "fixed" ? clips.view : style.position === "absolute" ? clips.free : clips.flow;
    const box = everywhere ? rect : meet(rect, own);
    const role = roleOf(element);
    const seen = style.visibility === "visible" && style.display !== "contents" && !isEmpty(box);
    let index = parent;
    if (seen && !(role && ACTIVE.has(role) && isCovered(element, box, by))) {
      index = nodes.length;
      const tag = element.tagName.toLowerCase();
      nodes.push([parent, ...place(box), tag, attributesOf(element), role, nameOf(element, role)]);
      const text = fieldText(element);
      if (text) addText(index, element, text, meet(shift(fieldBox(element, style), by), box), style, by);
    } else if (!element.childElementCount && !element.childNodes.length) {
      if (budget.hidden-- > 0) hiddenNode(element, parent);
      return;
    }
    visitInside(element, index, insideClips(element, style, own, clips, by), by, style);
  };

  const insideClips = (element, style, own, clips, by) => {
    if (everywhere) return clips;
    let flow = own;
    if (style.overflowX !== "visible" || style.overflowY !== "visible") {
      const rect = shift(element.getBoundingClientRect(), by);
      const isRoot = element === document.scrollingElement || element === document.body;
      if (!isRoot) flow = meet(own, rect);
    }
    const isFrame = style.position !== "static" || style.transform !== "none";
    return { view: clips.view, flow, free: isFrame ? flow : clips.free };
  };

  const visitInside = (element, index, clips, by, style) => {
    if (element.tagName === "IFRAME") return visitFrame(element, index, clips, by);
    if (/^(SELECT|TEXTAREA|INPUT|VIDEO|CANVAS)$/i.test(element.tagName)) return;
    const budget = { hidden: HIDDEN_SIBLINGS };
    for (const child of childrenOf(element)) {
      if (child.nodeType === 1) visit(child, index, clips, by, budget);
      else if (child.nodeType === 3 && style.visibility === "visible" && /\S/.test(child.data)) {
        for (const [text, rect] of linesOf(child)) {
          const box = shift(rect, by);
          addText(index, element, text, everywhere ? box : meet(box, clips.flow), style, by);
        }
      }
    }
  };

  const visitFrame = (frame, index, clips, by) => {
    let root = null;
    try {
      root = frame.contentDocument && frame.contentDocument.documentElement;
    } catch {
      return; // Another site's page is not ours to read.
    }
    if (!root) return;
    const rect = frame.getBoundingClientRect();
    const inner = { x: by.x + rect.left + frame.clientLeft, y: by.y + rect.top + frame.clientTop };
    const window = everywhere
      ? endless
      : meet(clips.flow, {
          left: inner.x,
          top: inner.y,
          right: inner.x + frame.clientWidth,
          bottom: inner.y + frame.clientHeight,
        });
    const inside = { view: window, flow: window, free: window };
    visit(root, index, inside, inner, { hidden: 0 });
  };

  const start = everywhere ? endless : view;
  const clips = { view: start, flow: start, free: start };
  visit(document.documentElement, null, clips, { x: 0, y: 0 }, { hidden: 0 });
  return JSON.stringify({ url: location.href, nodes });
})

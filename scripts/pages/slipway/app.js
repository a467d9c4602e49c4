// Slipway, the demo's own service. Nothing here is random: every take of it looks the same.

const services = [
  { name: "storefront", repository: "github.com/ada/storefront", region: "Frankfurt", seed: 3 },
  { name: "checkout-api", repository: "github.com/ada/checkout", region: "Oregon", seed: 8 },
  { name: "image-worker", repository: "github.com/ada/images", region: "Singapore", seed: 5 },
];

const activity = [
  ["09:41", "storefront was deployed", "a41c9e2"],
  ["09:12", "checkout-api scaled to 4 instances", "auto"],
  ["08:57", "image-worker was deployed", "77d01bc"],
  ["08:30", "A certificate was renewed for slipway.app", "auto"],
  ["07:45", "storefront passed its weekly load test", "2,400 rps"],
  ["07:02", "Backup of checkout-db finished", "1.2 GB"],
  ["06:15", "Grace Hopper joined the team", "invite"],
  ["05:48", "image-worker scaled to 1 instance", "auto"],
];

const log = [
  [0.2, "clone", "github.com/ada/guestbook @ main"],
  [0.9, "clone", "42 files, 310 kB"],
  [1.6, "build", "found package.json, using Node 24"],
  [2.4, "build", "npm ci"],
  [4.1, "build", "added 118 packages"],
  [5.0, "build", "vite build"],
  [6.3, "build", "dist/index.html      1.84 kB"],
  [6.5, "build", "dist/app.js        48.20 kB"],
  [7.2, "image", "packing 3 layers"],
  [8.4, "image", "pushed guestbook:1"],
  [9.2, "start", "1 instance in Frankfurt"],
  [10.4, "check", "GET /health 200 in 12 ms"],
  [11.3, "check", "certificate issued"],
];

const DEPLOY_SECONDS = 12;
const $ = (id) => document.getElementById(id);

// A smooth line that is the same for the same seed.
function sparkline(seed) {
  let value = 17;
  let state = seed * 7919;
  const points = Array.from({ length: 26 }, (_, index) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    value = Math.min(30, Math.max(5, value + (state / 2147483648 - 0.5) * 11));
    return `${(index * 7.5).toFixed(1)},${value.toFixed(1)}`;
  });
  return `<svg viewBox="0 0 190 34" aria-hidden="true"><polyline points="${points.join(" ")}"
    fill="none" stroke="#8b87f0" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>`;
}

function row(service) {
  const element = document.createElement("div");
  element.className = "row";
  element.innerHTML = `<div class="where"><b>${service.name}</b><small>${service.repository}</small></div>
    <div>${service.region}</div>${sparkline(service.seed)}<span class="state">Live</span>`;
  return element;
}

function draw() {
  $("list").replaceChildren(...services.map(row));
  $("activity").innerHTML = activity
    .map(([time, what, detail]) => `<div><time>${time}</time><span>${what}</span><code>${detail}</code></div>`)
    .join("");
}

function open() {
  document.body.classList.add("open");
  $("form").hidden = false;
  $("progress").hidden = true;
}

function close() {
  document.body.classList.remove("open");
}

function choose(region) {
  for (const button of document.querySelectorAll(".regions button")) {
    button.setAttribute("aria-checked", String(button.dataset.region === region));
  }
}

function deploy(event) {
  event.preventDefault();
  const name = $("name").value.trim() || "my-service";
  const region = document.querySelector('.regions [aria-checked="true"]').dataset.region;
  $("form").hidden = true;
  $("progress").hidden = false;
  $("progress-title").textContent = `Deploying ${name}`;
  $("log").replaceChildren();
  $("result").hidden = true;
  const lines = log.map(([at, stage, text]) => [at, stage, text.replace("Frankfurt", region)]);
  const began = performance.now();
  const step = () => {
    const seconds = (performance.now() - began) / 1000;
    while (lines.length && lines[0][0] <= seconds) write(lines.shift());
    $("bar").style.width = `${Math.min(100, (seconds / DEPLOY_SECONDS) * 100)}%`;
    if (seconds < DEPLOY_SECONDS) requestAnimationFrame(step);
    else finish(name, region);
  };
  requestAnimationFrame(step);
}

function write([, stage, text]) {
  const line = document.createElement("li");
  line.className = stage === "check" ? "good" : "";
  line.innerHTML = `<span>${stage}  </span>${text}`;
  $("log").append(line);
}

function finish(name, region) {
  $("progress-title").textContent = "Deployed";
  $("result-title").textContent = `${name} is live`;
  $("result-url").textContent = `${name}.slipway.app`;
  $("result").hidden = false;
  const service = { name, repository: $("repository").value, region, seed: 11 };
  services.unshift(service);
  activity.unshift(["09:44", `${name} was deployed`, "c0ffee1"]);
  $("summary").textContent = `${services.length} running, all healthy`;
  draw();
  $("list").firstChild.classList.add("fresh");
}

$("new-service").addEventListener("click", open);
$("cancel").addEventListener("click", close);
$("veil").addEventListener("click", close);
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
$("form").addEventListener("submit", deploy);
document.querySelector(".regions").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(button.dataset.region);
});

// The number of requests climbs as on a service that people use.
let requests = 1284310;
setInterval(() => {
  requests += 7;
  $("requests").textContent = requests.toLocaleString("en-GB");
}, 900);

draw();

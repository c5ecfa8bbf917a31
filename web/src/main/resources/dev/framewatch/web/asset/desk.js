"use strict";
// Live updates, keys and players of the desk. Without it, everything can still be read and decided.

const $ = (selector) => document.querySelector(selector);

// --- Live updates: one stream a window. Elements that want to know listen to "desk" on the body.
let lastEvent = "";
let announced = 0;
function announce() {
  if (announced) return;
  announced = window.setTimeout(() => {
    announced = 0;
    document.body.dispatchEvent(new CustomEvent("desk"));
  }, 400);
}
function follow() {
  const stream = new EventSource("/live");
  stream.onopen = () => {
    const wasOffline = !$("#offline").hidden;
    $("#offline").hidden = true;
    document.body.dataset.live = "on";
    if (wasOffline) announce();
  };
  stream.onmessage = (event) => {
    lastEvent = event.lastEventId;
    document.body.dataset.lastEvent = lastEvent;
    announce();
  };
  stream.addEventListener("reload", () => location.reload());
  stream.onerror = () => {
    $("#offline").hidden = false;
    document.body.dataset.live = "off";
    if (stream.readyState === EventSource.CLOSED) { // refused once, and never tried again by itself
      stream.close();
      window.setTimeout(follow, 5000);
    }
  };
  window.addEventListener("pagehide", () => stream.close(), { once: true });
}
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// --- Requests that fail are said, not swallowed.
document.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const words = answer.querySelector("main p");
  say(words ? words.textContent : "The desk answered with " + event.detail.xhr.status + ".");
});
document.addEventListener("htmx:sendError", () => say("The desk cannot be reached; nothing was changed."));
function say(words) {
  $("#failure").textContent = words;
  $("#failure").hidden = false;
  pressed.length = 0;
  request = null;
}

// --- Keys: each is handled once the one before is done, so that none is lost or meant for another page.
const pressed = [];
let request = null; // the one that replaces what is reviewed
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target && event.detail.target.id === "review") request = event.detail.xhr;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (request === null || event.detail.xhr !== request) return; // it is told more than once
  request = null;
  $("#failure").hidden = true;
  prepare();
  next();
});
function next() {
  while (request === null && pressed.length > 0) {
    press(pressed.shift());
  }
}
function press(key) {
  if (key === "?") {
    const keys = $("#keys");
    if (keys) keys.open ? keys.close() : keys.showModal();
    return;
  }
  const action = document.querySelector('[data-key="' + key + '"]:not([disabled])');
  if (action) action.click();
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const focused = document.activeElement;
  if (focused && focused.matches("input, select, textarea, dialog *") && event.key !== "?") return;
  const video = $("[data-player] video");
  if (event.key === " " && video && !focused.matches("button, a, video, summary")) {
    event.preventDefault();
    video.paused ? video.play().catch(() => {}) : video.pause();
  } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && video && focused !== video) {
    event.preventDefault();
    seek(video, video.currentTime + (event.key === "ArrowLeft" ? -1 : 1));
  } else if ("cxuzjk?".includes(event.key) && $("#review") && !event.repeat) {
    event.preventDefault();
    pressed.push(event.key);
    next();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest('button[data-key="?"]')) press("?");
  const moment = event.target.closest("[data-seek]");
  const video = $("[data-player] video");
  if (moment && video) {
    event.preventDefault();
    seek(video, Number(moment.dataset.seek));
  }
});

// --- Players.
function seek(video, seconds) {
  const go = () => { video.currentTime = Math.max(0, seconds); };
  if (video.readyState > 0) {
    go();
  } else {
    video.addEventListener("loadedmetadata", go, { once: true });
    video.load();
  }
}
function prepare() {
  document.querySelectorAll("[data-player]").forEach((player) => {
    const video = player.querySelector("video");
    const words = player.querySelector(".unplayable");
    if (video && words) {
      video.addEventListener("error", () => { words.hidden = false; });
    }
  });
  document.querySelectorAll("select[data-submit]").forEach((choice) => {
    choice.addEventListener("change", () => choice.form.submit());
  });
}

document.documentElement.classList.add("scripted");
prepare();
follow();

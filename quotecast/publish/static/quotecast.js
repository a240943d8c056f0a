// What a page does beyond reading: seek, mark the spoken line, follow it, keep links to a
// moment. Without this script every time is a plain link into the audio file.
(function () {
  "use strict";
  var audio = document.querySelector("audio");
  if (!audio) return;

  var lines = Array.prototype.slice.call(document.querySelectorAll(".line[data-start]"));
  var starts = lines.map(function (line) { return parseFloat(line.dataset.start); });
  var ends = lines.map(function (line) { return parseFloat(line.dataset.end); });
  var chapters = Array.prototype.slice.call(document.querySelectorAll(".chapters button.seek"));
  var follow = document.querySelector("button.follow");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var current = -1;
  var chapter = -1;
  var following = false;

  document.querySelectorAll("button.seek").forEach(function (button) {
    var link = button.previousElementSibling;
    if (link && link.matches("a.seek")) link.remove();
    button.hidden = false;
    button.addEventListener("click", function () {
      var time = parseFloat(button.dataset.seek);
      seek(time);
      play();
      try { history.replaceState(null, "", "#t=" + time); } catch (fault) { /* from disk */ }
    });
  });

  // A browser that has not read the file's head yet forgets a time that is set too early.
  function seek(time) {
    if (audio.readyState >= 1) {
      audio.currentTime = time;
    } else {
      audio.addEventListener("loadedmetadata", function () { audio.currentTime = time; }, { once: true });
      audio.load();
    }
    mark(time);
  }

  function play() {
    var started = audio.play();
    if (started) started.catch(function () { /* the reader presses play */ });
  }

  // The last line that has begun; in the pause after it, it stays the current one.
  function lineAt(time) {
    var low = 0, high = starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (starts[middle] <= time + 0.05) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function mark(time) {
    var index = lineAt(time);
    if (index === lines.length - 1 && index >= 0 && time > ends[index] + 1) index = -1;
    if (index !== current) {
      if (current >= 0) lines[current].removeAttribute("aria-current");
      if (index >= 0) lines[index].setAttribute("aria-current", "true");
      current = index;
      if (following) show();
    }
    var inside = -1;
    chapters.forEach(function (button, number) {
      if (parseFloat(button.dataset.seek) <= time + 0.05) inside = number;
    });
    if (inside !== chapter) {
      if (chapter >= 0) chapters[chapter].removeAttribute("aria-current");
      if (inside >= 0) chapters[inside].setAttribute("aria-current", "true");
      chapter = inside;
    }
  }

  function show() {
    if (current < 0) return;
    lines[current].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function setFollowing(on) {
    following = on;
    if (follow) follow.setAttribute("aria-pressed", on ? "true" : "false");
    if (on) show();
  }

  if (follow && lines.length) {
    follow.parentElement.hidden = false;
    follow.addEventListener("click", function () { setFollowing(!following); });
    var stop = function () { if (following) setFollowing(false); };
    window.addEventListener("wheel", stop, { passive: true });
    window.addEventListener("touchmove", stop, { passive: true });
    window.addEventListener("keydown", function (event) {
      var keys = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"];
      if (keys.indexOf(event.key) >= 0 && event.target !== audio) stop();
    });
  }

  audio.addEventListener("timeupdate", function () { mark(audio.currentTime); });
  audio.addEventListener("seeked", function () { mark(audio.currentTime); });
  audio.addEventListener("ended", function () { mark(Infinity); });

  // #t=83, #t=83.5, #t=1:23 and #t=1:02:03 are moments of the episode.
  function moment() {
    var found = /^#t=(\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){0,2})$/.exec(location.hash);
    if (!found) return;
    var time = found[1].split(":").reduce(function (sum, part) { return sum * 60 + parseFloat(part); }, 0);
    seek(time);
    show();
  }

  window.addEventListener("hashchange", moment);
  moment();
})();

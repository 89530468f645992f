// Loads the page again when it has been built again. Speaks livereload's protocol, and tells which
// build it shows, so that a build between the page and the first message is not missed.
(() => {
  "use strict";
  const build = document.currentScript.dataset.build;
  const longest = 4000;
  let pause = 250;

  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/livereload`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      pause = 250;
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      send({ command: "info", url: location.href, build });
    });
    socket.addEventListener("message", (event) => {
      const isLeaving = window.postilDesk?.isLeaving; // for another page, which is awaited
      if (JSON.parse(event.data).command === "reload" && !isLeaving) location.reload();
    });
    socket.addEventListener("close", () => {
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, longest);
    });
  };
  connect();
})();

/** The socket: what happens in the town while the page is open. */

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5000;

/** Calls `receive(type, data)` for each event, `opened()` and `lost()` as the connection comes and goes. */
export function connect(person, receive, { opened, lost }) {
  let wait = FIRST_WAIT;
  const open = () => {
    const socket = new WebSocket(`ws://${location.host}/page/live?person=${person}`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      opened();
    });
    socket.addEventListener("message", ({ data }) => {
      const event = JSON.parse(data);
      receive(event.t, event.d);
    });
    socket.addEventListener("close", () => {
      lost();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };
  open();
}

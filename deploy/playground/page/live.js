/** The socket: what happens in the town while the page is open. */

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5000;

/** Calls `receive(type, data)` for each event, `lost()` and `returned()` around a lost connection. */
export function connect(person, receive, { lost, returned }) {
  let wait = FIRST_WAIT;
  let before = false;
  const open = () => {
    const socket = new WebSocket(`ws://${location.host}/page/live?person=${person}`);
    socket.onopen = () => {
      wait = FIRST_WAIT;
      if (before) returned();
      before = true;
    };
    socket.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      receive(event.t, event.d);
    };
    socket.onclose = () => {
      lost();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  open();
}

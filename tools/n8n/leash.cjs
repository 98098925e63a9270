// Loaded into the Node programs we start (node --require): ends them, with everything they started,
// when we disappear without being able to stop them (a kill -9, a crash).
const parent = process.ppid;
setInterval(() => {
	if (process.ppid === parent) return;
	process.kill(-process.pid, 'SIGKILL'); // each of them leads a process group of its own
}, 1000).unref();

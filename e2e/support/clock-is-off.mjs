/** Loaded into a server by a test (NODE_OPTIONS): the clock of its machine is so many milliseconds off. */
const off = Number(process.env['CLOCK_IS_OFF_MS']);
const { now } = Date;
Date.now = () => now() + off;
globalThis.Date = new Proxy(Date, {
  construct: (RealDate, given, target) =>
    Reflect.construct(RealDate, given.length === 0 ? [RealDate.now()] : given, target),
});

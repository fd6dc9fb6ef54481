declare module 'autocannon' {
  type Options = {
    url: string;
    connections: number;
    duration?: number;
    amount?: number;
    /** Milliseconds between two looks at whether it is over. */
    sampleInt?: number;
    headers?: Record<string, string>;
    /** Sent in turn by each connection. */
    requests?: { headers: Record<string, string> }[];
  };
  type Result = {
    /** Seconds. */
    duration: number;
    errors: number;
    timeouts: number;
    requests: { total: number };
    statusCodeStats: Record<string, { count: number }>;
  };
  export default function autocannon(options: Options): Promise<Result>;
}

package dev.sluice.standalone.admin;

/** Where to listen: a literal address or name and a TCP port; 0 takes any free one. */
public record HostPort(String host, int port) {
    public static final HostPort DEFAULT = new HostPort("127.0.0.1", 9901);

    public HostPort {
        if (host.isEmpty() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("expected HOST:PORT, for example " + DEFAULT);
        }
    }

    /** Reads {@code HOST:PORT}, {@code [IPV6]:PORT} or {@code :PORT}, which is on loopback. */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, for example " + DEFAULT);
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            return new HostPort(host.isEmpty() ? DEFAULT.host : host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, for example " + DEFAULT, e);
        }
    }

    public HostPort withPort(int bound) {
        return new HostPort(host, bound);
    }

    /** As people type it into a browser. */
    public String url() {
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return "http://" + new HostPort(reachable, port) + "/";
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}

package dev.sluice.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider made of raw sockets, so that it can misbehave on every byte. Its behaviour may change at any time. */
final class RawUpstream implements AutoCloseable {

    /** @param headers names in lower case, values joined by comma */
    record Request(String method, String target, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The JSON-RPC id as written, or null. */
        String id() {
            String text = text();
            int at = text.indexOf("\"id\":");
            return at < 0 ? "null" : text.substring(at + 5).split("[,}]")[0].trim();
        }
    }

    @FunctionalInterface
    interface Behaviour {
        /** Answers one request; returning keeps the connection for the next. */
        void serve(Request request, Socket socket, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour;
    final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    RawUpstream(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        open.incrementAndGet();
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                behaviour.serve(request, socket, out);
                out.flush();
            }
        } catch (Exception e) {
            // The other side went away, or the behaviour wanted it so.
        } finally {
            open.decrementAndGet();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (a, b) -> a + "," + b);
        }
        byte[] body = new byte[0];
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                whole.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            body = whole.toByteArray();
        } else if (headers.containsKey("content-length")) {
            body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        String[] parts = first.split(" ");
        return new Request(parts[0], parts[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static Behaviour answer(int status, String type, String body) {
        return (request, socket, out) -> write(out, status, type, body);
    }

    /** A healthy node: every call gets this result under its own id. */
    static Behaviour node(String result) {
        return (request, socket, out) -> write(
                out,
                200,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"result\":\"" + result + "\"}");
    }

    static Behaviour rpcError(int code, String message) {
        return (request, socket, out) -> write(
                out,
                200,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"error\":{\"code\":" + code + ",\"message\":\""
                        + message + "\"}}");
    }

    Behaviour hang() {
        return (request, socket, out) -> {
            // Until the other side gives up, or the test ends.
            while (closed.getCount() > 0 && socket.getInputStream().read() >= 0) {
                continue;
            }
            throw new IOException("done hanging");
        };
    }

    /** Answers in the end, but not before so long. */
    Behaviour slow(long millis, Behaviour then) {
        return (request, socket, out) -> {
            if (!closed.await(millis, TimeUnit.MILLISECONDS)) {
                then.serve(request, socket, out);
            }
        };
    }

    static Behaviour resetMidBody() {
        return (request, socket, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"jsonrpc\":");
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    static Behaviour bytes(String text) {
        return (request, socket, out) -> {
            raw(out, text);
            socket.close();
        };
    }

    /** A JSON-RPC answer of so many bytes. */
    static Behaviour huge(long size) {
        return (request, socket, out) -> {
            String start = "{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"result\":\"";
            raw(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + (start.length() + size + 2) + "\r\n\r\n" + start);
            byte[] chunk = "a".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (long left = size; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
            raw(out, "\"}");
        };
    }

    /** One byte every few milliseconds, for ever. */
    Behaviour drip() {
        return (request, socket, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n");
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                raw(out, " ");
            }
        };
    }

    static void write(OutputStream out, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw(
                out,
                "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n");
        out.write(bytes);
        out.flush();
    }

    static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}

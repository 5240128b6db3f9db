package dev.sluice.e2e.operator.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection of HTTP/1.1. Written by hand, since clients of libraries hide whether a byte of the answer had come when a
 * connection ended, and try again on their own.
 */
public final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    /** The connection ended before the first byte of an answer: the request may be sent again. */
    public static final class ClosedBeforeAnswer extends IOException {
        private static final long serialVersionUID = 1;

        ClosedBeforeAnswer(String message) {
            super(message);
        }
    }

    private final Socket socket = new Socket();
    private final String host;
    private final InputStream in;

    public Connection(InetSocketAddress to, Duration timeout) throws IOException {
        host = to.getHostString() + ":" + to.getPort();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(to, CONNECT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public Answer ask(Call call) throws IOException {
        int first = firstByte(call);
        String[] status = ((char) first + line()).split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(
                Integer.parseInt(status[1]), body(headers), "close".equalsIgnoreCase(headers.get("connection")));
    }

    private int firstByte(Call call) throws IOException {
        try {
            socket.getOutputStream().write(call.bytes(host));
            int first = in.read();
            if (first >= 0) {
                return first;
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new ClosedBeforeAnswer(e.toString());
        }
        throw new ClosedBeforeAnswer("closed in order");
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            StringBuilder whole = new StringBuilder();
            for (int size = chunk(); size > 0; size = chunk()) {
                whole.append(exactly(size));
                line();
            }
            line();
            return whole.toString();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("the answer ended after " + read.length + " of " + bytes + " bytes");
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer's head ended early");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}

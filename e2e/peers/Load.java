import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What wrk and nginx cannot do for the benchmark: answers after a delay, a WebSocket echo and its load, and connections
 * that idle. One virtual thread per connection, on loopback only. {@code serve}, {@code websocket} and {@code idle} are
 * its commands.
 */
public class Load {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "serve" -> serve(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "websocket" -> websocket(number(arguments[1]), number(arguments[2]), number(arguments[3]));
            case "idle" -> idle(number(arguments[1]), number(arguments[2]));
            default -> throw new IllegalArgumentException("unknown command " + arguments[0]);
        }
    }

    /** Serves each PORT=MILLISECONDS: HTTP answers after the delay, or a WebSocket's frames at once. */
    private static void serve(String[] ports) throws Exception {
        for (String each : ports) {
            String[] parts = each.split("=");
            ServerSocket server = new ServerSocket(number(parts[0]), 1024, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().start(() -> accept(server, number(parts[1])));
        }
    }

    private static void accept(ServerSocket server, int delayMillis) {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> quietly(socket, () -> answer(socket, delayMillis)));
            } catch (IOException e) {
                System.err.println("accepting failed: " + e);
                return;
            }
        }
    }

    private static void answer(Socket socket, int delayMillis) throws Exception {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        byte[] body = "slow".getBytes(StandardCharsets.US_ASCII);
        while (true) {
            String head = head(in);
            int at = head.toLowerCase().indexOf("sec-websocket-key:");
            if (at >= 0) {
                String key = head.substring(at + 18, head.indexOf('\r', at)).strip();
                write(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n");
                echo(new DataInputStream(in), socket.getOutputStream());
                return;
            }
            Thread.sleep(delayMillis);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length + "\r\n\r\n"
                    + new String(body, StandardCharsets.US_ASCII));
        }
    }

    /** Sends back what comes; frames of at most 125 bytes, masked as a client must. */
    private static void echo(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            byte[] mask = in.readNBytes(4);
            byte[] frame = new byte[2 + length];
            frame[0] = (byte) opcode;
            frame[1] = (byte) length;
            in.readFully(frame, 2, length);
            for (int i = 0; i < length; i++) {
                frame[2 + i] ^= mask[i & 3];
            }
            out.write(frame);
            if ((opcode & 0x0f) == 8) {
                return;
            }
        }
    }

    /** Echoes of 64 bytes, one after the other on each connection; prints RESULT count µs p50 p99 errors. */
    private static void websocket(int port, int connections, int seconds) throws Exception {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        AtomicInteger errors = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<long[]> latencies = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try (Socket socket = connect(port)) {
                    long[] mine = echoes(socket, end);
                    synchronized (latencies) {
                        latencies.add(mine);
                    }
                } catch (Exception e) {
                    errors.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsed = System.nanoTime() - start;
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        long half = all.length == 0 ? 0 : all[all.length / 2];
        long tail = all.length == 0 ? 0 : all[(int) (all.length * 0.99)];
        System.out.printf("RESULT %d %d %d %d %d%n", all.length, elapsed / 1000, half / 1000, tail / 1000, errors.get());
    }

    private static long[] echoes(Socket socket, long end) throws IOException {
        write(socket, "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n\r\n");
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        if (!head(in).startsWith("HTTP/1.1 101")) {
            throw new IOException("no upgrade");
        }
        byte[] frame = new byte[6 + 64]; // a mask of zeros leaves the text as it is
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 64);
        Arrays.fill(frame, 6, frame.length, (byte) 'x');
        byte[] back = new byte[2 + 64];
        long[] nanos = new long[1024];
        int count = 0;
        for (long now = System.nanoTime(); now < end; ) {
            socket.getOutputStream().write(frame);
            in.readFully(back);
            if (back[65] != 'x') {
                throw new IOException("another echo");
            }
            long after = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(nanos, count);
    }

    /** Opens connections, one request on each, prints how many were answered, and holds them until its input ends. */
    private static void idle(int port, int connections) throws Exception {
        List<Socket> held = new ArrayList<>();
        int errors = 0;
        for (int i = 0; i < connections; i++) {
            try {
                Socket socket = connect(port);
                held.add(socket);
                write(socket, "GET /get HTTP/1.1\r\nHost: localhost\r\n\r\n");
                String head = head(new BufferedInputStream(socket.getInputStream(), 1024));
                errors += head.startsWith("HTTP/1.1 200") ? 0 : 1;
            } catch (IOException e) {
                errors++;
            }
        }
        System.out.println("RESULT " + held.size() + " " + errors);
        System.in.read();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String accepted(String key) throws Exception {
        byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    }

    private static void quietly(Socket socket, Action action) {
        try (socket) {
            action.run();
        } catch (Exception e) {
            // The client is gone: nothing is left to answer.
        }
    }


    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private interface Action {
        void run() throws Exception;
    }
}
